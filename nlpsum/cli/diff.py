"""``nlpsum diff``: this report against last period's, figure by figure and word by word."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from nlpsum.text import why


@click.command(name="diff")
@click.argument("last")
@click.argument("new")
@click.option(
    "-o", "--output", default="", help="写成文件：.html 对照页，.docx 修订稿；默认打在屏幕上"
)
def command(last: str, new: str, output: str) -> None:
    """和上期报告逐项对照：每个数字怎么变了，文字改了哪里。

    例：nlpsum diff 去年总结.docx 今年总结.docx -o 对照.html
    """
    from nlpsum.run import analyse, read
    from nlpsum.run.compare import compare
    from nlpsum.text import Unread
    from nlpsum.write.comparison import page, table, tracked

    if Path(output).suffix not in {"", ".html", ".docx"} or (output and not Path(output).suffix):
        click.echo(f"{output}：只会写 .html 或 .docx", err=True)
        sys.exit(2)
    documents = [read(last), read(new)]
    for document in documents:
        if isinstance(document, Unread):
            click.echo(f"{document.path}：{document.reason}", err=True)
    analyses = [analyse(one) for one in documents if not isinstance(one, Unread)]
    if len(analyses) < len(documents):
        sys.exit(2)
    compared = compare(*analyses)
    if not output:
        click.echo(table(compared), nl=False)
        return
    data = tracked(compared) if output.endswith(".docx") else page(compared).encode()
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        click.echo(f"{output}：写不了（{why(error)}）", err=True)
        sys.exit(2)
    paired = sum(pair.last is not None and pair.new is not None for pair in compared.figures)
    click.echo(f"{paired}个数字对上，{len(compared.figures) - paired}个只在一边；见 {output}")
