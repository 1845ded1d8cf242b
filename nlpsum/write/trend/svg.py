"""A trend as a picture (SVG 1.1): lines over time, or bars of many bodies in one period.

Nothing is fetched and nothing runs; each point is a link to its source and says on hovering where
it stands. Bodies are told apart by colour and by shape.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.write.trend.scale import Scale, scale, ticks
from nlpsum.write.trend.text import change, notes, printed, short, where, width
from nlpsum.write.wording import period as spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from nlpsum.model import Point, Trend

_FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',SimHei,sans-serif"
# Okabe & Ito (2008), which the colour-blind can tell apart, without its yellow.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#7F7F7F")
_PALE = "#A6CFE8"
_WIDE, _HIGH = 960, 540
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 190, 92, 64
_INSET = 24
_CLEAR_X, _CLEAR_Y = 42, 13
_BARS = 30
_BAR = 22
_DAY_OF_YEAR = 365.25


class _Frame(NamedTuple):
    """The plot's place on the page, and what its axes stand for."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def x(self, at: float) -> float:
        """Where a time is."""
        span = self.last - self.first
        share = (at - self.first) / span if span else 0.5
        return self.left + _INSET + share * (self.right - self.left - 2 * _INSET)

    def y(self, value: float) -> float:
        """Where a value is."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)


def svg(trend: Trend, points: Sequence[Point], stretch: str, link: Callable[[str], str]) -> str:
    """The picture of those of a trend's points that are of one ``stretch`` (全年, 累计 …)."""
    fit = scale((point.value for point in points), trend.unit)
    lines: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        lines[point.body].append(point)
    # Many bodies in one period say more side by side than the few that have several.
    when, together = Counter(point.period for point in points).most_common(1)[0]
    if sum(len(line) for line in lines.values() if len(line) > 1) < together:
        side_by_side = [point for point in points if point.period == when]
        return _bars(trend, side_by_side, stretch, fit, link)
    kept = sorted(lines, key=lambda body: (-len(lines[body]), body))[: len(_COLOURS)]
    left_out = len(lines) - len(kept)
    return _curves(trend, {body: lines[body] for body in kept}, left_out, stretch, fit, link)


def _curves(  # noqa: PLR0913, PLR0917 - the parts of one picture
    trend: Trend,
    lines: dict[str, list[Point]],
    left_out: int,
    stretch: str,
    fit: Scale,
    link: Callable[[str], str],
) -> str:
    points = [point for line in lines.values() for point in line]
    values = [point.value / fit.factor for point in points]
    marks = ticks(min(values), max(values))
    times = [_time(point.period.last) for point in points]
    frame = _Frame(
        *(_LEFT, _WIDE - _RIGHT, _TOP, _HIGH - _BOTTOM),
        *(min(times), max(times), marks[0], marks[-1]),
    )
    what = f"{_year(points, stretch)}{stretch}，{fit.unit or '无单位'}"
    out = [*_head(trend, what, _HIGH), *_grid(frame, marks)]
    out += _dates(frame, points, stretch)
    labels: list[tuple[float, str, str]] = []
    said: list[tuple[float, float]] = []
    for n, (body, line) in enumerate(lines.items()):
        colour = _COLOURS[n]
        line.sort(key=lambda point: point.period.last)
        path: list[str] = []
        for i, point in enumerate(line):
            # Running totals start anew each year.
            new = not i or (stretch == "累计" and line[i - 1].period.first != point.period.first)
            x, y = frame.x(_time(point.period.last)), frame.y(point.value / fit.factor)
            path.append(f"{'M' if new else 'L'}{x:.1f} {y:.1f}")
        out.append(f'<path d="{"".join(path)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for point in line:
            x, y = frame.x(_time(point.period.last)), frame.y(point.value / fit.factor)
            out.append(_linked(point, trend, link, _shape(n, x, y, colour, hollow=_odd(point))))
            if all(abs(x - px) > _CLEAR_X or abs(y - py) > _CLEAR_Y for px, py in said):
                said.append((x, y))
                out.append(_text(x, y - 10, fit.shown(point.value), size=11, anchor="middle"))
        labels.append((frame.y(line[-1].value / fit.factor), body, colour))
    out += _names(frame, labels)
    if left_out:
        out.append(_text(frame.right + 16, frame.bottom, f"另有{left_out}个单位未画", size=11))
    return "".join([*out, *_foot(points, _HIGH, "空心"), "</svg>"])


def _bars(
    trend: Trend, points: list[Point], stretch: str, fit: Scale, link: Callable[[str], str]
) -> str:
    points.sort(key=lambda point: -point.value)
    shown = points[:_BARS]
    height = _TOP + _BAR * len(shown) + _BOTTOM
    marks = ticks(min(0, *(p.value / fit.factor for p in shown)), shown[0].value / fit.factor)
    labels = [f"{short(point.body)} {spoken(str(point.period))}" for point in shown]
    left = 24 + 6.6 * max(map(width, labels))
    frame = _Frame(
        left - _INSET, _WIDE - 90 + _INSET, _TOP, height - _BOTTOM, marks[0], marks[-1], 0, 1
    )
    out = _head(trend, f"{stretch}，{fit.unit or '无单位'}", height)
    for mark in marks:
        x = frame.x(mark)
        out.append(_line(x, frame.top - 4, x, frame.bottom, "#DDDDDD"))
        out.append(_text(x, frame.bottom + 18, f"{mark:,g}", size=12, anchor="middle"))
    zero = frame.x(0)
    for i, point in enumerate(shown):
        x, y = frame.x(point.value / fit.factor), frame.top + i * _BAR
        fill = _PALE if _odd(point) else _COLOURS[0]
        bar = (
            f'<rect x="{min(x, zero):.1f}" y="{y + 3:.1f}" width="{abs(x - zero):.1f}"'
            f' height="{_BAR - 6}" fill="{fill}" stroke="{_COLOURS[0]}" stroke-width="2"/>'
        )
        out.append(_linked(point, trend, link, bar))
        out.append(_text(left - 8, y + 16, labels[i], size=12, anchor="end"))
        out.append(_text(x + 6, y + 16, fit.shown(point.value), size=12))
    if len(points) > len(shown):
        rest = f"另有{len(points) - len(shown)}个较小的未画"
        out.append(_text(_WIDE - 24, frame.bottom + 42, rest, size=11, anchor="end"))
    return "".join([*out, *_foot(shown, height, "浅色"), "</svg>"])


def _time(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _DAY_OF_YEAR


def _odd(point: Point) -> bool:
    return bool(point.restated or point.doubts)


def _head(trend: Trend, what: str, height: float) -> list[str]:
    """The picture's opening: ground, title, what is drawn, and which names it gathers."""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {height}" width="{_WIDE}"'
        f' height="{height}" role="img" aria-label="{escape(trend.metric)}"'
        f' font-family="{_FONT}" fill="#222222">'
    )
    out = [
        opening,
        f'<rect width="{_WIDE}" height="{height}" fill="#FFFFFF"/>',
        _text(24, 36, f"{trend.metric}（{what}）", size=20, weight="bold"),
    ]
    for n, note in enumerate(notes(trend)):
        out.append(_text(24, 58 + 17 * n, short(note, 130), size=12, colour="#555555"))
    return out


def _foot(points: Sequence[Point], height: float, look: str) -> Iterator[str]:
    """What the look of odd points means, where there are any."""
    if any(map(_odd, points)):
        said = f"{look}：前后文件不一致，或数值存疑（见 nlpsum trend 的列表）"
        yield _text(24, height - 14, said, size=12, colour="#555555")


def _grid(frame: _Frame, marks: list[float]) -> Iterator[str]:
    for mark in marks:
        y = frame.y(mark)
        yield _line(frame.left, y, frame.right, y, "#DDDDDD" if mark else "#888888")
        yield _text(frame.left - 8, y + 4, f"{mark:,g}", size=12, anchor="end")


def _dates(frame: _Frame, points: Sequence[Point], stretch: str) -> Iterator[str]:
    """The periods under the plot, as many as fit; the last for sure."""
    seen: dict[float, str] = {}
    for point in sorted(points, key=lambda point: point.period.last):
        said = spoken(str(point.period)).removeprefix("截至")
        seen.setdefault(_time(point.period.last), said.removeprefix(_year(points, stretch)))
    free = frame.right + _RIGHT
    for time, said in reversed(seen.items()):
        x, half = frame.x(time), 3.6 * width(said)
        yield _line(x, frame.bottom, x, frame.bottom + 5, "#888888")
        if x + half <= free:
            yield _text(x, frame.bottom + 20, said, size=12, anchor="middle")
            free = x - half - 6


def _year(points: Sequence[Point], stretch: str) -> str:
    """The year that all points share, which the title says once for all."""
    years = {point.period.last.year for point in points}
    return f"{years.pop()}年" if stretch != "全年" and len(years) == 1 else ""


def _names(frame: _Frame, labels: list[tuple[float, str, str]]) -> Iterator[str]:
    """The bodies' names beside the ends of their lines, moved apart."""
    at = frame.top - 20
    for y, body, colour in sorted(labels):
        at = max(y + 4, at + 16)
        n = _COLOURS.index(colour)
        yield _shape(n, frame.right + 16, at - 4, colour, hollow=False)
        yield _text(frame.right + 26, at, short(body), size=12, colour=colour)


def _linked(point: Point, trend: Trend, link: Callable[[str], str], drawn: str) -> str:
    """A mark that leads to its source and tells where it is from."""
    source = point.sources[0]
    said = [f"{point.body} {spoken(str(point.period))}：{printed(point, trend.unit)}"]
    if growth := change(point.growth, trend.unit):
        said[0] += f"，同比{growth}"
    said += [f"{where(one)}：{short(one.sentence, 160)}" for one in point.sources]
    said += [f"不一致：{one.text}（{where(one)}）" for one in point.restated]
    said += point.doubts
    title = escape("\n".join(said))
    return f'<a href="{escape(link(source.path))}"><title>{title}</title>{drawn}</a>'


def _shape(n: int, x: float, y: float, colour: str, *, hollow: bool) -> str:
    """The mark of the n-th body: disc, square, triangle or diamond."""
    look = f'fill="{"#FFFFFF" if hollow else colour}" stroke="{colour}" stroke-width="2"'
    if n % 4 == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" {look}/>'
    corners = (
        ((-4, -4), (4, -4), (4, 4), (-4, 4)),
        ((0, -5), (5, 4), (-5, 4)),
        ((0, -5), (5, 0), (0, 5), (-5, 0)),
    )[n % 4 - 1]
    path = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{path}" {look}/>'


def _text(  # noqa: PLR0913 - the attributes of one element
    x: float,
    y: float,
    said: str,
    *,
    size: int,
    anchor: str = "start",
    colour: str = "",
    weight: str = "",
) -> str:
    more = (f' fill="{colour}"' if colour else "") + (f' font-weight="{weight}"' if weight else "")
    halo = ' stroke="#FFFFFF" stroke-width="3" paint-order="stroke"'  # readable across lines
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{more}{halo}>'
        f"{escape(said)}</text>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'
