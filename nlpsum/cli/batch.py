"""``nlpsum batch``: hundreds of reports into a figures database."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nlpsum.text import why

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_SHOWN = 20
_FORMATS = ("parquet", "csv", "xlsx", "jsonl")


@click.command(name="batch")
@click.argument("past", metavar="材料...", nargs=-1)
@click.option("-o", "--output", default="out", show_default=True, help="放数字库的文件夹")
@click.option("--resume", is_flag=True, help="接着做上次中断的，不必再写材料在哪里")
@click.option("--export", multiple=True, type=click.Choice(_FORMATS), help="另存为，可多次")
@click.option(
    "--workers",
    default=0,
    type=click.IntRange(0, 1024),
    metavar="个数",
    help="几个进程，默认2个（单核1个）",
)
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True)
@click.option("--address", default="", help="已启动的 Ray 集群的地址（ray start 时给出）")
@click.option("--terms", default="", help="自己的词表 terms.toml")
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    past: tuple[str, ...],
    output: str,
    resume: bool,
    export: tuple[str, ...],
    workers: int,
    engine: str,
    address: str,
    terms: str,
) -> None:
    """把历年材料做成数字库 figures.sqlite，之后可用 nlpsum trend 看指标走势。

    例：nlpsum batch 历年材料/ -o 数字库/

    材料可以是文件、文件夹、通配符，或 @名单.txt（一行一个）。再次运行只处理新的和改过的文件；
    中断后再次运行就接着做。退出码：0 全部处理，1 有文件没能处理（列出），2 没有运行。
    """
    from nlpsum.run.batch import CannotBatchError, batch
    from nlpsum.terms import BadTermsError
    from nlpsum.write.database.store import DatabaseError

    try:
        with _progress() as progress:
            for _ in batch(
                past,
                output,
                engine=engine,
                address=address,
                workers=workers,
                terms=terms or None,
                resume=resume,
                progress=progress,
            ):
                pass
        failed = _tell(Path(output), export)
    except (CannotBatchError, BadTermsError, DatabaseError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo(f"已中断，处理完的都在；接着做：nlpsum batch --resume -o {output}", err=True)
        sys.exit(130)
    sys.exit(1 if failed else 0)


@contextmanager
def _progress() -> Generator[Callable[[int, int, str], None]]:
    """A bar on stderr with rate and time left; a last line where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        *(TextColumn("处理"), BarColumn(), MofNCompleteColumn()),
        TextColumn("{task.fields[rate]}"),
        *(TextColumn("已用"), TimeElapsedColumn(), TextColumn("还要"), TimeRemainingColumn()),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
    )
    task = bar.add_task("", total=None, rate="")

    def told(done: int, total: int, name: str) -> None:
        bar.start()  # not before there is something to do
        speed = bar.tasks[task].finished_speed or bar.tasks[task].speed
        rate = f"{speed:.1f}份/秒" if speed else ""
        bar.update(task, completed=done, total=total, description=Path(name).name, rate=rate)

    try:
        yield told
    finally:
        if bar.live.is_started:
            bar.stop()


def _tell(output: Path, forms: tuple[str, ...]) -> int:
    """Says what the run came to, writes the exports, and gives the number of failures."""
    from nlpsum.write.database.export import export
    from nlpsum.write.database.store import FILE, DatabaseError, failures, last, reading

    with reading(output) as database:
        run = last(database)
        click.echo(
            f"{run.files}份材料：处理{run.done}　没有变化{run.reused}　没能处理{run.failed}"
            f"　用时{run.seconds:.1f}秒"
        )
        unread = failures(database)
        for path, reason in list(unread.items())[:_SHOWN]:
            click.echo(f"没能处理：{path}（{reason}）")
        if len(unread) > _SHOWN:
            click.echo(f"……共{len(unread)}份，见库中的 unread")
        for form in forms:
            try:
                written = export(database, form, output)
            except ImportError as error:
                message = f"另存为 {form} 要先装：pip install 'nlpsum[parquet]'"
                raise DatabaseError(message) from error
            except OSError as error:
                message = f"{output}：写不了（{why(error)}）"
                raise DatabaseError(message) from error
            click.echo(f"另存：{'、'.join(path.name for path in written)}")
    click.echo(f"接下来：nlpsum trend --list {output}，或 sqlite3 {output / FILE}")
    return run.failed
