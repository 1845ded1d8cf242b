"""``nlpsum extract``: everything found in files, as records."""

from __future__ import annotations

import json
import sys

import click


@click.command(name="extract")
@click.argument("files", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def command(files: tuple[str, ...], form: str) -> None:  # noqa: ARG001
    """列出文件中的数字、空缺、名称、事件和归类。

    例：nlpsum extract 6月简报.docx --format jsonl
    """
    from nlpsum.run import analyse, read
    from nlpsum.text import Unread
    from nlpsum.write.records import records

    failed = False
    for file in files:
        document = read(file)
        if isinstance(document, Unread):
            click.echo(f"{document.path}：{document.reason}", err=True)
            failed = True
            continue
        for record in records(analyse(document)):
            click.echo(json.dumps(record, ensure_ascii=False))
    sys.exit(2 if failed else 0)
