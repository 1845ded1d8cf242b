"""Rates worked out from two filled slots, and the names and headings that fill them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlpsum.draft.rates import share
from nlpsum.quantity import Quantity
from nlpsum.run.draft import Wishes, draft

if TYPE_CHECKING:
    from pathlib import Path

    from nlpsum.model import Draft, Slot

HEAD = "# 石桥县市场监管局2022年{}月工作简报\n\n2022年{}月5日\n\n"
LAST = (
    "# 石桥县市场监管局2021年第一季度工作总结\n\n## 一、工作情况\n\n"
    "一季度，完成食品监督抽检386批次，占全年任务的38.6%，检出不合格11批次，不合格率2.85%。"
    "立案查处各类违法案件74件，结案61件，结案率82.4%。\n"
)
MONTHS = {
    1: "## 一、食品安全\n\n监督抽检78批次，检出不合格2批次。今年县里下达食品监督抽检任务1100批次。\n\n"
    "## 二、执法办案\n\n立案查处案件15件，结案14件。\n",
    2: "## 一、业务工作\n\n抽检食品94批次，不合格3批次。立案14件，结案9件。\n",
    3: "## 一、业务工作\n\n食品抽检102批次，查出不合格1批次。立案查处违法案件19件，结案16件。\n",
}


def drafted(folder: Path, months: dict[int, str]) -> Draft:
    (folder / "briefs").mkdir()
    for month, text in months.items():
        whole = HEAD.format(month, month + 1) + text
        (folder / "briefs" / f"{month}月.md").write_text(whole, encoding="utf-8")
    (folder / "last.md").write_text(LAST, encoding="utf-8")
    return draft([str(folder / "briefs")], Wishes(like=str(folder / "last.md"))).draft


def worked_out(slot: Slot) -> str:
    """The rate by its own formula: 6批次÷274批次＝2.19%."""
    part, whole, printed = re.findall(r"\d+(?:\.\d+)?", slot.formula)
    step = Decimal(printed)
    return str((Decimal(part) / Decimal(whole) * 100).quantize(step, ROUND_HALF_UP))


def test_rates_follow_from_the_figures_beside_them(tmp_path: Path) -> None:
    made = drafted(tmp_path, MONTHS)
    assert (
        "完成食品监督抽检274批次，占全年任务的24.9%，检出不合格6批次，不合格率2.19%。"
        "立案查处各类违法案件48件，结案39件，结案率81.3%。" in made.text
    )
    derived = [slot for slot in made.slots if slot.how == "combine"]
    assert [slot.value for slot in derived] == ["24.9", "2.19", "81.3"]
    assert [worked_out(slot) for slot in derived] == ["24.9", "2.19", "81.3"]
    assert all(len(slot.sources) >= 4 for slot in derived)


def test_without_an_operand_there_is_no_rate(tmp_path: Path) -> None:
    months = {**MONTHS, 3: MONTHS[3].replace("食品抽检102批次，", "")}
    months[1] = months[1].replace("今年县里下达食品监督抽检任务1100批次。", "")
    made = drafted(tmp_path, months)
    assert "抽检×批次，占全年任务的×%，检出不合格6批次，不合格率×%" in made.text


def test_a_printed_rate_comes_first(tmp_path: Path) -> None:
    told = MONTHS[3] + "一季度，食品监督抽检不合格率2.2%。\n"
    made = drafted(tmp_path, {**MONTHS, 3: told})
    assert "不合格率2.2%" in made.text


def test_a_correction_is_of_its_own_metric(tmp_path: Path) -> None:
    told = MONTHS[3] + "经核对，2月份简报所载立案14件中有1件系重复录入，2月立案数更正为13件。\n"
    made = drafted(tmp_path, {**MONTHS, 3: told})
    assert "立案查处各类违法案件47件" in made.text


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["1", "0.1", "0.01"]))
def test_a_share_of_counts_is_rounded_once(part: int, whole: int, place: str) -> None:
    value = share(Quantity(Decimal(part), "件"), Quantity(Decimal(whole), "件"), Decimal(place))
    assert value == (Decimal(part) / whole * 100).quantize(Decimal(place), ROUND_HALF_UP)


@pytest.mark.parametrize("place", ["0.1", "0.01"])
def test_a_rounded_operand_leaves_the_last_digit_open(place: str) -> None:
    part = Quantity(Decimal(12000), "件", Decimal(1000))
    assert share(part, Quantity(Decimal(34567), "件"), Decimal(place)) is None


ONCE = "# 石桥县市场监管局2021年第一季度工作总结\n\n## 一、工作情况\n\n{}\n"


@pytest.mark.parametrize(
    ("last", "told", "expected"),
    [
        ("首批推荐示范企业22家。", "首批推荐示范企业31家。", "首批推荐示范企业31家。"),
        ("示范企业总数达到60家。", "新增示范企业4家，示范企业总数达到64家。", "示范企业总数达到64家。"),
        ("着力抓好以下五个方面工作。", "检查商户31家。", "着力抓好以下五个方面工作。"),
        ("推荐示范企业22家。", "推荐示范企业31家。", "推荐示范企业×家。"),
    ],
    ids=["done once", "a stock of the last month", "its own list", "one month of three"],
)  # fmt: skip
def test_what_one_month_may_tell_of_the_period(
    tmp_path: Path, last: str, told: str, expected: str
) -> None:
    (tmp_path / "briefs").mkdir()
    text = HEAD.format(3, 4) + "## 一、工作情况\n\n3月，" + told + "\n"
    (tmp_path / "briefs" / "3月.md").write_text(text, encoding="utf-8")
    (tmp_path / "last.md").write_text(ONCE.format(last), encoding="utf-8")
    wishes = Wishes(like=str(tmp_path / "last.md"), period="2022-Q1")
    assert expected in draft([str(tmp_path / "briefs")], wishes).draft.text


def test_two_values_under_longer_names_are_in_conflict(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    for month, told in ((3, "驾驶员拾金不昧好人好事2308件"), (4, "拾金不昧好人好事线索2380件")):
        text = HEAD.format(month, month + 1) + f"## 一、服务\n\n一季度，{told}。\n"
        (tmp_path / "briefs" / f"{month}月.md").write_text(text, encoding="utf-8")
    (tmp_path / "last.md").write_text(ONCE.format("拾金不昧好人好事2136件。"), encoding="utf-8")
    wishes = Wishes(like=str(tmp_path / "last.md"), period="2022-Q1")
    slot = draft([str(tmp_path / "briefs")], wishes).draft.slots[0]
    assert (slot.status, [c.printed for c in slot.candidates]) == ("conflict", ["2308件", "2380件"])
