"""``nlpsum lint``: findings of files, in one of several formats."""

from __future__ import annotations

import json
import sys

import click


@click.command(name="lint")
@click.argument("files", nargs=-1, required=True)
@click.option("--sources", multiple=True)
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text")
def command(files: tuple[str, ...], sources: tuple[str, ...], form: str) -> None:  # noqa: ARG001
    """找出没填的 × 和对不上的数字。

    例：nlpsum lint 总结.docx
    """
    from nlpsum.run import analyse, lint, read
    from nlpsum.text import Unread, line_and_column

    rows = []
    for file in files:
        document = read(file)
        if isinstance(document, Unread):
            click.echo(f"{document.path}：{document.reason}", err=True)
            continue
        for f in lint(analyse(document)):
            line, column = line_and_column(document.text, f.span.start)
            rows.append({
                "code": f.code, "name": f.name, "severity": f.severity, "doc": f.span.doc,
                "start": f.span.start, "end": f.span.end, "line": line, "column": column,
                "text": f.text, "message": f.message,
                "because": [
                    {"doc": e.span.doc, "start": e.span.start, "end": e.span.end, "text": e.text}
                    for e in f.because
                ],
            })
    if form == "json":
        click.echo(json.dumps({"schema": 1, "findings": rows}, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(f"{row['doc']}:{row['line']}:{row['column']} {row['code']} {row['message']}")
    sys.exit(1 if any(row["severity"] == "error" for row in rows) else 0)
