"""What stands behind a drafted figure, in the clerk's words: status, place, note, list of sources.

All writers say it the same way because they all say it from here.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.period import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Decision, Draft, Sentence, Slot, Source

STATUS = {
    "quoted": "原文",
    "derived": "计算",
    "blank": "待补",
    "conflict": "冲突",
    "carried": "沿用",
}
ACTION = {
    "accept": "核准",
    "reject": "退回",
    "edit": "改数",
    "take": "采用候选",
    "assign": "待落实",
}
HOW = {
    "": "",
    "take": "直接取自来源",
    "latest": "取截止日前最近一次的数",
    "sum": "各月相加",
    "difference": "累计数相减",
    "combine": "由两个有来源的数推算",
    "quote": "随原句引用",
}
CARRIED = "沿用上期，待核实"


def runs(paragraph: tuple[Sentence, ...]) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """A paragraph's sentences with how they were made, neighbours of one making together."""
    for made, sentences in groupby(paragraph, key=lambda sentence: sentence.made):
        yield made, tuple(sentences)


class Placed(Struct, frozen=True):
    """A printed slot and the section it stands in; ``number`` counts from 1 in reading order."""

    number: int
    slot: Slot
    section: str
    sentence: str


def placed(draft: Draft) -> tuple[Placed, ...]:
    """The slots that the draft prints, in reading order."""
    found = [
        (slot, section.heading, sentence.text)
        for section in draft.sections
        for paragraph in section.paragraphs
        for sentence in paragraph
        for slot in sentence.slots
    ]
    return tuple(Placed(n, *one) for n, one in enumerate(found, 1))


def sourced(slot: Slot) -> bool:
    """Whether a printed value can be shown: from a brief, or on the basis a reviewer gave."""
    if slot.status not in {"quoted", "derived"}:
        return True
    return bool(slot.sources) or (slot.decision is not None and bool(slot.decision.reason))


def file_name(path: str) -> str:
    """The last part of a path."""
    return PurePosixPath(path.replace("\\", "/")).name or path


_CELL = re.compile(r"(?:body/|p(\d+)/)?t(\d+)/r(\d+)c(\d+)")
_CELL_OF_LINE = re.compile(r"l(\d+)c(\d+)")
_PLACE = re.compile(r"(body/p|p|l)(\d+)")
_UNITS = {"body/p": "段", "p": "页", "l": "行"}


def place(where: str) -> str:
    """A reader's locator in words: ``body/p6`` is 第6段, ``p6`` 第6页; others stand as they are."""
    if match := _CELL.fullmatch(where):
        page, *cell = match.groups()
        return (f"第{page}页" if page else "") + "表{}第{}行第{}列".format(*cell)
    if match := _CELL_OF_LINE.fullmatch(where):
        return "第{}行第{}列".format(*match.groups())
    if match := _PLACE.fullmatch(where):
        kind, number = match.groups()
        return f"第{number}{_UNITS[kind]}"
    return where


def origin(source: Source) -> str:
    """Where a source stands: 6月工作简报.docx·第3段."""
    at = place(source.where)
    return f"{file_name(source.span.doc)}·{at}" if at else file_name(source.span.doc)


def quoted(source: Source) -> str:
    """A source with what it says: 6月工作简报.docx·第3段“8.46亿元”."""
    return f"{origin(source)}“{source.text}”"


def period(text: str) -> str:
    """A canonical period in words: ``2020-H1`` is 2020年1—6月."""
    found = parse(text)
    if found is None:
        return text
    first, last = found.first, found.last
    if found.moment:
        return f"截至{last.year}年{last.month}月{last.day}日"
    if not found.whole_months:
        begin = f"{first.year}年{first.month}月{first.day}日"
        return begin if first == last else f"{begin}—{last.year}年{last.month}月{last.day}日"
    if (first.month, last.month) == (1, 12):
        return f"{first.year}年" if first.year == last.year else f"{first.year}—{last.year}年"
    if first.year != last.year:
        return f"{first.year}年{first.month}月—{last.year}年{last.month}月"
    if first.month == last.month:
        return f"{first.year}年{first.month}月"
    return f"{first.year}年{first.month}—{last.month}月"


_SHOWN_FILES = 3


def searched(draft: Draft) -> str:
    """Which files were searched: 已查1月工作简报.docx等6份材料."""
    names = [file_name(document.path) for document in draft.documents]
    if not names:
        return "没有材料可查"
    rest = f"等{len(names)}份材料" if len(names) > _SHOWN_FILES else ""
    return "已查" + "、".join(names[:_SHOWN_FILES]) + rest


def asked(slot: Slot) -> str:
    """What a slot asks for: 整改隐患（处，2020年1—6月）."""
    inside = "，".join(part for part in (slot.unit, period(slot.period)) if part)
    return (slot.metric or "未写明指标") + (f"（{inside}）" if inside else "")


def candidates(slot: Slot) -> list[str]:
    """The values that were not taken, a line each, with their places and why."""
    return [
        f"{c.printed}（{'；'.join(map(origin, c.sources)) or '无来源'}）：{c.rejected}"
        for c in slot.candidates
    ]


def decided(decision: Decision) -> str:
    """A reviewer's decision in one line: 改数（原稿8.46亿元）：按统计月报；核稿人张三."""
    was = f"（原稿{decision.before}）" if decision.action in {"reject", "edit", "take"} else ""
    reason = f"：{decision.reason}" if decision.reason else ""
    by = f"；核稿人{decision.by}" if decision.by else ""
    return f"{ACTION[decision.action]}{was}{reason}{by}"


def note(draft: Draft, slot: Slot) -> str:
    """What a comment on the slot says, a line each; empty where there is nothing to settle.

    A figure quoted as it stands needs no comment, nor one that a reviewer accepted.
    """
    lines: list[str] = []
    if slot.decision:
        if slot.decision.action == "accept":
            return ""
        lines.append(decided(slot.decision))
    if slot.status == "blank":
        lines += [f"待补：{asked(slot)}", *([slot.why] if slot.why else []), searched(draft)]
    elif slot.status == "conflict":
        lines += [f"冲突：{slot.why or asked(slot)}", *map(quoted, slot.sources)]
    elif slot.status == "carried":
        lines += [f"{CARRIED}。{slot.why}".rstrip("。") + "。"]
    elif slot.status == "derived":
        lines += [f"计算：{slot.formula or HOW[slot.how]}", *map(quoted, slot.sources)]
    if slot.status in {"blank", "conflict"}:
        lines += [f"未采用：{line}" for line in candidates(slot)]
    return "\n".join(lines)


_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def change(last: str, new: str) -> str:
    """This value against last report's where both are printed alike: 7.53亿元 → 8.46亿元，+12.4%.

    Empty where either is not one number or the units differ; points are subtracted, not divided.
    """
    from decimal import Decimal

    old_numbers, new_numbers = _NUMBER.findall(last), _NUMBER.findall(new)
    if len(old_numbers) != 1 or len(new_numbers) != 1:
        return ""
    if _NUMBER.sub("#", last) != _NUMBER.sub("#", new):
        return ""
    old, now = (Decimal(n[0].replace(",", "")) for n in (old_numbers, new_numbers))
    if "%" in new or "百分点" in new:
        return f"{last} → {new}，{now - old:+f}个百分点"
    return f"{last} → {new}，{(now - old) / old * 100:+.1f}%" if old else ""


_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
)


def visible(text: str) -> str:
    """The text without control characters that no file may hold or that turn its reading order."""
    return _INVISIBLE.sub("", text)
