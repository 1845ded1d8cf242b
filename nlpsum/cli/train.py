"""``nlpsum train``: past reports teach a router of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nlpsum.text import why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.run.train import Trained

_ENOUGH = 20
"""A section with fewer passages is often mistaken for another."""
_GOOD = 0.5
_SHOWN = 8


@click.command(name="train")
@click.argument("reports", metavar="往年报告...", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="放模型的文件夹"
)
@click.option(
    "--encoder",
    type=click.Path(path_type=Path),
    help="本地的 BERT 类模型文件夹，用它的向量来学（要装 nlpsum[transformers]）",
)
def command(reports: tuple[str, ...], output: Path, encoder: Path | None) -> None:
    """从往年报告学会每句话归哪一章：标题是类，段落是例子。

    例：nlpsum train 往年/ -o 我的模型，再用 nlpsum draft 简报/ --router 我的模型

    至少要三份有标题的报告。类别写在模型文件夹的 classes.toml 里，可以改了再学一次。
    退出码：0 学成，2 学不成。
    """
    from nlpsum.route import BadModelError
    from nlpsum.run.train import CannotTrainError, train

    try:
        trained = train(reports, output, encoder)
    except (CannotTrainError, BadModelError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except ModuleNotFoundError as error:
        extra = "transformers" if encoder else "train"
        click.echo(f"缺少 {error.name}，请先安装：pip install 'nlpsum[{extra}]'", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"{output}：写不了（{why(error)}）", err=True)
        sys.exit(2)
    for line in (*_classes(trained), *_scores(trained), *_advice(trained, output)):
        click.echo(line)


def _classes(trained: Trained) -> Iterator[str]:
    """The sections and what was not used."""
    for unread in trained.unread:
        yield f"没读：{unread.path}（{unread.reason}）"
    how = "按改过的类别文件" if trained.edited else "从标题归并"
    yield f"{len(trained.held)}份报告，{how}得到{len(trained.sections)}个类："
    for section, passages in trained.sections:
        few = "（太少，容易归错）" if passages < _ENOUGH else ""
        yield f"  {section.name}　{passages}句，{len(section.headings)}个标题{few}"
    if trained.left_out:
        names = "、".join(f"{heading}（{n}句）" for heading, n in trained.left_out[:_SHOWN])
        more = "等" if len(trained.left_out) > _SHOWN else ""
        yield f"没有归入任何类的标题{len(trained.left_out)}个：{names}{more}"


def _scores(trained: Trained) -> Iterator[str]:
    """How each report was routed by the others, by year where known."""
    yield "逐份检验（用其余各份学，再归这一份；不看标题 / 看标题 / 内置模型不看标题）："
    for held in sorted(trained.held, key=lambda held: trained.years.get(held.report, "")):
        year = trained.years.get(held.report, "")
        yield (
            f"  {year + '　' if year else ''}{Path(held.report).name}　{held.passages}句　"
            f"{held.hidden:.0%} / {held.seen:.0%} / {held.default:.0%}"
        )
    total = sum(held.passages for held in trained.held)
    answered = sum(held.answered * held.passages for held in trained.held)
    right = sum(held.right * held.answered * held.passages for held in trained.held)
    yield (
        f"合计：不看标题 {_mean(trained, 'hidden'):.0%}，看标题 {_mean(trained, 'seen'):.0%}，"
        f"内置模型 {_mean(trained, 'default'):.0%}"
    )
    share, precise = answered / (total or 1), right / (answered or 1)
    yield f"没有把握的不归类：答了{share:.0%}，其中对{precise:.0%}"


def _mean(trained: Trained, score: str) -> float:
    """A score over all passages of all reports."""
    total = sum(held.passages for held in trained.held)
    return sum(getattr(held, score) * held.passages for held in trained.held) / (total or 1)


def _advice(trained: Trained, output: Path) -> Iterator[str]:
    """What to do next."""
    if _mean(trained, "hidden") < max(_GOOD, _mean(trained, "default")):
        yield "材料太少或标题年年不同：学得不如内置模型可靠，请添报告或整理类别后再学"
    yield f"请核对 {output / 'classes.toml'}，改后再运行一次；起草时用 --router {output}"
