"""``nlpsum lint``: findings of files, in one of several formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.model import Finding, Review
    from nlpsum.run.lint_files import Outcome, Wishes
    from nlpsum.text import Document, Span, Unread

_FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "html", "docx")
_STDIN = "-"
_EVERY = 0.5


class _Telling(NamedTuple):
    """What to do with what was found."""

    form: str
    output: Path | None
    baseline: Path | None
    coverage: bool
    fix: bool


@click.command(name="lint")
@click.argument("files", metavar="文件...", nargs=-1, required=True)
@click.option(
    "--sources", multiple=True, metavar="简报", help="与这些简报核对（文件或文件夹，可多次）"
)
@click.option("--select", multiple=True, metavar="规则", help="只用这些规则：代码、代码开头或名称")
@click.option("--ignore", multiple=True, metavar="规则", help="不用这些规则")
@click.option("--preview", is_flag=True, help="也用试行的规则")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="到哪一级算不通过（退出码1），默认 error",
)
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="写到这个文件")
@click.option("--terms", type=click.Path(path_type=Path), help="自己的词表 terms.toml")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="基线：文件没有就记下现有问题，有就只报新的；解决了的自动划去",
)
@click.option("--coverage", is_flag=True, help="列出没有参与核对的数字")
@click.option("--fix", is_flag=True, help="把能放心改的字符改好，写进新文件（不改数字）")
@click.option("--watch", is_flag=True, help="文件一改就重新核对，Ctrl+C 结束")
def command(  # noqa: PLR0913, PLR0917 - click gives every option by name
    files: tuple[str, ...],
    sources: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    fail_on: str | None,
    form: str,
    output: Path | None,
    terms: Path | None,
    baseline: Path | None,
    coverage: bool,
    fix: bool,
    watch: bool,
) -> None:
    """找出没填的 × 和对不上的数字。

    例：nlpsum lint 半年总结.docx --sources 简报/

    文件写“-”表示从标准输入读。退出码：0 没有问题，1 有问题，2 有文件没能核对。
    """
    from nlpsum.run.lint_files import Wishes

    wishes = Wishes(
        _split(select) or None,
        _split(ignore) or None,
        preview=preview,
        fail_on=fail_on,
        terms=terms,
        sources=sources,
    )
    telling = _Telling(form, output, baseline, coverage, fix)
    if not watch:
        sys.exit(_once(files, wishes, telling))
    try:
        _watch(files, wishes, telling)
    except KeyboardInterrupt:
        sys.exit(0)


def _split(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())


def _once(files: Sequence[str], wishes: Wishes, telling: _Telling) -> int:
    """Checks all files once, tells what came of it, and gives the exit status."""
    from nlpsum.run.baseline import BadBaselineError
    from nlpsum.run.lint_files import UnknownRuleError, lint_files, status
    from nlpsum.settings import BadSettingsError
    from nlpsum.terms import BadTermsError

    try:
        outcome = lint_files(files, wishes, _opened)
        if telling.baseline:
            outcome = _against(telling.baseline, outcome)
        code = status(outcome, wishes)
    except (BadSettingsError, BadTermsError, BadBaselineError, UnknownRuleError) as error:
        click.echo(str(error), err=True)
        return 2
    for one in outcome.unread:
        click.echo(f"{one.path}：{one.reason}", err=True)
    if telling.fix:
        _fix(outcome.reviews)
    if telling.form == "docx":
        return max(code, _commented(outcome.reviews, telling.output))
    _tell(outcome, telling)
    return code


def _opened(path: str) -> Document | Unread:
    """The document of a path, or of standard input for ``-``."""
    from nlpsum.run.files import parse, read

    if path == _STDIN:
        return parse(_STDIN, sys.stdin.buffer.read())
    return read(path)


def _against(path: Path, outcome: Outcome) -> Outcome:
    """What the baseline does not know; the baseline is made if missing, and shrunk."""
    from nlpsum.run import baseline

    if not path.exists():
        known = baseline.everything(outcome.reviews)
        click.echo(f"{path}：记下 {known.total()} 个现有问题", err=True)
    else:
        known = baseline.load(path)
    left, still = baseline.without(outcome.reviews, known)
    if still != known or not path.exists():
        baseline.save(path, still)
    return outcome._replace(reviews=tuple(left))


def _tell(outcome: Outcome, telling: _Telling) -> None:
    from nlpsum.write.findings import written
    from nlpsum.write.findings_text import coverage, summary

    text = written(telling.form, outcome.reviews, outcome.unread)
    if telling.coverage:
        # On standard error where standard output is for a program to read.
        click.echo(coverage(outcome.reviews), nl=False, err=telling.form != "text")
    if telling.output:
        telling.output.write_text(text, encoding="utf-8")
        click.echo(summary(outcome.reviews, outcome.unread), err=True)
    else:
        click.echo(text, nl=False)


def _fix(reviews: Sequence[Review]) -> None:
    """Writes corrected copies beside the texts and says which."""
    from nlpsum.run.fix import TEXTS, fixed, target

    for review in reviews:
        path = review.document.path
        text, made = fixed(review.document.text, review.findings)
        if not made:
            continue
        if path == _STDIN or Path(path).suffix.lower() not in TEXTS:
            click.echo(f"{path}：有 {made} 处可改，只能自动改 .txt 和 .md 文件", err=True)
            continue
        target(path).write_text(text, encoding="utf-8")
        click.echo(f"{path}：改了 {made} 处，写入 {target(path)}", err=True)


def _commented(reviews: Sequence[Review], output: Path | None) -> int:
    """Writes a copy of each docx with the findings as Word comments; 2 if one could not be."""
    from nlpsum.write.docx_comments import annotate

    failed = 0
    for review in reviews:
        path = Path(review.document.path)
        if path.suffix.lower() != ".docx":
            click.echo(f"{path}：只有 docx 文件能写批注", err=True)
            failed = 2
            continue
        to = output if output and len(reviews) == 1 else path.with_name(f"{path.stem}.批注.docx")
        notes = [
            (span.start, span.end, f"{finding.code} {finding.message}")
            for finding in review.findings
            for span in _places(finding)
        ]
        to.write_bytes(annotate(path.read_bytes(), notes))
        click.echo(f"{path}：{len(notes)} 条批注，写入 {to}", err=True)
    return failed


def _places(finding: Finding) -> list[Span]:
    """Where a finding's comments stand: each of the places that it gathers, or its own."""
    gathered = [one.span for one in finding.because if one.fix is not None]
    return gathered or [finding.span]


def _watch(files: Sequence[str], wishes: Wishes, telling: _Telling) -> None:
    """Checks again whenever a file or a source changes."""
    from time import sleep

    before: dict[str, float] = {}
    while True:
        now = _changed((*files, *wishes.sources))
        if now != before:
            before = now
            click.clear()
            _once(files, wishes, telling)
        sleep(_EVERY)


def _changed(paths: Sequence[str]) -> dict[str, float]:
    """When each file was last changed; files that are not there have no time."""
    from nlpsum.run.files import expand
    from nlpsum.run.lint_files import KINDS

    found = [path for path in expand(paths, KINDS) if isinstance(path, str)]
    return {path: Path(path).stat().st_mtime for path in found if Path(path).is_file()}
