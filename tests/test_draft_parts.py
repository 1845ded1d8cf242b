"""Templates by hand, rolling time, printing values: the parts of a draft by themselves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlpsum import period, run
from nlpsum.draft.passages import passages
from nlpsum.draft.printing import direction_word, printed, turned
from nlpsum.draft.roll import Roll, titled
from nlpsum.draft.similar import heard, likeness, pairs
from nlpsum.draft.templates import TEMPLATES, BadTemplateError, Gather, Wanted, find, read
from nlpsum.ledger import Answer, Fact, Question
from nlpsum.ledger.wording import form
from nlpsum.model import Figure
from nlpsum.quantity import Quantity
from nlpsum.run.draft import Wishes, draft
from nlpsum.text import Document, Span

HALF = Roll(period.months(2022, 1, 6), period.months(2023, 1, 6))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_built_in_templates_are_valid(template) -> None:
    assert find(template.name).name == template.name


GOOD = """---
name: 季度快报
title: {{单位}}{{年}}年{{期间}}快报
period: any
---
## 一、指标

上半年技术合同成交额{{技术合同成交额|万元}}，同比增长{{技术合同成交额|%|同比}}。

{{材料|主题=创新、人才|内容=计划|至多=3}}
"""


def test_a_template_is_read_as_written() -> None:
    plan = read("我的.md", GOOD)
    sentence, gather = plan.parts[0].content
    assert gather == Gather(("innovation", "talent"), "plan", 3)
    wanted = [piece for piece in sentence if isinstance(piece, Wanted)]
    assert [(w.metric, w.unit, w.basis) for w in wanted] == [
        ("技术合同成交额", "万元", "累计"),
        ("技术合同成交额", "%", "同比"),
    ]
    assert all(GOOD[w.start : w.end] == w.text for w in wanted)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("---\nname", "name", "第1行，开头要有"),
        ("period: any", "period: 季", "第4行，period"),
        ("period: any", "author: 我", "第4行，不认识"),
        ("title: {{单位}}", "title: {{局}}", "标题里不认识"),
        ("|同比}}", "|环比}}", "第8行，口径“环比”"),
        ("{{技术合同成交额|万元}}", "{{技术合同成交额}}", "第8行"),
        ("|至多=3}}", "|至多=3", "第10行"),
        ("主题=创新、人才", "主题=创新、体育", "第10行，不认识“主题=创新、体育”"),
        ("## 一、指标\n\n上半年技术合同成交额{{技术合同成交额|万元}}，同比增长{{技术合同成交额|%|同比}}。\n\n{{材料|主题=创新、人才|内容=计划|至多=3}}", "正文", "没有标题"),
    ],
)  # fmt: skip
def test_a_fault_in_a_template_is_told_with_its_line(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    with pytest.raises(BadTemplateError, match=fault):
        read("我的.md", GOOD.replace(old, new))


def test_a_template_by_hand_is_filled_from_the_sample_job(tmp_path: Path) -> None:
    path = tmp_path / "我的.md"
    path.write_text(GOOD, encoding="utf-8")
    briefs = Path(__file__).parent.parent / "corpora" / "briefs"
    made = draft([str(briefs)], Wishes(template=str(path)))
    assert "技术合同成交额12202.8万元，同比增长23.6%。" in made.draft.text
    assert made.draft.slots[0].start == GOOD.index("{{技术合同成交额|万元}}")


@pytest.mark.parametrize(
    ("text", "rolled"),
    [
        ("2022年上半年完成", "2023年上半年完成"),
        ("2021年度占比", "2022年度占比"),
        ("自2008年以来", "自2008年以来"),
        ("《办法（2022年）》（云政〔2022〕3号）", "《办法（2022年）》（云政〔2022〕3号）"),
        ("2021—2025年规划", "2021—2025年规划"),
        ("编号2022100", "编号2022100"),
    ],
)
def test_years_roll(text: str, rolled: str) -> None:
    assert HALF.title(text) == rolled


@pytest.mark.parametrize(
    ("title", "canonical"),
    [
        ("云汀水务2022年上半年工作总结", "2022-H1"),
        ("2023年第三季度工作简报", "2023-Q3"),
        ("2023年1—5月运行情况", "2023-01..2023-05"),
        ("2023年5月工作简报", "2023-05"),
        ("2023年工作总结", "2023"),
        ("二〇二二年上半年工作总结", "2022-H1"),
        ("工作总结", ""),
    ],
)
def test_a_title_names_its_period(title: str, canonical: str) -> None:
    assert str(titled(title) or "") == canonical


def test_a_slot_s_period_rolls_as_the_report_does() -> None:
    assert HALF.period(None) == period.months(2023, 1, 6)
    assert str(HALF.period(period.parse("@2022-06-30"))) == "@2023-06-30"
    assert str(HALF.period(period.parse("2022-01..2022-05"))) == "2023-01..2023-05"


def quoted(text: str, value: str, place: str, unit: str = "元") -> Answer:
    figure = Figure(Span("a", 0, len(text)), text, Quantity(Decimal(value), unit, Decimal(place)))
    fact = Fact(figure, Question("", unit, None))
    return Answer("quoted", figure.quantity, "take", facts=(fact,))


@pytest.mark.parametrize(
    ("place", "written_as"),
    [
        ("×场", ("", 0, "场")),
        ("×万立方米", ("万", 0, "立方米")),
        ("____万元", ("万", 0, "元")),
        ("（　）家", ("", 0, "家")),
        ("{{x}}亿元", ("亿", 0, "元")),
        ("1.83亿元", ("亿", 2, "元")),
        ("8台（套）", ("", 0, "台（套）")),
        ("十家", ("", 0, "家")),
        ("三千万元", ("万", 0, "元")),
    ],
)
def test_a_place_says_how_its_value_is_written(
    place: str, written_as: tuple[str, int, str]
) -> None:
    assert form(place) == written_as


@pytest.mark.parametrize(
    ("text", "value", "place", "where", "shown"),
    [
        ("28713.6万元", "287136000", "1000", "2.67亿元", "2.87亿元"),
        ("2.87亿元", "287000000", "1000000", "×亿元", "2.87亿元"),
        ("28,713.6", "287136000", "1000", "×万元", "28713.6万元"),
        ("1.2亿元", "120000000", "10000000", "9860万元", "1.2亿元"),
        ("8600元", "8600", "0", "9100元", "8600元"),
    ],
)
def test_a_value_takes_the_scale_of_its_place_without_inventing_digits(
    text: str, value: str, place: str, where: str, shown: str
) -> None:
    assert printed(quoted(text, value, place), where, "元") == shown


@given(
    st.sampled_from(
        ["增长", "增加", "上升", "提高", "扩大", "高于", "前移", "下降", "减少", "收窄", "低于"]
    )
)
def test_a_direction_word_turned_twice_keeps_its_direction(word: str) -> None:
    found = direction_word(f"同比{word}")
    assert found
    back = direction_word(f"同比{turned(turned(word))}")
    assert back
    assert back[2] == found[2]
    other = direction_word(f"同比{turned(word)}")
    assert other
    assert other[2] != found[2]


def test_near_repeats_are_found_and_others_not() -> None:
    said = heard()
    said.add(pairs("4月18日，市国资委主任到南湾水厂扩建工程现场调研"))
    assert said.find(pairs("4月18日，市国资委主任一行到南湾水厂扩建工程现场调研"))
    assert said.find(pairs("市国资委主任到南湾水厂扩建工程现场调研时，详细询问了各标段工期"), 0.5)
    assert not said.find(pairs("6月8日，集团在青石水厂举行应急演练"))


@given(st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=30))
def test_a_sentence_is_like_itself(text: str) -> None:
    assert likeness(pairs(text), pairs(text)) in {0.0, 1.0}


# Small jobs of other offices: quarters, and traps ------------------------------------------------

QUARTERS = {
    "1.md": "# 云湖市第二人民医院2023年第一季度工作简报\n\n2023年4月6日\n\n## 一、医疗运行\n\n一季度，全院门急诊量21.36万人次，同比增长8.2%。截至3月底，开放床位820张。\n",
    "2.md": "# 云湖市第二人民医院2023年上半年工作简报\n\n2023年7月5日\n\n## 一、医疗运行\n\n上半年，全院门急诊量44.18万人次，同比增长9.1%。截至6月底，开放床位850张。\n",
    "3.md": "# 云湖市第二人民医院2023年第三季度工作简报\n\n2023年10月9日\n\n## 一、医疗运行\n\n三季度，全院门急诊量23.05万人次。\n",
    "4.md": "# 云湖市第二人民医院2023年第四季度工作简报\n\n2024年1月8日\n\n## 一、医疗运行\n\n四季度，全院门急诊量24.47万人次。截至12月底，开放床位880张。\n",
}  # fmt: skip
LAST_YEAR = "# 云湖市第二人民医院2022年工作总结\n\n## 一、工作完成情况\n\n全年，全院门急诊量81.52万人次，同比增长6.3%。年末开放床位800张。满意度测评列全市三级医院第3位。\n"


def job(folder: Path, briefs: dict[str, str], last: str) -> tuple[list[str], Wishes]:
    (folder / "briefs").mkdir()
    for name, text in briefs.items():
        (folder / "briefs" / name).write_text(text, encoding="utf-8")
    (folder / "last.md").write_text(last, encoding="utf-8")
    return [str(folder / "briefs")], Wishes(like=str(folder / "last.md"))


def test_a_year_from_a_half_and_two_quarters(tmp_path: Path) -> None:
    made = draft(*job(tmp_path, QUARTERS, LAST_YEAR)).draft
    assert made.period == "2023"
    assert "门急诊量91.70万人次，同比增减×%。年末开放床位880张。" in made.text


def test_a_number_that_nothing_understood_is_not_left_as_it_was(tmp_path: Path) -> None:
    made = draft(*job(tmp_path, QUARTERS, LAST_YEAR)).draft
    assert "第3位" not in made.text
    odd = LAST_YEAR.replace("第3位", "第3位，开通12389服务")
    (tmp_path / "again").mkdir()
    slots = draft(*job(tmp_path / "again", QUARTERS, odd)).draft.slots
    assert [s.status for s in slots if s.text == "12389"] == ["carried"]


def test_this_issue_prevails_where_it_says_so(tmp_path: Path) -> None:
    head = "# 青禾县市场监管局2023年{}月工作简报\n\n2023年{}月5日\n\n## 一、工作开展情况\n\n"
    briefs = {
        "1.md": head.format(1, 2) + "1月，检查食品经营单位120家次。\n",
        "2.md": head.format(2, 3) + "2月，检查食品经营单位98家次。\n",
        "3.md": head.format(3, 4)
        + "3月，检查食品经营单位143家次。2月简报所列检查食品经营单位98家次有误，应为108家次，以本期为准。\n",
    }
    last = "# 青禾县市场监管局2022年第一季度工作总结\n\n## 一、工作开展情况\n\n一季度，检查食品经营单位301家次。\n"
    made = draft(*job(tmp_path, briefs, last)).draft
    assert made.text.count("371家次") == 1
    assert made.slots[0].how == "sum"


def test_a_correction_in_other_words_keeps_the_sum_open(tmp_path: Path) -> None:
    head = "# 石桥县市场监管局2022年{}月工作简报\n\n2022年{}月6日\n\n## 一、执法办案\n\n"
    briefs = {
        f"{m}.md": head.format(m, m + 1) + f"{m}月，立案调查各类线索{n}件。\n"
        for m, n in ((1, 42), (2, 35), (3, 51))
    }
    briefs["4.md"] = (
        head.format(4, 5) + "经核实，3月份立案数应为49件，3月简报数字有误，以本期为准。\n"
    )
    last = "# 石桥县市场监管局2021年第一季度工作总结\n\n## 一、执法办案\n\n一季度，立案调查各类线索119件。\n"
    slot = draft(*job(tmp_path, briefs, last)).draft.slots[0]
    assert slot.status == "blank"
    assert "更正" in slot.why


OFFICE = "# 石桥县市场监管局2022年{}\n\n{}\n\n## 一、工作开展情况\n\n"
OLD = (
    "# 石桥县市场监管局2021年上半年工作总结\n\n## 一、工作开展情况\n\n"
    "（一）执法办案。办结案件41件，同比下降3.2%。5月9日，局机关举行消防演练。\n\n"
    "## 二、存在问题\n\n一是人手紧张，持证人员仅有7名。二是上半年办结案件41件，数量偏少。\n"
)


def office(folder: Path, carry: str = "mark") -> str:
    briefs = {
        "6.md": OFFICE.format("6月工作简报", "2022年7月6日")
        + "上半年，办结案件52件。6月2日，县长林知远到窗口调研，看望值班人员。\n"
    }
    paths, wishes = job(folder, briefs, OLD)
    return draft(paths, Wishes(like=wishes.like, carry=carry)).draft.text  # type: ignore[arg-type]


def test_headings_carry_no_claim_and_open_changes_no_direction(tmp_path: Path) -> None:
    text = office(tmp_path)
    assert "（一）执法办案。办结案件52件，同比增减×%。×月×日，局机关举行消防演练。" in text
    assert "县长林知远到窗口调研" in text


def test_the_day_under_a_signature_waits_for_this_years(tmp_path: Path) -> None:
    head = "# 石桥县市场监管局2022年6月工作简报\n\n2022年7月5日\n\n## 一、执法办案\n\n"
    briefs = {"6.md": head + "7月5日，局机关举行消防演练。上半年，办结案件52件。\n"}
    last = OLD.rstrip() + "\n\n石桥县市场监管局\n\n2021年7月5日\n"
    assert draft(*job(tmp_path, briefs, last)).draft.text.endswith("2022年×月×日\n")


def test_a_line_broken_within_a_figure_is_copied_nowhere(tmp_path: Path) -> None:
    brief = tmp_path / "1.txt"
    brief.write_text(
        "石桥县市场监管局2022年6月工作简报\n2022年7月6日\n上半年，办结案件52件。\n"
        "初步核算，全年共争取到位各类资金2191.55\n亿元，资金使用情况总体良好有序。\n",
        encoding="utf-8",
    )
    found = run.read(brief)
    assert isinstance(found, Document)
    told = [passage.source.text for passage in passages([run.analyse(found)], [True]).all]
    assert "上半年，办结案件52件。" in told
    assert not any("资金" in sentence for sentence in told)


def test_what_is_dropped_leaves_no_hole_in_a_list(tmp_path: Path) -> None:
    text = office(tmp_path, "drop")
    assert "消防演练" not in text
    assert "持证人员" not in text
    assert "一是上半年办结案件52件" in text


def test_a_figure_of_another_office_that_jumps_stays_open(tmp_path: Path) -> None:
    briefs = {
        "6.md": OFFICE.format("6月工作简报", "2022年7月6日") + "6月，检查商户30家。\n",
        "7.md": "# 云湖市市场监管局关于2022年上半年执法情况的通报\n\n2022年7月9日\n\n"
        "上半年，石桥县市场监管局办结案件90件。\n",
    }
    slot = draft(*job(tmp_path, briefs, OLD)).draft.slots[0]
    assert (slot.status, [c.printed for c in slot.candidates]) == ("blank", ["90件"])


def test_a_report_without_title_or_body_must_show_whose_it_is(tmp_path: Path) -> None:
    last = "# 临江市2021年统计公报\n\n## 一、财政\n\n全年，全市一般公共预算支出31.25亿元。\n"
    budget = "2021年，在临江市开展试点。全市一般公共预算支出完成29.80亿元。\n"
    paths, wishes = job(tmp_path, {"a.txt": budget}, last)
    slot = draft(paths, Wishes(like=wishes.like, period="2021")).draft.slots[0]
    assert (slot.status, slot.value) == ("blank", None)


COMPANY = "# 云岭市公交集团有限公司2022年{}月工作简报\n\n2022年{}月5日\n\n## 一、运行情况\n\n"
PLANS = (
    "## 二、下半年工作打算\n\n1. 车辆管理。\n\n（一）全年客运量达到1.75亿人次。\n\n"
    "（二）新开线路不少于5条。\n"
)


def test_a_company_s_report_without_template(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    told = "上半年，完成客运量8012万人次。从票种看，月票客运量2100万人次。\n\n"
    brief = COMPANY.format(6, 7) + told + PLANS
    late = "# 服务热线分析\n\n2022年7月8日\n\n## 一、受理情况\n\n上半年，受理投诉312件。\n"
    for name, text in (("6月.md", brief), ("热线.md", late)):
        (tmp_path / "briefs" / name).write_text(text, encoding="utf-8")
    made = draft([str(tmp_path / "briefs")]).draft
    assert made.period == "2022-H1"
    assert "完成客运量8012万人次" in made.text
    assert "从票种看" not in made.text
    plans = made.sections[-1]
    assert plans.heading.endswith("下半年工作计划")
    said = ["".join(s.text for s in paragraph) for paragraph in plans.paragraphs]
    assert said == ["全年客运量达到1.75亿人次。", "新开线路不少于5条。"]


def test_events_are_told_in_order_of_their_days(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    told = "上半年，办结案件52件。6月17日，县局召开执法工作会议。6月9日，县长林知远到窗口调研，看望值班人员。\n"
    text = OFFICE.format("6月工作简报", "2022年7月6日") + told
    (tmp_path / "briefs" / "6.md").write_text(text, encoding="utf-8")
    made = draft([str(tmp_path / "briefs")]).draft.text
    assert 0 < made.index("6月9日") < made.index("6月17日")


MASKED = (
    "×县水利局2023年上半年工作总结\n\n一、工作情况\n\n"
    "我县选聘×、×分别担任河湖巡查员，×县河长制工作得到肯定。"
    "×月×日，局长×等到×饮品有限公司、×水务有限公司开展节水服务。"
    "会上，×有限公司、×有限公司作了交流。"
)


def test_names_between_the_same_words_are_filled_and_lists_that_any_would_fit_are_not(
    tmp_path: Path,
) -> None:
    briefs = {
        "3.md": "# 云禾县水利局2023年3月工作简报\n\n2023年4月4日\n\n"
        "选聘宋一川、何秀芝分别担任河湖巡查员，云禾县巡河26次。\n",
        "5.md": "# 云禾县水利局2023年5月工作简报\n\n2023年6月5日\n\n"
        "5月12日，局长陆青禾等到云泉饮品有限公司、惠民水务有限公司开展节水服务，现场办公。\n"
        "帮助甲田有限公司、乙山有限公司办理取水许可。\n",
    }
    made = draft(*job(tmp_path, briefs, MASKED)).draft
    text = "".join(s.text for section in made.sections for p in section.paragraphs for s in p)
    assert "选聘宋一川、何秀芝分别担任河湖巡查员，云禾县河长制" in text
    assert "5月12日，局长陆青禾等到云泉饮品有限公司、惠民水务有限公司" in text
    assert "×有限公司、×有限公司作了交流" in text
    names = [slot for slot in made.slots if slot.kind in {"name", "organisation", "place", "date"}]
    assert all(slot.sources for slot in names if slot.value is not None)


@pytest.mark.parametrize(
    ("who", "filled"), [("高水平", False), ("民主", False), ("研究型", False), ("青禾", True)]
)
def test_a_plain_word_between_the_same_words_is_no_name(
    tmp_path: Path, who: str, filled: bool
) -> None:
    told = f"6月2日，与{who}大学签订节水技术合作协议，巡河26次。\n"
    briefs = {"6.md": "# 云禾县水利局2023年6月工作简报\n\n2023年7月4日\n\n" + told}
    last = (
        "云禾县水利局2022年上半年工作总结\n\n一、工作情况\n\n与×大学签订节水技术合作协议，巡河×次。"
    )
    made = draft(*job(tmp_path, briefs, last)).draft
    assert (f"与{who}大学" in made.sections[-1].paragraphs[0][0].text) is filled


def test_slips_of_the_pen_in_last_report_are_put_right_and_no_figure_is_touched(
    tmp_path: Path,
) -> None:
    briefs = {"6.md": "# 云禾县水利局2023年6月工作简报\n\n2023年7月4日\n\n1—6月，巡河26次。\n"}
    last = (
        "云禾县水利局2022年上半年工作总结\n\n一、工作情况\n\n"
        "上半年，巡河１５次。截止目前，河湖面貌明显好转。"
    )
    text = draft(*job(tmp_path, briefs, last)).draft.text
    assert "巡河26次" in text
    assert "截至目前，河湖面貌明显好转" in text


def test_an_event_without_a_clear_section_is_listed_and_not_put_into_any(tmp_path: Path) -> None:
    told = "6月2日，县图书馆新馆奠基仪式在城南举行，各界代表参加。6月5日，举办河湖巡查培训班，讲解巡河要点。\n"
    briefs = {"6.md": "# 云禾县水利局2023年6月工作简报\n\n2023年7月4日\n\n" + told + "巡河26次。\n"}
    last = (
        "云禾县水利局2022年上半年工作总结\n\n一、河湖巡查\n\n上半年，河湖巡查15次，巡查人员培训4期。"
        "\n\n二、农村供水\n\n上半年，供水抢修8次。"
    )
    made = draft(*job(tmp_path, briefs, last)).draft
    assert "图书馆" not in made.text
    assert any("图书馆" in source.text for source in made.unrouted)
    assert "6月5日，举办河湖巡查培训班" in made.text


@pytest.mark.parametrize(
    ("told", "filled"),
    [
        ("发放贷款286万元。", True),
        ("6月，发放贷款286万元。", False),
        ("发放贷款52万元。", False),
        ("5月，发放贷款21万元。\n\n发放贷款286万元。", False),
    ],
)
def test_what_a_brief_on_month_and_half_tells_once_is_the_half_s_if_of_its_size(
    tmp_path: Path, told: str, filled: bool
) -> None:
    head = "# 云禾县水利局2023年6月暨上半年工作情况\n\n2023年7月4日\n\n上半年，巡河26次。\n\n"
    briefs = {"上半年工作情况.md": head + told + "\n"}
    last = "# 云禾县水利局2022年上半年工作总结\n\n## 一、工作情况\n\n发放贷款312万元。巡河20次。\n"
    slot = draft(*job(tmp_path, briefs, last)).draft.slots[0]
    assert (slot.value is not None) is filled
    assert not filled or "请核实" in slot.why


def test_a_leader_s_visit_is_offered_with_what_was_asked_for(tmp_path: Path) -> None:
    visit = "4月18日，县长蒙立新到新院区工地调研，要求倒排工期、确保年底前开放300张床位。"
    briefs = QUARTERS | {
        "5.md": f"# 云湖市第二人民医院2023年4月工作简报\n\n2023年5月8日\n\n{visit}\n"
    }
    last = LAST_YEAR + "\n## 二、党建工作\n\n发展党员3名。\n"
    assert visit in draft(*job(tmp_path, briefs, last)).draft.text


def test_a_body_of_a_kind_that_no_list_has_is_known_by_its_titles(tmp_path: Path) -> None:
    briefs = {name: text.replace("第二人民医院", "气象台") for name, text in QUARTERS.items()}
    other = "# 海津气象局关于2023年情况的通报\n\n2024年1月9日\n\n2023年，全院门急诊量860万人次。\n"
    last = LAST_YEAR.replace("第二人民医院", "气象台")
    made = draft(*job(tmp_path, briefs | {"9.md": other}, last)).draft
    assert made.org == "云湖市气象台"
    assert "门急诊量91.70万人次" in made.text
