"""``nlpsum extract``: everything found in files, as records or as a table."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nlpsum.model import Analysis
    from nlpsum.terms import Terms
    from nlpsum.text import Document, Unread

_FORMATS = ("jsonl", "csv", "xlsx", "table")
_TOLD = frozenset({"unread", "no-cached-value"})


@click.command(name="extract")
@click.argument("files", metavar="文件...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(_FORMATS), default="jsonl", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="写到这个文件")
@click.option("--explain", is_flag=True, help="加上依据：规则，以及决定归类的词和标题")
@click.option("--encoding", metavar="编码", help="文本文件的编码，默认自动判断")
@click.option("--terms", type=click.Path(path_type=Path), help="自己的词表 terms.toml")
@click.option("--patterns", type=click.Path(path_type=Path), help="自己的事件模式")
def command(  # noqa: PLR0913, PLR0917 - click gives every option by name
    files: tuple[str, ...],
    form: str,
    output: Path | None,
    explain: bool,
    encoding: str | None,
    terms: Path | None,
    patterns: Path | None,
) -> None:
    """列出文件中的数字、空缺、名称、事件和归类。

    例：nlpsum extract 6月简报.docx --format table

    可以写文件、文件夹或“-”（标准输入）。退出码：0 正常，2 有文件没能读。
    """
    from nlpsum.route import BadModelError, default
    from nlpsum.run import analyse
    from nlpsum.terms import BadTermsError, Terms, load, with_patterns

    if form == "xlsx" and output is None:
        click.echo("xlsx 不能显示在屏幕上，请用 -o 指定文件，如 -o 结果.xlsx", err=True)
        sys.exit(2)
    unread: list[Unread] = []
    try:
        words = load(terms) if terms else Terms()
        if patterns:
            words = with_patterns(words, patterns)
            _check(patterns, words)
        router = default()
    except (BadTermsError, BadModelError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    find = partial(analyse, terms=words, router=router, explain=explain)
    data = _written(form, _analyses(files, encoding, find, unread), explain=explain)
    if output is None:
        for chunk in data:
            click.echo(chunk, nl=False)
    elif not _saved(output, data):
        sys.exit(2)
    sys.exit(2 if unread else 0)


def _check(path: Path, words: Terms) -> None:
    """Refuses patterns that cannot be used before anything is read.

    Raises:
        BadTermsError: naming the file, the line and the reason.
    """
    from nlpsum.extract.events.patterns import BadPatternError, compiled
    from nlpsum.terms import BadTermsError

    try:
        compiled(words.patterns)
    except BadPatternError as error:
        message = f"{path}：{error}"
        raise BadTermsError(message) from error


def _analyses(
    files: Iterable[str],
    encoding: str | None,
    find: Callable[[Document], Analysis],
    unread: list[Unread],
) -> Iterator[Analysis]:
    """What is found in each file; those that cannot be read are told and noted."""
    from nlpsum.run.files import expand, read
    from nlpsum.text import Unread

    for path in expand(files):
        document = path if isinstance(path, Unread) else read(path, encoding=encoding)
        if isinstance(document, Unread):
            click.echo(f"{document.path}：{document.reason}", err=True)
            unread.append(document)
            continue
        _tell(document)
        yield find(document)


def _tell(document: Document) -> None:
    """Says what of a file was not read."""
    for aside in document.asides:
        if aside.kind in _TOLD:
            click.echo(f"{document.path}：{aside.text}", err=True)


def _written(form: str, analyses: Iterator[Analysis], *, explain: bool) -> Iterator[bytes]:
    """The output in portions; records come file by file, as soon as they are found."""
    from nlpsum.write import mentions
    from nlpsum.write.records import records

    if form == "jsonl":
        for analysis in analyses:
            for record in records(analysis):
                yield (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        return
    table = (row for analysis in analyses for row in mentions.rows(analysis))
    if form == "csv":
        yield mentions.to_csv(table)
    elif form == "xlsx":
        yield mentions.to_xlsx(table)
    else:
        yield _shown(table, explain=explain).encode("utf-8", "replace")


def _shown(table: Iterable[tuple[str, ...]], *, explain: bool) -> str:
    """The rows for the terminal, without the columns that few need."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from nlpsum.write.mentions import HEADS
    from nlpsum.write.wording import visible

    rows: list[dict[str, str]] = [dict(zip(HEADS, row, strict=True)) for row in table]
    heads = ["类别", "原文", "指标或内容", "数值", "单位", "种类", "期间", "位置"]
    if len({row["文件"] for row in rows}) > 1:
        heads.insert(0, "文件")
    heads += [head for head in ("对比", "范围", "存疑") if any(row[head] for row in rows)]
    if explain:
        heads += ["规则", "依据"]
    shown = Table(*heads, title=f"共 {len(rows)} 条", show_lines=explain)
    for row in rows:
        # Text, not markup: a brief's [red] is a brief's.
        shown.add_row(*(Text(visible(row[head])) for head in heads))
    console = Console(width=None if sys.stdout.isatty() else 160)
    with console.capture() as captured:
        console.print(shown)
    return captured.get()


def _saved(output: Path, data: Iterator[bytes]) -> bool:
    """Writes the output whole or not at all, and says where it could not."""
    from nlpsum.run.files import REASONS

    whole = b"".join(data)
    partial = output.with_name(output.name + ".part")
    try:
        partial.write_bytes(whole)
        partial.replace(output)
    except OSError as error:
        click.echo(f"{output}：{REASONS.get(error.errno or 0, '写不了')}", err=True)
        return False
    click.echo(f"已写入 {output}", err=True)
    return True
