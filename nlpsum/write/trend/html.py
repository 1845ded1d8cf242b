"""A trend as one page: the picture, the table with links to every source, what is doubtful.

It fetches nothing and runs nothing: its content policy allows only its own styles.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from nlpsum.write.trend.svg import svg
from nlpsum.write.trend.text import HEADS, change, doubts, printed, restated, where
from nlpsum.write.wording import period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nlpsum.model import Point, Printing, Trend

_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>
body {{ font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  margin: 24px auto; max-width: 1000px; color: #222; line-height: 1.6 }}
svg {{ max-width: 100%; height: auto }}
table {{ border-collapse: collapse; width: 100%; font-size: 14px }}
th, td:nth-child(-n+2) {{ white-space: nowrap }}
th, td {{ border-bottom: 1px solid #ddd; padding: 4px 8px; text-align: left; vertical-align: top }}
td.number {{ text-align: right; white-space: nowrap }}
tr.odd td {{ background: #fff4cc }}
q {{ color: #555 }}
</style></head><body><h1>{title}</h1>{picture}
<h2>数据和来源</h2><table><tr>{heads}</tr>{rows}</table>{lists}</body></html>
"""


def html(trend: Trend, points: Sequence[Point], stretch: str, link: Callable[[str], str]) -> str:
    """The page; the picture shows ``points``, the table all."""
    lists = "".join(
        f"<h2>{heading}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in found)}</ul>"
        for heading, found in (("前后不一", restated(trend)), ("存疑", doubts(trend)))
        if found
    )
    return _PAGE.format(
        title=escape(trend.metric),
        picture=svg(trend, points, stretch, link),
        heads="".join(f"<th>{head}</th>" for head in HEADS),
        rows="".join(_rows(trend, link)),
        lists=lists,
    )


def _rows(trend: Trend, link: Callable[[str], str]) -> Iterator[str]:
    for point in trend.points:
        odd = ' class="odd"' if point.restated or point.doubts else ""
        sources = "<br>".join(_source(one, link) for one in (*point.sources, *point.restated))
        yield (
            f"<tr{odd}><td>{escape(point.body)}</td><td>{escape(period(str(point.period)))}</td>"
            f'<td class="number">{escape(printed(point, trend.unit))}</td>'
            f'<td class="number">{change(point.growth, trend.unit)}</td>'
            f'<td class="number">{escape(point.said)}</td><td>{sources}</td></tr>'
        )


def _source(one: Printing, link: Callable[[str], str]) -> str:
    """A link to a report, with the sentence that holds the value, the value in bold."""
    said = escape(one.sentence).replace(escape(one.text), f"<b>{escape(one.text)}</b>", 1)
    return f'<a href="{escape(link(one.path))}">{escape(where(one))}</a> <q>{said}</q>'
