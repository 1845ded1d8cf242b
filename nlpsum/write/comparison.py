"""Two reports side by side: a page with every figure's change and the rewritten text, or a docx.

The page needs neither script nor network; the docx is the new report with the changes tracked.
"""

from __future__ import annotations

import base64
import hashlib
import re
from difflib import SequenceMatcher
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from nlpsum.ledger.wording import form, written
from nlpsum.quantity import plain
from nlpsum.write import docx
from nlpsum.write.wording import file_name, period, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Comparison, Figure, Line, Pair
    from nlpsum.quantity import Quantity

Edit = Literal["same", "gone", "new"]

_POINTS = frozenset({"%", "百分点", "个百分点", "‰"})
_WAYS = {"up": ("增幅扩大", "增幅收窄"), "down": ("降幅扩大", "降幅收窄")}
_AMOUNTS = {"up": ("多增", "少增"), "down": ("多减", "少减")}
_PIECE = re.compile(r"\d[\d,.]*|.", re.DOTALL)


def change(pair: Pair) -> str:
    """How a figure changed, in words: ＋12.4%, －0.7个百分点, 降幅扩大1.7个百分点, 由升转降, 不变.

    A change in units (减亏412万元, 374万元) is 少减38万元. Empty where the two cannot be compared.
    """
    if pair.last is None or pair.new is None:
        return "本期新增" if pair.new else "本期没有或待补"
    old, new = pair.last.quantity, pair.new.quantity
    if old.unit != new.unit or old.upper is not None or new.upper is not None:
        return ""
    if pair.last.direction != pair.new.direction:
        return {"up": "由降转升", "down": "由升转降"}.get(pair.new.direction, "")
    gap = new.value - old.value
    if not gap:
        return "不变"
    points = new.unit in _POINTS
    if points:
        size = f"{plain(abs(gap))}个{'千' if new.unit == '‰' else '百'}分点"
    else:
        size = _sized(replace(new, value=abs(gap)), pair.new.text)
    if pair.new.direction:
        return (_WAYS if points else _AMOUNTS)[pair.new.direction][gap < 0] + size
    if not points and old.value > 0:
        size = f"{abs(gap) / old.value * 100:.1f}%"
    return f"{'＋' if gap > 0 else '－'}{size}"


def _sized(quantity: Quantity, like: str) -> str:
    """A value with its unit, in 万 or 亿 where the figure printed beside it is."""
    scale, _, _ = form(like)
    number = written(quantity, scale)
    return (plain(quantity.value) if number is None else number + scale) + quantity.unit


def edits(last: str, new: str) -> Iterator[tuple[Edit, str]]:
    """The new line as stretches kept, taken out and put in; a number is never cut."""
    olds, news = _PIECE.findall(last), _PIECE.findall(new)
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for tag, i, i2, j, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(olds[i:i2])
            continue
        if i < i2:
            yield "gone", "".join(olds[i:i2])
        if j < j2:
            yield "new", "".join(news[j:j2])


def page(comparison: Comparison) -> str:
    """The comparison as one HTML file."""
    style = (files("nlpsum.write") / "comparison.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    names = [file_name(one.path) for one in (comparison.last, comparison.new)]
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        f" style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">"
        f"<title>{_text('对照：' + comparison.new.title)}</title>"
        f"<style>{style}</style></head><body>"
        f"<h1>{_text('与上期报告对照')}</h1><p>上期：{_text(names[0])}　本期：{_text(names[1])}</p>"
        "<h2>数字</h2><table><thead><tr><th>指标</th><th>上期</th><th>本期</th><th>变化</th>"
        f"</tr></thead><tbody>{''.join(map(_row, comparison.figures))}</tbody></table>"
        "<h2>文字</h2><p>删去的有<del>删除线</del>，新写的有<ins>下划线</ins>。</p>"
        f"{''.join(map(_line, comparison.lines))}</body></html>\n"
    )


def table(comparison: Comparison) -> str:
    """The figures as lines of text, their columns apart by tabs."""
    rows = [("指标", "上期", "本期", "变化"), *map(_cells, comparison.figures)]
    return "".join("\t".join(map(visible, row)) + "\n" for row in rows)


def _text(text: str) -> str:
    return escape(visible(text))


def _cells(pair: Pair) -> tuple[str, ...]:
    """What is measured, both values with their periods, the change."""
    figure = pair.new or pair.last
    assert figure is not None
    values = [
        "—" if side is None else f"{side.text}（{when}）" if (when := _period(side)) else side.text
        for side in (pair.last, pair.new)
    ]
    what = " ".join(part for part in (figure.scope, figure.metric, figure.basis) if part)
    return (what, *values, change(pair))


def _period(figure: Figure) -> str:
    return period(str(figure.period or ""))


def _row(pair: Pair) -> str:
    return f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in _cells(pair))}</tr>"


_TAGS: dict[Edit, str] = {"gone": "del", "new": "ins"}


def _line(line: Line) -> str:
    tag_of = {-1: "h2", 0: "p"}.get(line.level, "h3")
    marked = (
        f"<{tag}>{_text(text)}</{tag}>" if (tag := _TAGS.get(edit)) else _text(text)
        for edit, text in edits(line.last, line.new)
    )
    return f'<{tag_of} class="line">{"".join(marked)}</{tag_of}>'


def tracked(comparison: Comparison) -> bytes:
    """The new report as a docx in which what differs from the last one is a tracked change."""
    return docx.tracked(
        comparison.new.title,
        [(line.level, list(edits(line.last, line.new))) for line in comparison.lines],
    )
