"""Figures in table cells: bound by the heads of their row and column, the table's unit and its title.

A head may name the metric (产量), a period (1—6月累计, 上年同期), a scope (自来水公司), a change
(比上年增长%), a share or a rank; the cell holds the number alone.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nlpsum import numerals, units
from nlpsum.anchor import anchor
from nlpsum.dates import Anchor, find_periods
from nlpsum.extract import clauses, lexicon, tails
from nlpsum.extract.frame import frames, own_scopes
from nlpsum.model import Figure, FigureKind
from nlpsum.parts import Extractor, Reading
from nlpsum.period import months
from nlpsum.quantity import Quantity
from nlpsum.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.extract.frame import Frame
    from nlpsum.period import Period
    from nlpsum.text import Block

_LONGEST = 40
_NUMBER = re.compile(r"[-−+]?\s?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_SCALED = re.compile(r"(?P<scale>万亿|[十百千]?[万亿]|百(?!分)|千(?![瓦米克升伏卡]))?(?P<unit>.*)")
_UNIT_CELL = re.compile(
    r"[十百千]?[万亿]?(?:[元吨个家户人名件项座台套辆只张米亩篇条%‰度位千]|平方|立方|公|千瓦|美元"
    r"|百分|头|标|箱|册|份|枚).{0,6}"
)
_NOT_DATA = re.compile("序号|编号|编码|代码|行次|年份|电话|邮编|日期|时间$|备注|文号|期数")


class Head(NamedTuple):
    """What a head says of the cells it heads."""

    metric: str = ""
    kind: FigureKind = "level"
    basis: str = ""
    direction: str = ""
    period: Period | None = None
    before: bool = False
    scope: str = ""
    general: bool = False


def find(reading: Reading) -> Iterator[Figure]:
    """The figures of the number cells of a document."""
    document = reading.document
    if not any(block.kind == "cell" for block in document.blocks):
        return
    hang = anchor(document)
    own = own_scopes(document)
    label: Block | None = None
    first: Block | None = None
    for block, frame in frames(document, hang):
        if block.kind != "cell":
            continue
        raw = document.text[block.start : block.end]
        if first is None or (block.table, block.row) != (first.table, first.row):
            first, label = block, None
        number = _value(fold(raw))
        if number is None:
            if (
                raw.strip()
                and len(raw) <= _LONGEST
                and not _UNIT_CELL.fullmatch(re.sub(r"\s", "", raw))
            ):
                label = (
                    block if label is None or block.column_heads == first.column_heads else label
                )
            continue
        if not block.column_heads and not block.row_heads:
            continue
        beside = document.text[label.start : label.end] if label and label is not first else ""
        if figure := _figure(block, frame, hang, own, number, beside):
            start = block.start + len(raw) - len(raw.lstrip())
            end = block.start + len(raw.rstrip())
            yield figure(Span(document.path, start, end), document.text[start:end])


def _value(text: str) -> tuple[Decimal, Decimal, str] | None:
    """The value of a cell that is a number alone, its last place, and a unit printed with it."""
    text = text.strip()
    match = _NUMBER.match(text)
    if not match:
        return None
    rest = text[match.end() :].strip()
    if rest and not (rest in {"%", "‰"} or _UNIT_CELL.fullmatch(rest)):
        return None
    digits = match.group().lstrip("-−+ ")
    value = numerals.arabic(digits)
    places = len(digits) - digits.find(".") - 1 if "." in digits else 0
    sign = -1 if match.group()[0] in "-−" else 1
    return value * sign, Decimal(1).scaleb(-places), rest


def _figure(
    block: Block,
    frame: Frame,
    hang: Anchor,
    own: frozenset[str],
    number: tuple[Decimal, Decimal, str],
    beside: str,
):
    """The figure of a cell, as a function of where it stands; None for a running number or a year."""
    value, place, printed = number
    rows = (beside,) if beside else block.row_heads
    if any(_NOT_DATA.search(head) for head in block.column_heads[-1:]):
        return None
    row, column = _heads(rows, hang), _heads(block.column_heads, hang)
    if not rows and not block.column_heads:
        return None
    kind = column.kind if column.kind != "level" else row.kind
    unit = re.sub(r"\s", "", printed or block.unit)
    if kind == "change" and not printed and not re.search("%|百分点|‰|倍", unit):
        unit = "%" if not re.search("[（(]", "".join(block.column_heads[-1:])) else unit
    if kind == "rank":
        unit = "位"
    scale, bare = _unit(unit)
    if value == value.to_integral_value() and scale == 1 and bare in units.counts():
        place = Decimal(0)
    metric = _metric(row, column, block.caption, kind)
    period = _period(row, column, block, frame, hang)
    scope = row.scope or column.scope
    quantity = Quantity(value * scale, bare, place * scale)
    direction = ""
    if kind == "change":
        direction = "down" if value < 0 or "down" in {column.direction, row.direction} else "up"
    plan = kind in {"level", "change"} and frame.plan and not frame.period
    basis = column.basis or row.basis
    because = tuple(text for text in (*rows, *block.column_heads) if text)

    def made(span: Span, text: str) -> Figure:
        return Figure(
            span, text, quantity, metric, "target" if plan else kind, basis if kind == "change" else "", "",
            "up" if direction == "up" else "down" if direction == "down" else "",
            period, "" if scope in own else scope, block.where, block.flags, "cell", because,
        )  # fmt: skip

    return made


@lru_cache(maxsize=1 << 10)
def _unit(text: str) -> tuple[Decimal, str]:
    """万千瓦时 as (10000, 千瓦时)."""
    if re.match("千(?:瓦|米|克|升|伏)", text):
        return Decimal(1), units.spelling(text)
    match = _SCALED.fullmatch(text)
    if not match or not match["unit"] and not match["scale"]:
        return Decimal(1), text
    return numerals.SCALES[match["scale"] or ""], units.spelling(match["unit"])


_CHANGE = re.compile(
    "增长|增速|增幅|涨跌|下降|增减|升降|涨幅|降幅|同比|环比|比上年|较上年|比上月|±"
)
_SHARE = re.compile("比重|占比|构成|占.{1,8}比")
_RANK = re.compile("排名|位次|名次|排位")
_TARGET = re.compile("目标|计划|任务|预算数|预算安排|年度预算")
_BRACKET = re.compile(r"[（(]([^（()）]*)[)）]")
_BODY = re.compile(r"^(?P<body>[一-龥]{2,12}?(?:公司|集团|水厂|处理厂|中心))(?P<rest>[一-龥].+)$")


def _heads(heads: tuple[str, ...], hang: Anchor) -> Head:
    """What the heads of a row or column say together, outermost first."""
    got = Head(general=True)
    for text in heads:
        head = _head(text, hang)
        metric = got.metric
        if head.metric:
            metric = (
                head.metric
                if not metric or metric in head.metric
                else (head.metric + metric if _is_part(text) else metric + head.metric)
            )
        got = Head(
            metric,
            head.kind if head.kind != "level" else got.kind,
            head.basis or got.basis,
            head.direction or got.direction,
            head.period or got.period,
            head.before or got.before,
            head.scope or got.scope,
            got.general and head.general,
        )
    return got


def _is_part(text: str) -> bool:
    return "其中" in text


@lru_cache(maxsize=1 << 12)
def _head(text: str, hang: Anchor) -> Head:
    """One head alone."""
    clean = re.sub(r"\s|#|\[\d+\]|[①-⑳]", "", fold(text))
    clean = _BRACKET.sub(
        lambda m: (
            m.group()
            if len(m[1]) > 2
            and not _UNIT_CELL.fullmatch(m[1])
            and "合并" not in m[1]
            and m[1] not in {"集团"}
            else ""
        ),
        clean,
    )
    if not re.match("[一二三]是?(?:次|产业|线)", clean):
        clean = re.sub(
            r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]+[)）]"
            r"|\d{1,2}[.、．](?!\d)|[-—·*])+",
            "",
            clean,
        )
    clean = re.sub("^其中[：:]?", "", clean).strip("：:")
    if clean in {"上年同期", "去年同期", "同期", "上年同期数", "上年同期累计", "上年", "去年"}:
        return Head(before=True)
    kind: FigureKind = "level"
    if _CHANGE.search(clean):
        tail = tails.read(clean)
        rest = re.sub(
            "(?:比|较|与)?(?:上年|去年|上月|同期|年初|上年末|上年同期"
            "|去年同期)*(?:同口径)?(?:同比|环比|增长|增减|增速|增幅|涨跌幅?度?|下降|升降|涨幅"
            "|降幅|幅度|速度|百分点|率|±|%|（.*）|，|、|额|量|数)*",
            "",
            clean,
        )
        basis = tail.basis or (
            "环比" if "环比" in clean else "同比" if re.search("同比|上年|去年", clean) else ""
        )
        return Head(
            _bare(rest),
            "change",
            basis,
            "down" if re.search("下降|降幅", clean) and "增" not in clean else "",
            _printed(
                re.sub("(?:比|较|与)?(?:上年|去年|同期|上月|年初)(?:同期|末)?", "", clean), hang
            ),
        )
    if _RANK.search(clean):
        return Head(_bare(_RANK.sub("", clean)), "rank")
    if _SHARE.search(clean):
        return Head(_bare(_SHARE.sub("", clean)), "share")
    if _TARGET.search(clean):
        kind = "target"
    period = _printed(clean, hang)
    without = clean
    if period:
        span = next(find_periods(clean, hang))
        without = clean[: span.start] + clean[span.end :]
    rest = without
    if (
        lexicon.at_start("table_general").fullmatch(without)
        or not without
        or re.fullmatch("(?:累计|合计|完成|执行|决算|预算|数|实际)+", without)
    ):
        rest = ""
    if "累计" in without and period and period.months == 1:
        period = months(period.last.year, 1, period.last.month)
    if clauses.is_place(rest) or rest.endswith(
        ("公司", "集团", "中心", "水厂", "本部", "本部及其他")
    ):
        return Head("", kind, period=period, scope=rest)
    scope = ""
    if body := _BODY.match(rest):
        scope, rest = body["body"], body["rest"]
    name = clauses.subject(rest)[0] or rest if rest else ""
    scope = scope or (clauses.subject(rest)[1] if rest else "")
    return Head(name, kind, period=period, scope=scope, general=not name)


def _bare(text: str) -> str:
    return (
        ""
        if not text or lexicon.at_start("table_general").fullmatch(text) or len(text) < 2
        else text
    )


def _printed(text: str, hang: Anchor) -> Period | None:
    for printed in find_periods(text, hang):
        if printed.period:
            return printed.period
    return None


def _metric(row: Head, column: Head, caption: str, kind: FigureKind) -> str:
    """The name that row and column make: 小麦粉 + 产量."""
    one, other = row.metric, column.metric
    if not one and not other:
        return re.sub(
            "^表\\s?\\d*\\s*|(?:19|20)\\d\\d年|情况表?$|一览表$|统计表$|分布表?$", "", caption
        ).strip()
    if not one or one in other:
        return other
    if not other or other in one:
        return one
    return one + other


def _period(row: Head, column: Head, block: Block, frame: Frame, hang: Anchor) -> Period | None:
    """The heads' period, else the title's, else the section's; 上年同期 is a year before."""
    period = column.period or row.period
    if period is None and block.caption:
        period = _printed(fold(block.caption), hang)
    period = period or frame.period
    if (row.before or column.before) and period:
        return period.shifted(-1)
    return period


EXTRACTOR = Extractor("tables", find)
