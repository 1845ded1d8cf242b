"""A trend as a table for the terminal, with what is to be looked into below it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from nlpsum.write.trend.scale import scale
from nlpsum.write.wording import file_name, period, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.model import Point, Printing, Trend

HEADS = ("单位", "期间", "数值", "同比", "印出的同比", "来源")


def text(trend: Trend) -> str:
    """The whole answer: names, table, restated values, doubts."""
    lines = [f"{trend.metric}（{len(trend.points)}个数）", *notes(trend), ""]
    lines += table([HEADS, *rows(trend)])
    for heading, found in (("前后不一", restated(trend)), ("存疑", doubts(trend))):
        if found:
            lines += ["", f"{heading}{len(found)}处：", *(f"  {line}" for line in found)]
    return "\n".join(lines) + "\n"


def notes(trend: Trend) -> Iterator[str]:
    """Under which names it is printed, and which units were left out."""
    if any(name != trend.metric for name, _ in trend.names):
        yield "材料中写作：" + "、".join(f"{name}{count}次" for name, count in trend.names)
    if trend.others:
        left = "、".join(f"{unit or '无单位'}{count}个" for unit, count in trend.others)
        yield f"只列单位为“{trend.unit}”的；另有{left}"


def rows(trend: Trend) -> Iterator[tuple[str, ...]]:
    """A row of text for each point, under ``HEADS``."""
    for point in trend.points:
        growth = change(point.growth, trend.unit)
        yield (
            *(point.body, period(str(point.period)), printed(point, trend.unit)),
            *(growth, point.said, "、".join(map(where, point.sources))),
        )


def printed(point: Point, unit: str) -> str:
    """The value as its report prints it; one from a table gets its unit from there."""
    said = point.sources[0].text
    if unit and said[-1:].isdecimal():
        fit = scale([point.value], unit)
        return fit.shown(point.value) + fit.unit
    return said


def change(growth: float | None, unit: str) -> str:
    """A computed 同比 as printed: +5.2%, or in 百分点 for rates."""
    if growth is None:
        return ""
    return f"{growth:+.1f}" + ("个百分点" if unit in {"%", "‰", "百分点"} else "%")


def where(printing: Printing) -> str:
    """A source in words: 6月简报.docx·第3段."""
    at = place(printing.where)
    return file_name(printing.path) + (f"·{at}" if at else "")


def restated(trend: Trend) -> list[str]:
    """Each value that two reports print differently."""
    values = [one.value for point in trend.points for one in (*point.sources, *point.restated)]
    fit = scale(values, trend.unit)
    return [
        f"{_what(point)}：{_said(point.sources[0])}；{_said(one)}"
        f"（相差{fit.shown(abs(one.value - point.value))}{fit.unit}）"
        for point in trend.points
        for one in point.restated
    ]


def doubts(trend: Trend) -> list[str]:
    """Each value that is odd, and why."""
    return [
        f"{_what(point)} {_said(point.sources[0])}：{doubt}"
        for point in trend.points
        for doubt in point.doubts
    ]


def _what(point: Point) -> str:
    return f"{point.body}{period(str(point.period))}"


def _said(one: Printing) -> str:
    return f"{one.text}（{where(one)}）"


def table(lines: Sequence[Sequence[str]]) -> list[str]:
    """Columns two spaces apart; a Chinese character is two wide."""
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]


def short(text: str, most: int = 24) -> str:
    """A text of at most so many columns."""
    if width(text) <= most:
        return text
    while width(text) > most - 2:
        text = text[:-1]
    return text + "…"


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
