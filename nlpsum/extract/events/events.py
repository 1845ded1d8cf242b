"""Events in a text: who did, or will do, what on a definite occasion, when and where.

A pattern says which word is a trigger and of what type (``patterns``); ``roles`` says who and what
belong to it. Here it is decided whether it is an event at all: 加强管理 is a duty, 采购中心 a name,
定期召开 a habit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.anchor import anchor
from nlpsum.extract.events import patterns, roles
from nlpsum.extract.events.scenes import Scene, scenes
from nlpsum.extract.frame import frames
from nlpsum.model import Event
from nlpsum.parts import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.extract.events.patterns import Match
    from nlpsum.parts import Reading


def find(reading: Reading) -> Iterator[Event]:
    """The events of a document."""
    document = reading.document
    known = patterns.compiled((*reading.terms.patterns, *patterns.built_in()))
    plans = [(block.end, frame.plan) for block, frame in frames(document, anchor(document))]
    block = 0
    carried = roles.Actor("", -1)
    for scene in scenes(document.text, reading.words.all, reading.found.entities, document.path):
        while block < len(plans) - 1 and plans[block][0] <= scene.start:
            block += 1
            carried = roles.Actor("", -1)
        plan = bool(plans) and plans[block][1]
        found = [match for match in patterns.matches(scene.words, known) if _free(scene, match)]
        for index, match in enumerate(found):
            following = found[index + 1].trigger[0] if index + 1 < len(found) else len(scene.words)
            if event := _event(scene, match, following, carried, plan=plan):
                yield event
        carried = roles.last_actor(scene, carried)


def _free(scene: Scene, match: Match) -> bool:
    """Whether the trigger is a word of the sentence: not within a name, title or quotation."""
    word = scene.words[match.trigger[0]]
    return not scene.covered(word.start)


_MODAL = re.compile(r"(?:将|拟|计划|力争|确保|争取|准备|预计|打算|有望|要|务必|尽快|抓紧)(?![^，]{0,4}(?:求|点))")
_NEVER = re.compile(r"(?:不得|不能|不再|不予|未能|未经|没有|尚未|严禁|禁止|不|未|可以|可|应当|应|须|必须|凡|如需|如果|若|鼓励|允许|引导|负责|用于|参与|定期|经常|每年|每月|每周|每季度|不断|常态化|能够|需要|需|方便|是否|便于|有利于|有助于)[^，]{0,6}$")
_HABIT = re.compile(r"(?:持续|继续|深入|广泛|有序|扎实|大力|积极|全面|切实|加大|常态|深化|统筹|加快|进一步|大规模|严格|认真|严肃|强化|重点|系统|稳步|着力|集中|接续|稳妥|规范|多形式|全力)[^，]{0,3}$")
_DONE = re.compile(r"[了过]|已|成功|首次|先后|累计|圆满|顺利|正式|率先|刚刚")
_PAST = re.compile(r"^[了过]")


def _event(scene: Scene, match: Match, following: int, carried: roles.Actor, *, plan: bool) -> Event | None:
    """The event of a match; None where the trigger is a duty, a habit or a noun."""
    trigger = roles.Trigger(scene, *match.trigger, following, match.pattern.label)
    before, after = trigger.before, trigger.after
    if _NEVER.search(before):
        return None
    done = bool(_DONE.search(before[-12:]) or _PAST.match(after))
    modal = bool(_MODAL.search(before))
    mode = "plan" if modal or (plan and not done) else "done"
    parts = roles.read(trigger, carried)
    evident = done or bool(parts.date) or parts.own_actor
    if match.pattern.weak and (mode == "plan" or not evident or not parts.object):
        return None
    if match.pattern.id.startswith("carry-out") and (
        (mode == "plan" and not modal) or (_HABIT.search(before) and not done and not parts.date)
    ):
        return None
    if not parts.object and not parts.place and (not parts.actor or match.pattern.label not in {"start", "finish", "meeting"}):
        return None
    return Event(
        scene.span(trigger.clause.start, max(trigger.end, parts.end)),
        scene.span(trigger.start, trigger.end),
        match.pattern.label,
        parts.actor,
        parts.object,
        parts.date,
        parts.place,
        mode,
        parts.period,
    )


EXTRACTOR = Extractor("events", find)
