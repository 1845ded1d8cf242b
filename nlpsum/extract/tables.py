"""Figures in table cells, bound by the heads of row and column, the table's unit and its title.

A head may name the metric (产量), a period (1—6月累计, 上年同期), a scope (自来水公司), a change
(比上年增长%), a share or a rank; the cell holds the number alone.
"""

from __future__ import annotations

import re
from collections import deque
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum import numerals, units
from nlpsum.dates import Anchor, find_periods
from nlpsum.extract import clauses, compose, lexicon, tails
from nlpsum.extract.frame import framed, hung, own_scopes
from nlpsum.model import Direction, Figure, FigureKind
from nlpsum.period import months, year
from nlpsum.quantity import Quantity
from nlpsum.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.extract.frame import Frame
    from nlpsum.parts import Reading
    from nlpsum.period import Period
    from nlpsum.text import Block, Document

_LONGEST = 40
_SEEN = 40
_NUMBER = re.compile(r"[-−+]?\s?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_SCALED = re.compile(r"(?P<scale>万亿|[十百千]?[万亿]|百(?!分)|千(?![瓦米克升伏卡]))?(?P<unit>.*)")
_UNIT_CELL = re.compile(
    r"[十百千]?[万亿]?(?:[元吨个家户人名件项座台套辆只张米亩篇条%‰度位千]|平方|立方|公|千瓦|美元"
    r"|百分|头|标|箱|册|份|枚).{0,6}"
)
_NOT_DATA = re.compile("序号|编号|编码|代码|行次|年份|电话|邮编|日期|时间$|备注|文号|期数")


class Head(Struct, frozen=True, gc=False):
    """What a head says of the cells it heads: ``data`` that they are measured at all."""

    metric: str = ""
    kind: FigureKind = "level"
    basis: str = ""
    direction: Direction = ""
    period: Period | None = None
    before: bool = False
    scope: str = ""
    general: bool = False
    data: bool = True


def find(reading: Reading) -> Iterator[Figure]:
    """The figures of the number cells of a document."""
    document = reading.document
    if not any(block.kind == "cell" for block in document.blocks):
        return
    text, hang, own = reading.words.folded, reading.once(hung), own_scopes(document)
    first: Block | None = None
    label = ""
    beside: deque[_Beside] = deque(maxlen=_SEEN)
    for block, frame in reading.once(framed):
        if block.kind != "cell":
            continue
        if first is None or block.row != first.row or block.table != first.table:
            first, label = block, ""
            beside.clear()
        number = _value(text[block.start : block.end].strip())
        if number is not None:
            rows = (label,) if label else block.row_heads
            row, column = _heads(rows, hang), _heads(block.column_heads, hang)
            if figure := _figure(
                document, _Place(block, frame, hang, rows, row, column, beside), number
            ):
                yield replace(figure, scope="") if figure.scope in own else figure
            beside.append(_Beside(column, number.value, block.unit))
        elif block is not first and block.column_heads == first.column_heads:
            # A table that stands twice side by side: 行业 | 增长 | 行业 | 增长.
            raw = document.text[block.start : block.end]
            label = raw if _is_label(raw) else label


def _is_label(raw: str) -> bool:
    bare = re.sub(r"\s", "", raw)
    return bool(bare) and len(raw) <= _LONGEST and not _UNIT_CELL.fullmatch(bare)


class _Number(Struct, gc=False):
    """A cell's number: value, place of its last digit, and a unit printed with it."""

    value: Decimal
    place: Decimal
    unit: str


class _Beside(Struct, gc=False):
    """A number cell on the left in the same row: its column's head, its value and unit."""

    head: Head
    value: Decimal
    unit: str


class _Place(Struct, gc=False):
    """Where a cell stands: its block, section, the document's anchor, its heads, its row's cells.

    ``row`` and ``column`` are what the heads ``rows`` and those of the column say.
    """

    block: Block
    frame: Frame
    hang: Anchor
    rows: tuple[str, ...]
    row: Head
    column: Head
    beside: deque[_Beside]


def _value(text: str) -> _Number | None:
    """The value of a cell that is a number alone."""
    match = _NUMBER.match(text)
    if not match:
        return None
    unit = text[match.end() :].strip()
    if unit and unit not in {"%", "‰"} and not _UNIT_CELL.fullmatch(unit):
        return None
    digits = match.group()
    value = numerals.arabic(digits.lstrip("-−+ "))
    places = len(digits) - digits.find(".") - 1 if "." in digits else 0
    return _Number(-value if digits[0] in "-−" else value, Decimal(1).scaleb(-places), unit)


def _figure(document: Document, place: _Place, number: _Number) -> Figure | None:
    """The figure of a cell; None for a running number, a year, or a cell without heads."""
    block, frame, row, column = place.block, place.frame, place.row, place.column
    if not (place.rows or block.column_heads) or not column.data:
        return None
    kind = column.kind if column.kind != "level" else row.kind
    scale, unit = _unit(_unit_text(place, number, kind))
    exact = unit in units.counts() and scale == 1 and number.value == int(number.value)
    direction: Direction = ""
    if kind == "change":
        falls = number.value < 0 or "down" in {column.direction, row.direction}
        direction = "down" if falls else "up"
    raw = document.text[block.start : block.end]
    text = raw.strip()
    start = block.start + raw.find(text)
    return Figure(
        Span(document.path, start, start + len(text)),
        text,
        Quantity(number.value * scale, unit, Decimal(0) if exact else number.place * scale),
        _metric(place),
        "target" if frame.plan and not frame.period and kind in {"level", "change"} else kind,
        (column.basis or row.basis) if kind == "change" else "",
        "",
        direction,
        _period(place),
        row.scope or column.scope,
        block.where,
        block.flags,
        "cell",
        tuple(filter(None, place.rows + block.column_heads)),
    )


_RATE_UNITS = re.compile("%|百分点|‰|倍")


_DIFFERENCE = re.compile(
    "(?:增减|增加|减少|变化|变动|净增)[额量数值]$|^增量$|^[比较](?:上月|上年)?[末初]$|^[比较]年初$|[净新]增$"
)


def _unit_text(place: _Place, number: _Number, kind: FigureKind) -> str:
    """The unit of a cell as printed: its own, else its head's; a change or share is in %.

    A change that is the difference of the two cells before it is in their unit, and so is what a
    column without a metric of its own (本月完成) measures.
    """
    if kind == "rank":
        return "位"
    block, beside = place.block, place.beside
    unit = "".join((number.unit or block.unit).split())
    if not unit and beside and kind in {"level", "target"} and not place.column.metric:
        unit = next(
            (c.unit for c in reversed(beside) if c.unit and not _RATE_UNITS.search(c.unit)), ""
        )
    if kind == "change" and not number.unit and not _RATE_UNITS.search(unit):
        levels = [c.value for c in beside if c.head.kind == "level"]
        if _DIFFERENCE.search(_clean("".join(block.column_heads[-1:]))) or (
            len(levels) >= _TWO and levels[-2] - levels[-1] == number.value != 0
        ):
            return unit
    if kind in {"change", "share"} and not number.unit and not _RATE_UNITS.search(unit):
        last = "".join(block.column_heads[-1:])
        return unit if "（" in last or "(" in last else "%"
    return unit


@lru_cache(maxsize=1 << 10)
def _unit(text: str) -> tuple[Decimal, str]:
    """万千瓦时 as (10000, 千瓦时)."""
    if re.match("千(?:瓦|米|克|升|伏)", text):
        return Decimal(1), units.spelling(text)
    match = _SCALED.fullmatch(text)
    if not match or not (match["unit"] or match["scale"]):
        return Decimal(1), text
    return numerals.SCALES[match["scale"] or ""], units.spelling(match["unit"])


_TWO = 2
_CHANGE = re.compile(
    "增长(?!奖|点|极|型)|增速|增幅|涨跌|下降|增减|变化|变动|升降|涨幅|降幅|同比|环比|[比较](?:上年|上月|年初)|±"
)
_SHARE = re.compile("比重|占比|构成|占.{1,8}比")
_DONE = re.compile("(?:占|完成|为)(?:年初|年度|调整|全年)?(?:预算|计划|任务|目标)[数的]*(?:%|比|$)")
"""占预算%, 完成年度计划%: how much of it is done."""
_RANK = re.compile("排名|位次|名次|排位")
_TARGET = re.compile(
    r"目标|任务|预算数|预算安排|(?:年度|全年|年初|调整)预算|^[年全本当初总月季度\d]*计划(?!项目|生育|单列|内|外)"
    r"|(?:年度?|全年|年初|生产|投资|建设|收[入支]|支出|完成|工作|[月季]度?)计划(?:[数额值量]|完成)?$"
)
_BRACKET = re.compile(r"[（(]([^（()）]*)[)）]")
_BODY = re.compile(r"^(?P<body>[一-龥]{2,12}?(?:公司|集团|水厂|处理厂|中心))(?P<rest>[一-龥].+)$")


@lru_cache(maxsize=1 << 10)
def _heads(heads: tuple[str, ...], hang: Anchor) -> Head:
    """What the heads of a row or column say together, outermost first."""
    got = Head(general=True)
    for text in heads:
        head = _head(text, hang)
        metric = got.metric
        if head.metric:
            metric = (
                head.metric
                if not metric or metric in head.metric or _of_one_kind(head.metric, metric)
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
            not _NOT_DATA.search(text),
        )
    return got


def _of_one_kind(part: str, whole: str) -> bool:
    """Whether a part has its whole's head noun already: 票款收入 of 营业收入."""
    kind = compose.head(part)[-_SHORT:]
    return bool(kind) and len(part) > len(kind) and whole.endswith(kind)


def _is_part(text: str) -> bool:
    return "其中" in text


_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]+[)）]"
    r"|\d{1,2}[.、．](?!\d)|[-—·*])+"
)
_NO_NUMBERING = re.compile("[一二三]是?(?:次|产业|线)")
_BEFORE = re.compile("(?:(?:上年|去年)?同(?:期|(?P<month>月))|上年|去年)(?:累计|[数值]|完成|实绩)*")
_NOTHING = re.compile(
    "(?:累计|合计|完成|执行|决算|预算|[数值]|实际|实绩|年初|年度|调整|目标|任务|计划|本期|当期|情况)+"
)
_TO_DATE = re.compile(
    "(?:1月?[-—–~～至到]{1,2}[本当]月|(?:[本当今]年初?|自?年初)(?:以来|至今|至本月)?(?=累计)|[本当]月[止末](?=累计))"
    "(?:累计)?|累计(?=(?:[数值]|完成|实绩|实际|执行)*$)"
)
"""1-本月, 本月止累计, 累计: from January on."""
_OF_YEAR = re.compile("年初|年度|全年|调整")
_BODIES = ("公司", "集团", "中心", "水厂", "本部", "本部及其他")


@lru_cache(maxsize=1 << 12)
def _head(text: str, hang: Anchor) -> Head:
    """One head alone."""
    clean = _clean(text)
    if before := _BEFORE.fullmatch(clean):
        return Head(before=True, period=_month(hang) if before["month"] else None)
    if _CHANGE.search(clean):
        return _change_head(clean, hang)
    if _RANK.search(clean):
        return Head(_bare(_RANK.sub("", clean)), "rank")
    if _DONE.search(clean):
        return Head("", "share", general=True)
    if _SHARE.search(clean):
        return Head(_bare(_SHARE.sub("", clean)), "share")
    kind: FigureKind = "target" if _TARGET.search(clean) else "level"
    if since := _TO_DATE.match(clean):
        period, rest = _to_date(hang), clean[since.end() :]
    else:
        printed = next(iter(find_periods(clean, hang)), None)
        rest = clean[: printed.start] + clean[printed.end :] if printed else clean
        period = printed.period if printed else None
    if kind == "target" and period is None and hang.year and _OF_YEAR.match(clean):
        period = year(hang.year)
    if "累计" in rest and period and period.months == 1:
        period = months(period.last.year, 1, period.last.month)
    if not _bare(rest) or _NOTHING.fullmatch(rest):
        return Head("", kind, period=period, general=True)
    if clauses.is_place(rest) or rest.endswith(_BODIES):
        return Head("", kind, period=period, scope=rest)
    scope = ""
    if body := _BODY.match(rest):
        scope, rest = body["body"], body["rest"]
    name, other, _ = clauses.subject(rest)
    if rest.startswith("占"):
        name = rest
    return Head(name or rest, kind, period=period, scope=scope or other)


def _month(hang: Anchor) -> Period | None:
    """The month reported on, if it is one."""
    return hang.period if hang.period and hang.period.months == 1 else None


def _to_date(hang: Anchor) -> Period | None:
    """The year up to the end of what is reported on; None where that is not said."""
    whole = hang.period
    if whole is None or whole.moment or not whole.whole_months:
        return None
    return months(whole.last.year, 1, whole.last.month)


def _clean(text: str) -> str:
    """A head without blanks, numbering, 其中, and brackets that only hold a unit."""
    clean = re.sub(r"\s|#|\[\d+\]|[①-⑳]", "", fold(text))
    clean = _BRACKET.sub(lambda match: match.group() if _says_more(match[1]) else "", clean)
    if not _NO_NUMBERING.match(clean):
        clean = _NUMBERING.sub("", clean)
    return re.sub("^其中[：:]?", "", clean).strip("：:")


def _says_more(bracketed: str) -> bool:
    """Whether a bracket is part of the name: （不含农户）, not （万元） or （集团合并）."""
    if bracketed == "集团" or "合并" in bracketed:
        return False
    return len(bracketed) > _SHORT and not (
        _UNIT_CELL.fullmatch(bracketed) or _measure().fullmatch(bracketed)
    )


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(rf"[十百千]?[万亿]*{units.pattern()}")


_SHORT = 2
_AGAINST = re.compile("(?:比|较|与)?(?:上年|去年|同[期月]|上月|年初)(?:同[期月]|末)?")
_CHANGING = re.compile(
    "(?:比|较|与)?(?:(?:上年|上月)末|上年|去年|上月|同[期月]|年初)*(?:同口径)?"
    "(?:同比|环比|增长|增减|变化|变动|增速|增幅|涨跌幅?度?|下降|升降|涨幅|降幅|幅度|速度|百分点|率|±|%"
    "|（.*）|，|、|额|量|数)*"
)


_BASES = (("上月", "环比"), ("年初", "较年初"), ("上年末", "较年初"))


def _change_head(clean: str, hang: Anchor) -> Head:
    """比上年增长（%）: a change, its basis, and the metric if the head names one."""
    basis = tails.basis(clean) or next((b for sign, b in _BASES if sign in clean), "")
    basis = basis or ("同比" if _AGAINST.search(clean) else "")
    down = ("下降" in clean or "降幅" in clean) and "增" not in clean
    period = _printed(_AGAINST.sub("", clean), hang)
    direction: Direction = "down" if down else ""
    return Head(_bare(_CHANGING.sub("", clean)), "change", basis, direction, period)


def _bare(text: str) -> str:
    """The text if it names a metric: not 绝对数, 指标, or a single character."""
    general = lexicon.at_start("table_general").fullmatch(text)
    return "" if len(text) < _SHORT or general else text


def _printed(text: str, hang: Anchor) -> Period | None:
    for printed in find_periods(text, hang):
        if printed.period:
            return printed.period
    return None


_NUMBERED = re.compile("^附?表\\s?[\\d一二三四五六七八九十]*[\\s：:]*")
_EACH = re.compile(
    "^(?:(?:全[省市县区]|[省市县区]本级|各)(?:部门|单位|地区|市[州县区]?|县市?区?|乡镇|街道)?)"
)
_LISTING = re.compile(
    "(?:(?:完成|执行|开展|进展)?情况)?(?:对比|统计|一览|明细|汇总|排名|排序|分布|通报|公示|公开)?表?$"
)


@lru_cache(maxsize=1 << 8)
def _of_caption(caption: str, hang: Anchor) -> str:
    """What a table's title says it measures: 结案率 of 表1：5月各部门结案率对比表."""
    text = _NUMBERED.sub("", fold(caption).strip())
    for printed in reversed(list(find_periods(text, hang))):
        text = text[: printed.start] + text[printed.end :]
    name = clauses.subject(_LISTING.sub("", text).strip())[0]
    return _EACH.sub("", name) or name


@lru_cache(maxsize=1 << 8)
def _titled(caption: str, hang: Anchor) -> Period | None:
    """The period in a table's title."""
    return _printed(fold(caption), hang)


def _metric(place: _Place) -> str:
    """The name that row and column make: 小麦粉 + 产量; without one the table's, or the row's."""
    row, column = place.row, place.column
    one, other = row.metric, column.metric
    if not other and column.kind in {"change", "share"}:
        # Beside 产量, 同比 is how much that has changed.
        heads = (c.head for c in reversed(place.beside) if c.head.kind == "level")
        other = next((head.metric for head in heads), "")
    if not one and not other:
        named = _of_caption(place.block.caption, place.hang)
        return named or (_clean(place.rows[-1]) if place.rows and not row.scope else "")
    if not one or one in other:
        return other
    if not other or other in one:
        return one
    return one + other


def _period(place: _Place) -> Period | None:
    """The heads' period, else the title's, else the section's; 上年同期 is a year before."""
    row, column = place.row, place.column
    period = column.period or row.period
    if period is None and (column.before or column.kind not in {"level", "target"}):
        last = place.hang.period.last if place.hang.period else None
        said = [c.head.period for c in place.beside if c.head.period and not c.head.before]
        period = next((p for p in reversed(said) if last in {None, p.last}), None)
    if period is None and place.block.caption:
        period = _titled(place.block.caption, place.hang)
    period = period or place.frame.period
    if (row.before or column.before) and period:
        return period.shifted(-1)
    return period
