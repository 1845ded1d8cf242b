"""Names, dates and lists of last report: filled where one clause or event of the briefs tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nlpsum.run.draft import Wishes, draft

if TYPE_CHECKING:
    from pathlib import Path

    from nlpsum.model import Draft

HEAD = "# 柳溪区卫健局2021年{}月工作简报\n\n2021年{}月5日\n\n## 一、工作情况\n\n"
LAST = "# ×区卫健局2021年上半年工作总结\n\n## 一、上半年工作\n\n"
GIFT = "×月×日，×制药有限公司通过区红十字会向区防控指挥部捐赠价值×万元的防护用品。"
GIVEN = "4月12日，柳溪恒康制药有限公司通过区红十字会向区防控指挥部捐赠价值18.5万元的防护用品。"


def drafted(folder: Path, briefs: dict[int, str], last: str) -> Draft:
    (folder / "briefs").mkdir()
    for month, text in briefs.items():
        name = folder / "briefs" / f"{month}月.md"
        name.write_text(HEAD.format(month, month + 1) + text + "\n", encoding="utf-8")
    (folder / "last.md").write_text(LAST + last + "\n", encoding="utf-8")
    return draft([str(folder / "briefs")], Wishes(like=str(folder / "last.md"))).draft


def traced(made: Draft) -> None:
    """Each filled slot's characters stand where its source says."""
    texts = {document.path: document.text for document in made.documents}
    for slot in made.slots:
        for source in slot.sources:
            assert texts[source.span.doc][source.span.start : source.span.end] == source.text
        if slot.kind in {"name", "place", "organisation", "date"} and slot.value:
            assert [source.text for source in slot.sources] == [slot.value] == [slot.printed]


def test_the_one_event_of_its_kind_gives_day_name_and_figure(tmp_path: Path) -> None:
    briefs = {4: f"4月，接种疫苗320剂次。{GIVEN}", 5: "5月，接种疫苗410剂次。"}
    made = drafted(tmp_path, briefs, GIFT)
    assert GIVEN in made.text
    assert made.text.count("恒康") == 1
    assert [slot.value for slot in made.slots][-4:] == ["4", "12", "柳溪恒康", "185000"]
    traced(made)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("5月9日，柳溪安泰制药有限公司通过区红十字会向区防控指挥部捐赠价值9.1万元的防护用品。", "不止一件"),
        ("", "材料不能确定"),
    ],
    ids=["two of a kind", "nothing of the kind"],
)  # fmt: skip
def test_where_it_is_not_certain_the_mark_stays(tmp_path: Path, other: str, why: str) -> None:
    briefs = {4: "4月，接种疫苗320剂次。", 5: "5月，接种疫苗410剂次。" + other}
    if other:
        briefs[4] += GIVEN
    made = drafted(tmp_path, briefs, GIFT)
    assert "×月×日，×制药有限公司" in made.text
    month = next(slot for slot in made.slots if slot.kind == "date")
    assert why in month.why
    assert [c.printed for c in month.candidates] == (["4月12日", "5月9日"] if other else [])


@pytest.mark.parametrize(
    "told",
    [
        "4月12日，柳溪恒康制药有限公司通过区红十字会向区防控指挥部捐赠价值18.5万元的消毒酒精。",
        "4月12日，柳溪恒康制药有限公司计划通过区红十字会向区防控指挥部捐赠价值18.5万元的防护用品。",
        "2020年4月12日，柳溪恒康制药有限公司通过区红十字会向区防控指挥部捐赠价值18.5万元的防护用品。",
        "4月12日，全区召开防护用品捐赠动员会，区红十字会主要负责人作动员讲话。",
    ],
    ids=["another thing", "a plan", "another year", "another act"],
)
def test_another_event_fills_nothing(tmp_path: Path, told: str) -> None:
    briefs = {4: f"4月，接种疫苗320剂次。{told}", 5: "5月，接种疫苗410剂次。"}
    made = drafted(tmp_path, briefs, GIFT)
    kinds = {"date", "organisation", "name", "amount"}
    assert [s.value for s in made.slots if s.kind in kinds and s.start >= len(LAST)] == [None] * 4


def test_a_name_ends_or_is_introduced_as_the_mark_is(tmp_path: Path) -> None:
    last = "×月×日，副局长×到×制药有限公司调研。"
    told = "3月18日，副局长沈知微到芦塘恒康制药有限公司调研。"
    made = drafted(tmp_path, {3: f"3月，接种疫苗320剂次。{told}"}, last)
    assert told in made.text
    traced(made)


def test_a_clause_in_the_same_words_gives_its_names(tmp_path: Path) -> None:
    last = "我区获批×市2021年度基层卫生能力提升项目×个。"
    told = "我区获批云屏市2021年度基层卫生能力提升项目6个。"
    made = drafted(tmp_path, {3: f"3月，接种疫苗320剂次。{told}"}, last)
    assert "云屏市2021年度基层卫生能力提升项目" in made.text
    traced(made)


LISTED = "全区新增“和美诊所”、柳溪惠民诊所等12家示范诊所。"


def test_a_count_s_own_list_takes_the_place_of_last_report_s(tmp_path: Path) -> None:
    told = "1—6月，全区新增“安心诊所”、“芦塘诊所”等19家示范诊所。"
    made = drafted(tmp_path, {6: told}, LISTED)
    assert "全区新增“安心诊所”、“芦塘诊所”等19家示范诊所。" in made.text
    traced(made)


def test_examples_of_last_report_do_not_stand_beside_a_new_count(tmp_path: Path) -> None:
    made = drafted(tmp_path, {6: "1—6月，全区新增示范诊所19家。"}, LISTED)
    assert "全区新增×等19家示范诊所。" in made.text
    names = next(slot for slot in made.slots if slot.kind == "name")
    assert "“和美诊所”、柳溪惠民诊所" in names.why


def test_kinds_before_a_count_are_no_names(tmp_path: Path) -> None:
    last = "检查餐饮、商超等12家单位。"
    made = drafted(tmp_path, {6: "1—6月，全区新增示范诊所19家。"}, last)
    assert "检查餐饮、商超等×家单位。" in made.text


def test_the_same_words_about_no_one_in_particular_give_no_day(tmp_path: Path) -> None:
    last = "×月×日出现发热症状并到定点医院就诊。"
    told = "4月12日出现发热症状并到定点医院就诊。"
    made = drafted(tmp_path, {4: f"4月，接种疫苗320剂次。{told}"}, last)
    assert last in made.text


def test_a_line_broken_before_its_mark_is_left_open(tmp_path: Path) -> None:
    told = "1—6月，全区新增示范诊所19家，接种疫苗5200剂次。"
    made = drafted(
        tmp_path, {6: told}, "全区新增示范诊所×家，芦塘镇投入资金\n×万元，接种疫苗×剂次。"
    )
    doses = made.slots[-1]
    assert (doses.text, doses.value) == ("×剂次", None)
    assert [candidate.printed for candidate in doses.candidates][:1] == ["5200剂次"]


def test_a_figure_may_follow_its_event(tmp_path: Path) -> None:
    told = "4月12日，柳溪恒康制药有限公司通过区红十字会向区防控指挥部捐赠防护用品，价值18.5万元。"
    made = drafted(tmp_path, {4: f"4月，接种疫苗320剂次。{told}"}, GIFT)
    assert made.slots[-1].value == "185000"
    two = told.replace("价值18.5万元", "价值18.5万元，另捐赠2万元")
    (tmp_path / "again").mkdir()
    made = drafted(tmp_path / "again", {4: f"4月，接种疫苗320剂次。{two}"}, GIFT)
    assert made.slots[-1].value is None
