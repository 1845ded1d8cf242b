"""``nlpsum diff``: this report against the last one, figure by figure."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from nlpsum.model import Analysis


@click.command(name="diff")
@click.argument("last")
@click.argument("new")
@click.option("-o", "--output", default="", help="写成网页，如 对照.html；不写则列在屏幕上")
def command(last: str, new: str, output: str) -> None:
    """本期报告与上期报告逐个数字对照：数值、增减、原句。

    例：nlpsum diff 去年上半年总结.docx 今年上半年总结.docx -o 对照.html
    """
    from nlpsum.draft.compare import compare, printed
    from nlpsum.run import analyse, read
    from nlpsum.text import Unread
    from nlpsum.write.diff_html import page

    analyses: list[Analysis] = []
    for path in (last, new):
        document = read(path)
        if isinstance(document, Unread):
            click.echo(f"{document.path}：{document.reason}", err=True)
            sys.exit(2)
        analyses.append(analyse(document))
    rows = [
        (pair.metric, printed(pair.last), printed(pair.new), pair.change, pair.sentence)
        for pair in compare(analyses[0], analyses[1])
    ]
    if not output:
        for row in rows:
            click.echo("\t".join(row[:4]))
        return
    title = f"{Path(new).name} 与 {Path(last).name} 对照"
    try:
        Path(output).write_bytes(page(title, rows))
    except OSError as error:
        click.echo(f"{output}：写不了（{error.strerror or error}）", err=True)
        sys.exit(2)
    click.echo(f"{len(rows)}个数字，见 {output}")
