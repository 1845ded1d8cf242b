"""The command line: parse, call one function, print. Only this module prints or exits."""

from __future__ import annotations

import json
import sys

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nlpsum")
def main() -> None:
    """起草和核对工作报告：每个数字都有出处。"""


@main.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def extract(files: tuple[str, ...], form: str) -> None:  # noqa: ARG001
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


@main.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--sources", multiple=True)
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", show_default=True)
def lint(files: tuple[str, ...], sources: tuple[str, ...], form: str) -> None:
    """找出没填的 × 和对不上的数字。

    例：nlpsum lint 总结.docx
    """
    from nlpsum.run import analyse, read
    from nlpsum.run import lint as check
    from nlpsum.text import Unread, line_and_column

    rows = []
    for file in files:
        document = read(file)
        if isinstance(document, Unread):
            click.echo(f"{document.path}：{document.reason}", err=True)
            continue
        for f in check(analyse(document)):
            line, column = line_and_column(document.text, f.span.start)
            rows.append(
                {
                    "code": f.code,
                    "name": f.name,
                    "severity": f.severity,
                    "doc": f.span.doc,
                    "start": f.span.start,
                    "end": f.span.end,
                    "line": line,
                    "column": column,
                    "text": f.text,
                    "message": f.message,
                    "because": [
                        {"doc": e.span.doc, "start": e.span.start, "end": e.span.end, "text": e.text}
                        for e in f.because
                    ],
                }
            )
    if form == "json":
        click.echo(json.dumps({"schema": 1, "findings": rows}, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(f"{row['doc']}:{row['line']}:{row['column']} {row['code']} {row['message']}")
    sys.exit(1 if any(row["severity"] == "error" for row in rows) else 0)
