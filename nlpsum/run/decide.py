"""A draft with the decisions that a person made on its review page (decisions.json, schema 1)."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.model import Candidate, Decision
from nlpsum.run import analyse, lint
from nlpsum.run.draft import as_document
from nlpsum.text import Block, Document
from nlpsum.write.review import signature

if TYPE_CHECKING:
    from nlpsum.kit import Kit
    from nlpsum.model import Draft, Sentence, Slot

Json = dict[str, Any]
SCHEMA = 1
_OPEN = frozenset({"blank", "conflict"})


class BadDecisionsError(ValueError):
    """Decisions that cannot be applied; the message is one line of Chinese."""


class Decided(Struct, frozen=True):
    """The draft after its review; ``refused`` tells in a line each what was not taken."""

    draft: Draft
    applied: int
    refused: tuple[str, ...]


def decide(draft: Draft, data: bytes, kit: Kit | None = None) -> Decided:
    """The draft with the decisions in ``data``, each put on the slot it names.

    A slot is named ``s1``, ``s2`` … in reading order. What the page would not let a person do is
    refused here too: a blank or conflict is not accepted, nothing is changed without its reason.

    Raises:
        BadDecisionsError: for what is no decisions.json, or one on another draft.
    """
    decisions = _decisions(data, signature(draft))
    slots = [slot for sentence in draft.sentences for slot in sentence.slots]
    known = {f"s{number}": slot for number, slot in enumerate(slots, 1)}
    settled: dict[str, Slot] = {}
    refused: list[str] = []
    for made in decisions:
        name = str(made.get("slot", ""))
        slot = known.get(name)
        why = "稿中没有这一处" if slot is None else _refusal(slot, made)
        if slot is None or why:
            refused.append(f"{name or '（未写哪一处）'}：{why}")
        else:
            settled[name] = _settled(slot, made, kit)
    after = [settled.get(name, slot) for name, slot in known.items()]
    return Decided(_rebuilt(draft, slots, after, kit), len(settled), tuple(refused))


def _decisions(data: bytes, expected: str) -> list[Json]:
    """The decisions of a file, if it is one and on this draft."""
    try:
        record = json.loads(data)
        schema, of, decisions = record["schema"], record["draft"], record["decisions"]
        found = [dict(made) for made in decisions]
    except (ValueError, KeyError, TypeError) as error:
        message = "不是核稿页存出的 decisions.json"
        raise BadDecisionsError(message) from error
    if schema != SCHEMA:
        message = f"decisions.json 是第{schema}版格式，这里只认第{SCHEMA}版"
        raise BadDecisionsError(message)
    if of != expected:
        message = f"意见是对另一稿（{of}）提的，现在的草稿是 {expected}，没有套用"
        raise BadDecisionsError(message)
    return found


def _text(made: Json, name: str) -> str:
    value = made.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _refusal(slot: Slot, made: Json) -> str:
    """Why a decision is not taken, in Chinese; empty where it is."""
    action, reason = made.get("action"), _text(made, "reason")
    if action == "accept":
        if slot.status in _OPEN:
            return "× 和冲突不能直接核准"
        sourced = slot.sources or slot.status == "carried"
        return "" if sourced else "没有来源，不能核准"
    if action == "take":
        number = made.get("candidate")
        held = isinstance(number, int) and 1 <= number <= len(slot.candidates)
        return "" if held else "没有这个候选"
    if action == "edit":
        return "" if reason and _text(made, "value") else "改数要写明改为多少和依据"
    if action == "assign":
        return "" if reason and _text(made, "by") else "要写明责任人和说明"
    if action == "reject":
        return "" if reason else "退回要写明原因"
    return f"不认识的意见“{action}”"


def _settled(slot: Slot, made: Json, kit: Kit | None) -> Slot:
    """The slot as decided; what a decision takes from it stays among its candidates."""
    action, reason = made["action"], _text(made, "reason")
    decision = Decision(action, slot.printed, reason, _text(made, "by"))
    if action in {"accept", "assign"}:
        return replace(slot, decision=decision)
    if action == "take":
        index: int = made["candidate"] - 1
        chosen = slot.candidates[index]
        return replace(
            slot,
            status="quoted",
            value=chosen.value,
            printed=chosen.printed,
            how="take",
            formula="",
            why=f"核稿时采用（起草时未采用：{chosen.rejected}）",
            sources=chosen.sources,
            candidates=_without(slot, index),
            decision=decision,
        )
    dropped = Candidate(slot.value or "", slot.printed, slot.sources, f"核稿时不采用：{reason}")
    kept = slot.candidates if slot.value is None else (dropped, *slot.candidates)
    changed = replace(slot, how="", formula="", sources=(), candidates=kept, decision=decision)
    if action == "reject":
        printed = _emptied(slot.printed)
        return replace(changed, status="blank", value=None, printed=printed, why=f"退回：{reason}")
    printed = _text(made, "value")
    value = _value(printed, kit)
    return replace(
        changed, status="quoted", value=value, printed=printed, why=f"改数依据：{reason}"
    )


def _without(slot: Slot, index: int) -> tuple[Candidate, ...]:
    """The candidates but the one taken, with what was printed before it."""
    rest = slot.candidates[:index] + slot.candidates[index + 1 :]
    if slot.value is None:
        return rest
    return (Candidate(slot.value, slot.printed, slot.sources, "核稿时改用候选"), *rest)


_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _emptied(printed: str) -> str:
    """A value as the blank that asks for it: 8.46亿元 is ×亿元; a name is ×."""
    return _NUMBER.sub("×", printed) if _NUMBER.search(printed) else "×"


def _value(printed: str, kit: Kit | None) -> str:
    """The plain value of an edited figure; the text itself where it is not one figure."""
    document = Document("", printed, (Block(0, len(printed)),))
    figures = analyse(document, kit).figures
    return figures[0].quantity.printed if len(figures) == 1 else printed


def _rebuilt(draft: Draft, before: list[Slot], after: list[Slot], kit: Kit | None) -> Draft:
    """The draft with its slots, given in reading order, replaced; and checked anew."""
    new = iter(after)

    def sentence(one: Sentence) -> Sentence:
        pieces = tuple(piece if isinstance(piece, str) else next(new) for piece in one.pieces)
        return replace(one, pieces=pieces)

    sections = tuple(
        replace(section, paragraphs=tuple(tuple(map(sentence, par)) for par in section.paragraphs))
        for section in draft.sections
    )
    instead: defaultdict[Slot, deque[Slot]] = defaultdict(deque)
    for old, now in zip(before, after, strict=True):
        instead[old].append(now)
    slots = tuple(instead[slot].popleft() if instead[slot] else slot for slot in draft.slots)
    made = replace(draft, sections=sections, slots=slots)
    return replace(made, findings=tuple(lint(analyse(as_document(made), kit), kit=kit)))
