"""``nlpsum draft``: from a folder of briefs to the report, its evidence, and what remains to do."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import click

from nlpsum.text import why

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from nlpsum.draft.last import Carry
    from nlpsum.run.draft import Drafted

_SHOWN = 5


@click.command(name="draft")
@click.argument("briefs", nargs=-1)
@click.option("--like", default="", help="上期报告，照它的章节和句子起草")
@click.option("--template", default="", help="内置模板名，或自写的模板文件（见 --list-templates）")
@click.option("--period", default="", help="报告期，如 2020-H1、2020、2020-Q1、2020-06")
@click.option("--org", default="", help="报告单位")
@click.option(
    "--carry",
    type=click.Choice(["keep", "mark", "drop"]),
    default="mark",
    show_default=True,
    help="上期报告中没有材料支持的句子：保留、标明待核实、删去",
)
@click.option("--polish", default="", help="本地语言模型的文件夹：只润色词句，不碰数字和名称")
@click.option("--terms", default="", help="自己的词表 terms.toml")
@click.option("-o", "--output", default="out", show_default=True, help="放结果的文件夹")
@click.option("--router", default="", help="从往年报告学来的归类模型（nlpsum train 的结果）")
@click.option("--list-templates", is_flag=True, help="列出内置模板")
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    briefs: tuple[str, ...],
    like: str,
    template: str,
    period: str,
    org: str,
    carry: str,
    polish: str,
    terms: str,
    output: str,
    router: str,
    list_templates: bool,
) -> None:
    """从简报和通知起草工作报告，每个数字都有出处。

    例：nlpsum draft 简报/ --like 去年上半年总结.docx -o 结果/
    """
    from nlpsum.draft.polish import NoModelError
    from nlpsum.draft.templates import BadTemplateError
    from nlpsum.kit import installed
    from nlpsum.route import BadModelError, default
    from nlpsum.run.draft import CannotDraftError, Wishes, draft
    from nlpsum.terms import BadTermsError, load

    if list_templates:
        for one in installed().templates:
            click.echo(f"{one.name}　{one.title}")
        return
    if not briefs:
        _fail("没有说材料在哪里，例：nlpsum draft 简报/")
    try:
        words = load(Path(terms)) if terms else None
        model = default(Path(router) if router else None)
        wishes = Wishes(like, template, period, org, cast("Carry", carry), model, polish)
        with _progress() as progress:
            drafted = draft(briefs, wishes, terms=words, progress=progress)
        written = _write(drafted, Path(output))
    except (
        CannotDraftError,
        BadTemplateError,
        BadTermsError,
        BadModelError,
        NoModelError,
    ) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{output}：写不了（{why(error)}）")
    for line in _summary(drafted, written):
        click.echo(line)
    sys.exit(1 if _remains(drafted) else 0)


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(2)


@contextmanager
def _progress() -> Generator[Callable[[int, int, str], None]]:
    """A progress bar on stderr, where stderr is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("读材料"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"),
        console=console, transient=True, disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=Path(name).name
        )


def _write(drafted: Drafted, folder: Path) -> list[Path]:
    """All outputs, or none: made in memory first, then each put in its place whole."""
    from nlpsum.kit import installed

    made = [(writer.filename, writer.write(drafted.draft)) for writer in installed().writers]
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in made:
        (folder / f".{name}.new").write_bytes(data)
    for name, _ in made:
        (folder / f".{name}.new").replace(folder / name)
    return [folder / name for name, _ in made]


def _remains(drafted: Drafted) -> bool:
    """Whether a person still has something to settle."""
    draft = drafted.draft
    open_ = any(slot.status not in {"quoted", "derived"} for slot in draft.slots)
    return open_ or bool(draft.findings or drafted.unsourced or draft.unread)


def _summary(drafted: Drafted, written: list[Path]) -> Iterator[str]:
    """What was filled and what was not, and what to open next."""
    draft = drafted.draft
    status = Counter(slot.status for slot in draft.slots)
    yield f"{draft.title}（{len(draft.documents)}份材料）"
    yield (
        f"数字和空缺{len(draft.slots)}处：原文{status['quoted']}　计算{status['derived']}"
        f"　待补{status['blank']}　冲突{status['conflict']}　沿用{status['carried']}"
    )
    yield f"没有来源的数字：{len(drafted.unsourced)}"
    for figure in drafted.unsourced[:_SHOWN]:
        yield f"  {figure.text}"
    for slot in [slot for slot in draft.slots if slot.status == "conflict"][:_SHOWN]:
        sides = "、".join(side.printed for side in slot.candidates[:2])
        yield f"  冲突：{slot.metric} {sides}（{slot.why}）"
    if draft.findings:
        yield f"稿中问题：{len(draft.findings)}（见 findings.json）"
    for unread in draft.unread:
        yield f"没读：{unread.path}（{unread.reason}）"
    names = {path.name: path for path in written}
    following = names.get("review.html") or names.get("report.docx") or written[0]
    yield f"接下来：打开 {following} 核对，先看冲突和×"
