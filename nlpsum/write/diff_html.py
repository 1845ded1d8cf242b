"""The comparison of two reports as one HTML page, without network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from nlpsum.write.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = tuple[str, str, str, str, str]
"""Metric, last value, new value, change, sentence: texts as they are shown."""

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body{{font:16px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;max-width:72em;
padding:0 1em;color:#1a1a1a;background:#fff}}
table{{border-collapse:collapse;width:100%}}
th,td{{border:1px solid #767676;padding:.3em .6em;text-align:left;vertical-align:top}}
td:nth-child(n+2):nth-child(-n+4){{white-space:nowrap;text-align:right}}
th{{background:#f0f0f0}}
@media (prefers-color-scheme:dark){{body{{color:#eee;background:#161616}}th{{background:#333}}}}
</style></head><body>
<h1>{title}</h1>
<table><thead><tr><th>指标</th><th>上期</th><th>本期</th><th>增减</th><th>原句</th></tr></thead>
<tbody>
{rows}
</tbody></table>
</body></html>
"""


def page(title: str, rows: Iterable[Row]) -> bytes:
    """The page as UTF-8; all texts are escaped and shown without control characters."""
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape(visible(cell))}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return _PAGE.format(title=escape(visible(title)), rows=body).encode()
