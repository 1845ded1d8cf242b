"""Whether a fact answers the question asked: same metric and scope, or only alike."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.ledger.bodies import place
from nlpsum.ledger.names import leftovers

if TYPE_CHECKING:
    from nlpsum.ledger.facts import Question

_NEAR = 0.5
_CLAUSE = 2
_VISITS = frozenset(("家次", "户次"))
"""Units that only inspections are counted in: 冷链食品经营单位147家次 were inspected."""
_FULL = 6
"""A name of so many characters says enough, whatever the clause around it."""


class Fit(NamedTuple):
    """How well a fact fits: ``same`` metric; ``scope`` the same; ``worded`` the very same clause.

    ``distance`` counts the characters that only one of the two names has; ``near`` says whether the
    fact is worth showing as a candidate; ``why`` says in Chinese what keeps it from being taken.
    """

    same: bool
    scope: bool
    worded: bool
    near: bool
    distance: int
    why: str
    foreign: bool = False


_NO = Fit(same=False, scope=False, worded=False, near=False, distance=99, why="")


def likeness(asked: Question, given: Question) -> Fit:
    """How a fact that answers ``given`` fits what is ``asked``; unit and kind are equal."""
    if not _basis(asked.basis, given.basis):
        return _NO
    mine, theirs = leftovers(asked.metric, given.metric)
    distance = len(mine) + len(theirs)
    # 同比增长 is every change's clause: wording counts only where it says the name.
    shared = len(asked.frame) - len(leftovers(asked.frame, asked.metric)[0])
    worded = shared >= _CLAUSE and asked.frame == given.frame
    same = _same(asked, given, mine, theirs, worded)
    if not same:
        near = distance <= _NEAR * max(len(asked.metric), len(given.metric), 1)
        return Fit(False, False, worded, near, distance, "指标名称相近，不能确定是同一指标")
    if asked.of and given.of and asked.of != given.of and not _within(asked.of, given.of):
        return Fit(False, False, worded, True, distance, "占比的分母不同")
    if not _scope(asked, given):
        why = f"口径不同（{given.scope or '本单位'}）"
        return Fit(
            True,
            False,
            worded,
            True,
            distance,
            why,
            not _may_be_a_part(asked.scope or given.scope) or bool(asked.scope and given.scope),
        )
    return Fit(True, True, worded, True, distance, "")


def _basis(asked: str, given: str) -> bool:
    """Whether two bases are one; an unsaid basis is 同比, as reports of a period mean it."""
    return (asked or "同比") == (given or "同比")


def _same(asked: Question, given: Question, mine: str, theirs: str, worded: bool) -> bool:
    """Whether two names are one metric.

    Equal names are, unless the clauses around both say different things (新建…, 改造…). Names of
    which one holds the other are, if the clause or the further words of the shorter make up what it
    lacks.
    """
    if "×" in asked.name:
        masked = re.escape(asked.name).replace("×", r"[\u4e00-\u9fff]{1,6}")
        return bool(re.fullmatch(".{0,2}" + masked, given.name))
    acts = {_act(asked.around), _act(given.around)}
    if len(acts) > 1 and not any(act and set(act) <= set(asked.metric) for act in acts):
        return False
    if not mine and not theirs:
        if asked.nature in {"change", "share", "rank"} or worded or len(asked.metric) >= _FULL:
            return True
        ours, others = leftovers(asked.frame, given.frame)
        ours, _ = leftovers(ours, asked.metric)
        others, _ = leftovers(others, given.metric)
        return not (ours and others)
    if mine and theirs:
        return False
    if worded and asked.nature not in {"change", "share"}:
        return True
    longer, shorter = (asked, given) if mine else (given, asked)
    lacking = _lacking(longer.name, shorter.name)
    if not lacking:
        return False
    if lacking == "检查" and asked.unit in _VISITS and longer.name.startswith(lacking):
        return True
    if lacking == shorter.topic:
        return True
    if _within("".join(sorted(lacking)), shorter.frame) and asked.nature != "change":
        return True
    return not _part_of(longer.name, shorter.around) and _told(lacking, shorter.context)


_ACT = re.compile(
    r"[，。；：、\n](?:[\u4e00-\u9fff\d]{0,4}[年月份度]|累计|已|共)*"
    r"(化解|调解|办结|审结|执结|解决|销号|处置|答复|清退)了?$"
)


@lru_cache(maxsize=65536)
def _act(around: str) -> str:
    """The bare verb that is all a figure's clause says: 排查纠纷203起，化解198起."""
    match = _ACT.search(around[:_BEFORE])
    return match[1] if match else ""


_BEFORE = 60


def _part_of(name: str, around: str) -> bool:
    """Whether the name is that of the whole: 投诉举报咨询3204件，其中投诉1187件，举报355件."""
    before = _COMMAS.sub("", around).rpartition("其中")[0]
    return name in before.rpartition("。")[2]


_COMMAS = re.compile(r"[、，“”\s]")


def _lacking(longer: str, shorter: str) -> str:
    """What must be added to a name to make the longer one, in order; empty if that cannot be."""
    at, added = 0, ""
    for character in longer:
        if at < len(shorter) and character == shorter[at]:
            at += 1
        else:
            added += character
    return added if at == len(shorter) else ""


def _told(lacking: str, context: str) -> bool:
    """Whether a context says what a name lacks, pair of characters by pair: 热线, 工单."""
    if len(lacking) < _CLAUSE:
        return False
    pairs = [lacking[i : i + 2] for i in range(0, len(lacking) - 1, 2)]
    return all(pair in context for pair in [*pairs, lacking[-2:]])


def _within(part: str, whole: str) -> bool:
    return not leftovers(part, whole)[0]


def _scope(asked: Question, given: Question) -> bool:
    """Whether the scopes are one; a part may be named in the sentence instead (排水公司处理…)."""
    if asked.scope == given.scope:
        return True
    if asked.scope and given.scope:
        return False
    name = asked.scope or given.scope
    other = given if asked.scope else asked
    return name in other.context


def _may_be_a_part(scope: str) -> bool:
    """Whether a scope may be a part of the asker (排水公司), not a place around it (全市)."""
    return not scope.startswith("全") and not place(scope)
