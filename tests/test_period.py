"""Periods: the algebra's laws, and printed forms read against a document's anchor."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pages
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlpsum.anchor import anchor
from nlpsum.dates import Anchor, Printed, find_periods
from nlpsum.period import Period, moment, months, parse, year
from nlpsum.text import Document, fold

MARCH = Anchor(months(2023, 3, 3), date(2023, 4, 3))

PRINTED = {
    "3月": "2023-03", "3月份": "2023-03", "当月": "2023-03", "上月": "2023-02", "1—3月": "2023-Q1",
    "1-3月份": "2023-Q1", "一季度": "2023-Q1", "第一季度": "2023-Q1", "首季": "2023-Q1",
    "上半年": "2023-H1", "前三季度": "2023-01..2023-09", "前8个月": "2023-01..2023-08",
    "截至6月底": "@2023-06-30", "截至2月11日24时": "@2023-02-11", "去年同期": "2022-03",
    "今年以来": "2023-Q1", "“十四五”期间": "2021..2025", "十三五时期": "2016..2020",
    "2025年1-5月份": "2025-01..2025-05", "2025年末": "@2025-12-31", "年底": "@2023-12-31",
    "2022年上半年": "2022-H1", "2021—2025年": "2021..2025", "二〇二五年六月三十日": "2025-06-30",
    "2025-06-30": "2025-06-30", "6月10日至15日": "2023-06-10..2023-06-15", "五年来": "2019..2023",
    "今后三年": "2024..2026", "下半年": "2023-H2", "2023年": "2023", "月底": "@2023-03-31",
    "近日": "", "24时": "", "90年代": "1990..1999", "年初": "", "上世纪80年代": "1980..1989",
    "20世纪": "1901..2000", "本世纪20年代": "2020..2029", "25年5月": "2025-05", "08年": "2008",
    "九八年底": "@1998-12-31", "零三年6月1日": "2003-06-01", "2021年和2023年之间": "2021..2023",
    "2月和5月间": "2023-02..2023-05", "2022年8月15日至2023年3月20日": "2022-08-15..2023-03-20",
    "2022年10月—2023年3月": "2022-10..2023-03", "一季度至三季度": "2023-01..2023-09",
    "2020.01-2022.12": "2020..2022", "2021—2025": "2021..2025", "二〇二一年至二〇二五年": "2021..2025",
    "上月底": "@2023-02-28", "上月15日": "2023-02-15", "本月9日": "2023-03-09", "下个月": "2023-04",
    "上个季度": "2022-Q4", "近三个月": "2023-Q1", "去年年底": "@2022-12-31", "今明两年": "2023..2024",
    "上一年": "2022", "前5月": "2023-01..2023-05", "昨日": "2023-04-02", "近 三 年": "2021..2023",
    "6月9日零时至6月16日24时": "2023-06-09..2023-06-16",
}  # fmt: skip


@pytest.mark.parametrize(("text", "means"), PRINTED.items())
def test_printed(text: str, means: str) -> None:
    (printed,) = find_periods(text, MARCH)
    assert (printed.start, printed.end) == (0, len(text))
    assert meant(printed) == means


def meant(printed: Printed) -> str:
    """The canonical text; 截至 makes a moment of what it stands before."""
    period = printed.period
    return str((period.end() if printed.until and not period.moment else period) if period else "")


@pytest.mark.parametrize(
    "case", [c for c in pages.cases("") if c.page.stem == "dates"], ids=lambda c: str(c.line)
)
def test_periods_of_the_page(case: pages.PageCase) -> None:
    whole, day = case.option.split()
    found = find_periods(case.text, Anchor(parse(whole), date.fromisoformat(day)))
    assert pages.mark(case.text, [(p.start, p.end, meant(p)) for p in found]) == case.marked


@pytest.mark.parametrize(
    "text", ["第3批", "3个月", "增长12.3%", "25年", "1月1", "统一部署", "上述"]
)
def test_not_periods(text: str) -> None:
    assert [p for p in find_periods(text, MARCH) if p.end - p.start == len(text)] == []


def test_a_month_belongs_to_the_year_named_in_its_sentence() -> None:
    text = "2022年完成，6月验收。6月启动。"
    assert [str(p.period) for p in find_periods(text, MARCH)] == ["2022", "2022-06", "2023-06"]


@pytest.mark.parametrize(
    ("path", "text", "means"),
    [
        ("简报.txt", "某集团2023年3月工作简报\n2023年4月3日\n正文。", "2023-03"),
        ("a.txt", "某市2025年国民经济和社会发展统计公报\n全年增长。", "2025"),
        ("health-2020-02-11.txt", "截至昨日，报告病例。", "@2020-02-11"),
        ("b.txt", "政府工作报告\n一、2025年工作回顾\n增长。", "2025"),
        ("总结.txt", "某局2022年上半年工作总结和下半年工作计划\n正文。", "2022-H1"),
        ("c.txt", "没有日期的文字。", ""),
        ("d.txt", "某院工作简报\n（2025年5月）\n第5期 2025年6月5日\n正文。", "2025-05"),
        ("e.txt", "某局12月工作简讯\n2025年1月8日\n正文。", "2024-12"),
        (
            "某局工作简报（1月）.txt",
            "某局工作简报\n2025年2月4日\n一、检查\n检查5次。\n二、2024年工作回顾\n检查60次。",
            "2025-01",
        ),
        ("某局.txt", "某局工作总结及2023年工作思路\n正文。", "2022"),
        ("某局.txt", "某局2022年工作总结和2023年工作计划\n正文。", "2022"),
        (
            "报告.txt",
            "某院工作报告\n——2024年1月9日在某县第一届人民代表大会第二次会议上\n正文。",
            "2023",
        ),
        ("f.txt", "某局2025年12月工作安排\n2025年1月8日\n正文。", "2025-12"),
    ],
)
def test_anchor(path: str, text: str, means: str) -> None:
    assert str(anchor(Document(path, text)).period or "") == means


DAYS = st.dates(date(1980, 1, 1), date(2090, 12, 31))
PERIODS = st.one_of(
    st.builds(lambda a, b: Period(min(a, b), max(a, b)), DAYS, DAYS),
    st.builds(moment, DAYS),
    st.builds(year, st.integers(1980, 2090)),
    st.builds(
        lambda y, a, b: months(y, min(a, b), max(a, b)),
        st.integers(1980, 2090), st.integers(1, 12), st.integers(1, 12),
    ),
)  # fmt: skip


@given(PERIODS)
def test_canonical_text_is_read_back(period: Period) -> None:
    assert parse(str(period)) == period


@given(PERIODS, PERIODS, PERIODS)
def test_containing_is_an_order(a: Period, b: Period, c: Period) -> None:
    assert a.contains(a)
    if a.contains(b) and b.contains(c):
        assert a.contains(c)
    if a.contains(b) and b.contains(a):
        assert (a.first, a.last) == (b.first, b.last)


@given(st.integers(1980, 2090), st.integers(1, 12), st.integers(-20, 20))
def test_a_year_later_and_back(at: int, index: int, years: int) -> None:
    whole = months(at, index, index)
    assert whole.shifted(years).shifted(-years) == whole


@given(st.integers(1980, 2090), st.integers(1, 12))
def test_previous_ends_the_day_before(at: int, index: int) -> None:
    whole = months(at, index, index)
    assert (whole.first - whole.previous().last).days == 1
    assert whole.previous().months == whole.months


MONTHS = PERIODS.filter(lambda p: p.whole_months or p.first == p.last)


@given(MONTHS)
def test_previous_of_following_is_itself(period: Period) -> None:
    if not period.moment:
        assert period.following().previous() == period == period.previous().following()
        assert (period.following().first - period.last).days == 1


@given(PERIODS)
def test_each_month_covers_the_whole_in_order(period: Period) -> None:
    every = period.each_month()
    assert len(every) == period.months
    if every:
        assert every[0].first <= period.first <= every[0].last
        assert every[-1].first <= period.last <= every[-1].last
        assert all(a.following() == b for a, b in pairwise(every))


@given(PERIODS)
def test_the_end_lies_within(period: Period) -> None:
    assert period.contains(period.end())
    assert period.end().moment
    assert period.end() == period.end().end()


FORMS = {
    "{y}年": lambda y, _: year(y),
    "{y}年上半年": lambda y, _: months(y, 1, 6),
    "{y}年{m}月": lambda y, m: months(y, m, m),
    "{y}年1—{m}月": lambda y, m: months(y, 1, m),
    "{y}年前{m}个月": lambda y, m: months(y, 1, m),
    "{y}年{m}月底": lambda y, m: months(y, m, m).end(),
    "{y}年{m}月5日至{y}年12月31日": lambda y, m: Period(date(y, m, 5), date(y, 12, 31)),
}


@given(st.sampled_from(sorted(FORMS)), st.integers(1990, 2039), st.integers(2, 11), st.booleans())
def test_what_is_printed_is_read_back(form: str, at: int, index: int, chinese: bool) -> None:
    text = form.format(y=at, m=index)
    if chinese:
        text = text.replace(str(at), "".join("〇一二三四五六七八九"[int(d)] for d in str(at)))
    (printed,) = find_periods(text, MARCH)
    assert (printed.start, printed.end, printed.period) == (0, len(text), FORMS[form](at, index))


PIECES = st.sampled_from(
    [
        "2022年",
        "3月",
        "1—6月",
        "至",
        "上半年",
        "5日",
        "，",
        "。",
        "；",
        "截至",
        "去年同期",
        "20",
        "年底",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.integers(1, 5))
def test_shifting_the_text_shifts_the_periods(text: str, by: int) -> None:
    before = [(p.start + by, p.end + by, p.period) for p in find_periods(text, MARCH)]
    assert [(p.start, p.end, p.period) for p in find_periods("。" * by + text, MARCH)] == before


@given(st.lists(PIECES, max_size=12).map("".join))
def test_folding_changes_no_period(text: str) -> None:
    wide = text.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    assert list(find_periods(fold(wide), MARCH)) == list(find_periods(text, MARCH))


@given(st.text(max_size=60))
def test_any_text_is_searched(text: str) -> None:
    end = 0
    for printed in find_periods(text, MARCH):
        assert end <= printed.start < printed.end <= len(text)
        end = printed.end
