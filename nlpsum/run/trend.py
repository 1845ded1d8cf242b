"""One metric over years and bodies, from the figures database: the cross-report check.

A value is shown once for a body and period, with all its sources. Two reports that print different
values for the same are listed as restated; a value far from its neighbours is an outlier; a printed
同比 that the two years' values cannot give is doubted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from nlpsum import period as periods
from nlpsum import units
from nlpsum.ledger.names import closeness, names
from nlpsum.model import Point, Printing, Trend
from nlpsum.quantity import Range

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from nlpsum.period import Period

_RATES = frozenset(("%", "‰", "百分点"))
_FAR = 4
_NEAR = 2
_FEWEST = 3
_NEAREST = 5


class NoMetricError(ValueError):
    """The database has no such metric; the message is one line of Chinese with the nearest."""


class Metric(NamedTuple):
    """A line of the list of metrics: its usual name, unit, and how much there is of it."""

    name: str
    unit: str
    figures: int
    documents: int
    bodies: int
    first_year: int
    last_year: int


class _Figure(Struct, frozen=True):
    """A figure of the database."""

    key: str
    metric: str
    kind: str
    basis: str
    direction: str
    body: str
    period: Period
    unit: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    text: str
    digest: str
    path: str
    date: str
    where: str
    sentence: str


def metrics(database: sqlite3.Connection) -> list[Metric]:
    """The metrics that can be followed, those of most documents first."""
    usual: dict[str, Counter[str]] = defaultdict(Counter)
    for key, metric, count in database.execute(
        "SELECT key, metric, count(*) FROM figures GROUP BY key, metric"
    ):
        usual[key][metric] += count
    found = database.execute(
        "SELECT key, unit, figures, documents, bodies, first_year, last_year FROM metrics"
        " ORDER BY documents DESC, figures DESC, name"
    )
    return [Metric(_usual(usual[key]), *rest) for key, *rest in found]


def _usual(counted: Counter[str]) -> str:
    """The commonest name, the shortest of those."""
    return min(counted, key=lambda name: (-counted[name], len(name), name))


def trend(database: sqlite3.Connection, metric: str, body: str = "") -> Trend:
    """The metric's values for every body and period, or for the bodies whose name holds ``body``.

    Raises:
        NoMetricError: there are none.
    """
    keys = _keys(database, metric)
    figures = [one for one in _figures(database, keys) if body in one.body]
    levels = [one for one in figures if one.kind in {"level", "share"}]
    if not levels:
        raise NoMetricError(_missing(database, metric, body if figures or keys else ""))
    counted = Counter(_base(one.unit) for one in levels)
    unit = counted.most_common(1)[0][0]
    kept = [one for one in levels if _base(one.unit) == unit]
    points = _points(kept, metric)
    points = _doubted(_grown(points, unit, [one for one in figures if one.kind == "change"]), unit)
    written = Counter(one.metric for one in kept)
    del counted[unit]
    return Trend(
        metric,
        unit,
        tuple(written.most_common()),
        tuple(sorted(points.values(), key=lambda p: (p.body, stretch(p.period), p.period.last))),
        tuple(counted.most_common()),
    )


STRETCHES = ("全年", "累计", "当月", "时点", "其他")


def stretch(period: Period) -> str:
    """What may be drawn as one line: whole years, running totals, single months, moments."""
    if period.moment:
        return "时点"
    if period.whole_months and period.from_january:
        return "全年" if period.months == 12 else "当月" if period.months == 1 else "累计"  # noqa: PLR2004
    return "当月" if period.whole_months and period.months == 1 else "其他"


def _keys(database: sqlite3.Connection, metric: str) -> list[str]:
    """The keys that a name may stand under: as offices call it, and as it is printed."""
    printed = database.execute("SELECT DISTINCT key FROM figures WHERE metric = ?", (metric,))
    wanted = {names([]).key(metric), *(key for (key,) in printed)} - {""}
    return sorted(wanted)


def _missing(database: sqlite3.Connection, metric: str, body: str) -> str:
    if body:
        return f"没有“{body}”的“{metric}”"
    near = sorted(
        {one.name for one in metrics(database)},
        key=lambda name: (metric not in name, -closeness(metric, name), name),
    )
    near = [name for name in near if metric in name or closeness(metric, name)][:_NEAREST]
    return f"库里没有“{metric}”" + (f"；相近的有：{'、'.join(near)}" if near else "")


_FIGURES = """
SELECT f.key, f.metric, f.kind, f.basis, f.direction, f.body, f.period, f.unit, f.value, f.low,
  f.high, f.text, d.digest, d.path, d.date, f.locator, p.text
FROM figures f JOIN documents d ON d.id = f.doc LEFT JOIN passages p ON p.id = f.passage
WHERE f.key IN ({}) AND f.period <> '' AND f.kind IN ('level', 'share', 'change')
ORDER BY d.date, d.path, f.start"""


def _figures(database: sqlite3.Connection, keys: Sequence[str]) -> list[_Figure]:
    marks = ",".join("?" * len(keys))
    rows = database.execute(
        _FIGURES.format(marks),
        list(keys),
    )
    found: list[_Figure] = []
    for key, metric, kind, basis, direction, body, when, unit, *rest in rows:
        value, low, high, text, digest, path, date, where, sentence = rest
        if period := periods.parse(when):
            bounds = (_decimal(low, unit), _decimal(high, unit))
            number = _decimal(value, unit) or Decimal(0)
            found.append(
                _Figure(
                    *(key, metric, kind, basis, direction, body, period, unit, number, *bounds),
                    *(text, digest, path, date or "", where, sentence or text),
                )
            )
    return found


def _base(unit: str) -> str:
    return units.base(units.spelling(unit))[0]


def _decimal(number: float | None, unit: str) -> Decimal | None:
    """A number of the database in the base unit of its dimension."""
    if number is None:
        return None
    return Decimal(repr(number)) * units.base(units.spelling(unit))[1]


_Points = dict[tuple[str, "Period"], Point]


def _points(levels: Iterable[_Figure], metric: str) -> _Points:
    """A point for each body and period; of a report's several values the first is its own.

    The latest report's value is shown. A copy of a file is not another report.
    """
    places: dict[tuple[str, Period], dict[str, list[_Figure]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in levels:
        places[one.body, one.period][one.digest].append(one)
    points: _Points = {}
    for place, reports in places.items():
        # In order of date: the last report is the latest. A name printed as asked comes first.
        own = [min(said, key=lambda one: one.metric != metric) for said in reports.values()]
        shown = own[-1]
        meets = _range(shown).meets
        agree = [one for one in own if meets(_range(one))]
        restated = [
            mine
            for mine, said in zip(own, reports.values(), strict=True)
            if not any(meets(_range(one)) for one in said)
        ]
        points[place] = Point(
            *place,
            float(shown.value),
            tuple(_printing(one) for one in reversed(agree)),
            tuple(_printing(one) for one in restated),
        )
    return points


def _range(one: _Figure) -> Range:
    return Range(one.low, one.high)


def _printing(one: _Figure) -> Printing:
    return Printing(
        *(one.text, one.metric, float(one.value), _float(one.low), _float(one.high)),
        *(one.path, one.date, one.where, one.sentence),
    )


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _grown(points: _Points, unit: str, changes: Sequence[_Figure]) -> _Points:
    """The points with 同比: computed where the year before is there, and as reports print it."""
    said = {
        (one.body, one.period): one
        for one in changes
        if one.basis == "同比" and _base(one.unit) == ("百分点" if unit in _RATES else "%")
    }
    made: _Points = {}
    for (body, period), point in points.items():
        before = points.get((body, period.shifted(-1)))
        growth = _growth(point.value, before.value, unit) if before else None
        printed = said.get((body, period))
        doubts = point.doubts
        if printed and before and not _possible(point, before, printed, unit):
            doubts = (*doubts, f"印出的同比{_signed(printed)}，按两年的数算是{growth:+.1f}")
        made[body, period] = replace(
            point, growth=growth, said=_signed(printed) if printed else "", doubts=doubts
        )
    return made


def _growth(value: float, before: float, unit: str) -> float | None:
    if unit in _RATES:
        return value - before
    return (value / before - 1) * 100 if before > 0 else None


def _possible(point: Point, before: Point, printed: _Figure, unit: str) -> bool:
    """Whether the printed change may come from values that the numbers stand for."""
    now, then = (_bounds(one.sources[0]) for one in (point, before))
    change = _range(printed)
    signed = -change if printed.direction == "down" else change
    if unit in _RATES:
        return (now - then).meets(signed)
    ratio = now.over(then)
    if ratio is None:
        return True
    hundred = Decimal(100)
    return (ratio.scaled(hundred) + Range(-hundred, -hundred)).meets(signed)


def _bounds(one: Printing) -> Range:
    return Range(
        None if one.low is None else Decimal(repr(one.low)),
        None if one.high is None else Decimal(repr(one.high)),
    )


def _signed(change: _Figure) -> str:
    down = change.direction == "down" and not change.text.startswith("-")
    return f"{'-' if down else '+' if change.value > 0 else ''}{change.text}"


def _doubted(points: _Points, unit: str) -> _Points:
    """The points with what is odd: values that others restate, and those far from neighbours."""
    lines: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in points.values():
        lines[point.body, _line(point.period)].append(point)
    far: dict[tuple[str, Period], str] = {}
    for line in lines.values():
        line.sort(key=lambda point: point.period.last)
        for i, point in enumerate(line):
            begin = max(0, min(i - _NEAR, len(line) - 2 * _NEAR - 1))
            near = [p.value for p in line[begin : begin + 2 * _NEAR + 1] if p is not point]
            if len(line) < _FEWEST or unit in _RATES or min(point.value, *near) <= 0:
                continue
            times = point.value / median(near)
            if times >= _FAR or times <= 1 / _FAR:
                far[point.body, point.period] = f"是相邻各期的{times:.3g}倍"
    return {
        place: replace(point, doubts=(*point.doubts, far[place])) if place in far else point
        for place, point in points.items()
    }


def _line(period: Period) -> str:
    """What a value's neighbours share: running totals are near those of the same months only."""
    kind = stretch(period)
    return f"{kind}{period.last.month}" if kind == "累计" else kind
