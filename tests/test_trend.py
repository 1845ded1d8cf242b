"""nlpsum trend: one value a body and period, with all that reports say about it."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nlpsum import period as periods
from nlpsum.cli import main
from nlpsum.model import Point, Printing, Trend
from nlpsum.run.batch import batch
from nlpsum.run.trend import NoMetricError, metrics, stretch, trend
from nlpsum.write.database.store import reading
from nlpsum.write.trend.html import html
from nlpsum.write.trend.scale import scale, ticks
from nlpsum.write.trend.svg import svg
from nlpsum.write.trend.text import text, width

AMOUNTS = {2016: "1.20", 2017: "1.32", 2018: "1.45", 2019: "16.0", 2020: "1.76"}


def report(year: int, said: str) -> str:
    return f"柳河区科技局{year}年工作总结\n\n一、工作情况\n\n{said}\n"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five yearly reports: one off by a place, one that restates the year before."""
    past = tmp_path_factory.mktemp("work") / "past"
    past.mkdir()
    for year, amount in AMOUNTS.items():
        said = f"{year}年，全区技术合同成交额{amount}亿元。"
        (past / f"{year}年总结.txt").write_text(report(year, said), encoding="utf-8")
    again = "2017年，全区技术合同交易额1.30亿元。"
    (past / "2018年补充.txt").write_text(report(2018, again), encoding="utf-8")
    copy = (past / "2020年总结.txt").read_bytes()
    (past / "2020年总结（副本）.txt").write_bytes(copy)
    list(batch([past], past.parent / "out"))
    return past.parent / "out"


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)


def test_values_by_year_with_growth(out: Path) -> None:
    with reading(out) as database:
        made = trend(database, "技术合同成交额")
    years = {str(point.period): point for point in made.points}
    assert list(years) == ["2016", "2017", "2018", "2019", "2020"]
    assert years["2016"].value == 120_000_000
    assert years["2016"].growth is None
    assert years["2018"].growth == pytest.approx((1.45 / years["2017"].value * 1e8 - 1) * 100)


def test_aliases_are_merged_and_shown(out: Path) -> None:
    with reading(out) as database:
        one, other = (trend(database, name) for name in ("技术合同成交额", "技术合同交易额"))
    assert one.points == other.points
    assert {name for name, _ in one.names} >= {"技术合同成交额", "技术合同交易额"}
    assert "技术合同交易额1次" in text(one)


def test_two_reports_that_differ_are_listed(out: Path) -> None:
    with reading(out) as database:
        made = trend(database, "技术合同成交额")
    restated = [point for point in made.points if point.restated]
    assert [str(point.period) for point in restated] == ["2017"]
    said = {one.text for one in (*restated[0].sources, *restated[0].restated)}
    assert said == {"1.32亿元", "1.30亿元"}
    assert "前后不一1处" in text(made)
    with reading(out) as database:
        rows = database.execute("SELECT period, one, other FROM restated").fetchall()
    assert len(rows) == 1
    assert rows[0][0] == "2017"


def test_a_value_far_from_its_neighbours_is_listed(out: Path) -> None:
    with reading(out) as database:
        made = trend(database, "技术合同成交额")
    assert [str(point.period) for point in made.points if point.doubts] == ["2019"]
    assert "相邻各期" in text(made)


def test_a_copy_is_no_second_report(out: Path) -> None:
    with reading(out) as database:
        made = trend(database, "技术合同成交额")
    (last,) = [point for point in made.points if str(point.period) == "2020"]
    assert len(last.sources) == 1


def test_a_metric_that_is_not_there_names_the_nearest(out: Path) -> None:
    told = command("trend", "技术合同", out)
    assert told.exit_code == 2
    assert "相近的有：技术合同" in told.output
    with reading(out) as database, pytest.raises(NoMetricError, match="外星"):
        trend(database, "技术合同成交额", "外星")


def test_list_says_which_metrics_there_are(out: Path) -> None:
    with reading(out) as database:
        first = metrics(database)[0]
    assert (first.name, first.unit, first.first_year, first.last_year) == (
        "技术合同成交额",
        "元",
        2016,
        2020,
    )
    assert "技术合同成交额" in command("trend", "--list", out).output


def test_pictures_are_whole_and_lead_to_their_sources(out: Path, tmp_path: Path) -> None:
    for name in ("走势.svg", "走势.html"):
        told = command("trend", "技术合同成交额", out, "-o", tmp_path / name)
        assert told.exit_code == 0, told.output
        drawn = (tmp_path / name).read_text(encoding="utf-8")
        assert "<script" not in drawn
        assert "src=" not in drawn
    root = ET.fromstring((tmp_path / "走势.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own
    links = [one.attrib["href"] for one in root.iter("{http://www.w3.org/2000/svg}a")]
    assert len(links) == 5
    from urllib.parse import unquote

    assert all((tmp_path / unquote(link)).is_file() for link in links)


def test_png(out: Path, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="resvg-py is not installed")
    assert command("trend", "技术合同成交额", out, "-o", tmp_path / "a.png").exit_code == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("arguments", [["技术合同成交额", "没有"], ["--list", "没有"], []])
def test_what_cannot_be_shown_says_so(tmp_path: Path, arguments: list[str]) -> None:
    paths = [tmp_path / one if one == "没有" else one for one in arguments]
    told = command("trend", *paths)
    assert told.exit_code == 2
    assert told.output.strip()


def test_an_unknown_form_of_picture_is_refused(out: Path, tmp_path: Path) -> None:
    told = command("trend", "技术合同成交额", out, "-o", tmp_path / "a.bmp")
    assert told.exit_code == 2
    assert ".svg" in told.output


def point(body: str, when: str, value: float, said: str = "") -> Point:
    period = periods.parse(when)
    assert period
    shown = said or f"{value}"
    source = Printing(shown, "额", value, value, value, "a&b.txt", "", "l1", f"<b>额{shown}。")
    return Point(body, period, value, (source,))


def test_what_reports_say_cannot_become_markup() -> None:
    points = (point("<i>甲", "2019", 1), point("<i>甲", "2020", 2))
    made = Trend("<u>额", "元", (("额", 2),), points)
    drawn = html(made, points, "全年", lambda path: path)
    assert "<i>" not in drawn
    assert "<u>" not in drawn
    assert "<b>额" not in drawn
    assert "a&amp;b.txt" in drawn


@pytest.mark.parametrize("bodies", [1, 12, 60])
@pytest.mark.parametrize("years", [1, 2, 15])
@pytest.mark.parametrize("value", [0, -3, 1e13, 0.004])
def test_any_trend_can_be_drawn(bodies: int, years: int, value: float) -> None:
    points = [
        point(f"单位{n}", str(2000 + y), value * (1 + y))
        for n in range(bodies)
        for y in range(years)
    ]
    drawn = svg(Trend("额", "元", (("额", 1),), tuple(points)), points, "全年", lambda path: path)
    root = ET.fromstring(drawn)  # noqa: S314 - our own
    assert "nan" not in drawn
    high = float(root.attrib["height"])
    for one in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert 0 <= float(one.attrib.get("y", 0)) <= high


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        ("2020", "全年"),
        ("2020-H1", "累计"),
        ("2020-01..2020-05", "累计"),
        ("2020-01", "当月"),
        ("2020-07", "当月"),
        ("2020-Q2", "其他"),
        ("2016..2020", "其他"),
        ("@2020-12-31", "时点"),
    ],
)
def test_what_may_be_one_line(when: str, kind: str) -> None:
    period = periods.parse(when)
    assert period
    assert stretch(period) == kind


@pytest.mark.parametrize(
    ("value", "shown"),
    [(123, "123元"), (120_000, "12万元"), (12_345_678, "1,234.57万元"), (3.2e12, "32,000亿元")],
)
def test_values_are_shown_in_a_fitting_unit(value: float, shown: str) -> None:
    fit = scale([value], "元")
    assert fit.shown(value) + fit.unit == shown


@pytest.mark.parametrize("ends", [(0, 1), (0, 0), (-5, 5), (98.2, 98.9), (3, 120_000), (-8, -2)])
def test_ticks_cover_what_they_mark(ends: tuple[float, float]) -> None:
    marks = ticks(*ends)
    assert marks[0] <= ends[0] <= ends[1] <= marks[-1]
    assert 2 <= len(marks) <= 12


def test_chinese_is_two_columns_wide() -> None:
    assert width("额a") == 3
