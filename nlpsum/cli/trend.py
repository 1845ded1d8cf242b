"""``nlpsum trend``: one metric over years and bodies, from the figures database."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nlpsum.text import why

if TYPE_CHECKING:
    from collections.abc import Callable

    from nlpsum.model import Trend

_STRETCHES = ("全年", "累计", "当月", "时点", "其他")
_NAME = 40
_PICTURES = (".svg", ".png", ".html")


@click.command(name="trend")
@click.argument("metric", metavar="[指标]", required=False)
@click.argument("database", metavar="数字库", required=False, type=click.Path(path_type=Path))
@click.option("--list", "listing", is_flag=True, help="列出库里有哪些指标")
@click.option("--body", default="", help="只看这个地区或单位（写一部分也行）")
@click.option("--stretch", type=click.Choice(_STRETCHES), help="图上画哪一种数，默认画最多的一种")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="画图：走势.svg、走势.png 或 走势.html"
)
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    metric: str | None,
    database: Path | None,
    listing: bool,
    body: str,
    stretch: str | None,
    output: Path | None,
) -> None:
    """看一个指标历年、各单位的数，前后不一和反常的列在后面。

    例：nlpsum trend 技术合同交易额 数字库/ -o 走势.html

    数字库是 nlpsum batch 的结果。nlpsum trend --list 数字库/ 列出指标。
    """
    from nlpsum.run.trend import NoMetricError, metrics, trend
    from nlpsum.write.database.store import DatabaseError, reading
    from nlpsum.write.trend.text import short, table, text

    if listing:
        database, metric = database or Path(metric or "out"), None
    elif not metric:
        click.echo("没有说哪个指标，例：nlpsum trend 技术合同交易额 数字库/", err=True)
        sys.exit(2)
    database = database or Path("out")
    try:
        with reading(database) as opened:
            if metric is None:
                heads = ("指标", "单位", "数字", "文件", "单位数", "年份")
                found = [
                    (short(m.name, _NAME), m.unit, *map(str, m[2:5]), f"{m[5]}—{m[6]}")
                    for m in metrics(opened)
                ]
                click.echo("\n".join(table([heads, *found])))
                return
            made = trend(opened, metric, body)
        click.echo(text(made), nl=False)
        if output:
            _draw(made, stretch, output, database)
    except (NoMetricError, DatabaseError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"{output}：写不了（{why(error)}）", err=True)
        sys.exit(2)


def _draw(trend: Trend, stretch: str | None, output: Path, database: Path) -> None:
    """Writes the picture; a page where the name ends in .html."""
    from nlpsum.run.trend import stretch as of
    from nlpsum.write.trend.html import html
    from nlpsum.write.trend.svg import svg

    counted = Counter(of(point.period) for point in trend.points)
    chosen = stretch or max(_STRETCHES, key=lambda one: counted[one])
    points = [point for point in trend.points if of(point.period) == chosen]
    if not points:
        click.echo(f"没有“{chosen}”的数，没有画图", err=True)
        sys.exit(2)
    form = output.suffix.lower()
    if form not in _PICTURES:
        click.echo(f"{output}：图只能是 {'、'.join(_PICTURES)}", err=True)
        sys.exit(2)
    link = _links(database if database.is_dir() else database.parent, output.parent)
    if form == ".png":
        output.write_bytes(_png(svg(trend, points, chosen, link)))
    else:
        made = (html if form == ".html" else svg)(trend, points, chosen, link)
        output.write_text(made, encoding="utf-8")
    click.echo(f"画好：{output}（{chosen}，{len(points)}个数）")


def _links(database: Path, output: Path) -> Callable[[str], str]:
    """Addresses of reports as seen from the picture's folder."""
    import os
    from urllib.parse import quote

    def link(path: str) -> str:
        try:
            return quote(Path(os.path.relpath(database / path, output)).as_posix())
        except ValueError:  # another drive
            return (database / path).absolute().as_uri()

    return link


def _png(picture: str) -> bytes:
    from importlib import import_module

    try:
        return bytes(import_module("resvg_py").svg_to_bytes(svg_string=picture, zoom=2))
    except ImportError:
        click.echo("画 png 要先装：pip install 'nlpsum[png]'；svg 和 html 不用装", err=True)
        sys.exit(2)
