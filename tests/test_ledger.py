"""The ledger on hand-made figures: each operator, and what must not be answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlpsum import period
from nlpsum.ledger import Answer, Ledger, build
from nlpsum.ledger.bodies import same_house
from nlpsum.model import Analysis, Figure
from nlpsum.quantity import Quantity
from nlpsum.text import Document

BODY = "青禾水务集团有限公司"


def brief(
    name: str, *lines: tuple[str, str, str], body: str = BODY, day: str = "2023-07-05"
) -> Analysis:
    """A document of sentences; each line is (sentence with ⟦figure⟧, ``metric|unit|value|place``,
    ``period`` and after a ``|`` further fields as ``kind=change``)."""
    text, figures = "", []
    for sentence, what, rest in lines:
        left = sentence.index("⟦")
        printed = sentence[left + 1 : sentence.index("⟧")]
        start = len(text) + left
        metric, unit, value, place = what.split("|")
        when, *more = rest.split("|")
        fields = dict(pair.split("=") for pair in more)
        text += sentence.replace("⟦", "").replace("⟧", "") + "\n"
        quantity = Quantity(Decimal(value), unit, Decimal(place))
        figures.append(
            (start, printed, quantity, metric, period.parse(when) if when else None, fields)
        )
    document = Document(name, text, body=body, date=date.fromisoformat(day))
    return Analysis(
        document,
        tuple(
            Figure(document.span(s, s + len(t)), t, q, m, period=p, **fields)
            for s, t, q, m, p, fields in figures
        ),
    )


def monthly(*values: str, metric: str = "供水量") -> list[Analysis]:
    """One brief a month with that month's value; an empty value leaves the metric out."""
    return [
        brief(
            f"{i:02}.txt",
            (f"{i}月份，完成{metric}⟦{value}万立方米⟧。", f"{metric}|立方米|{Decimal(value) * 10000}|1000",
             f"2023-{i:02}"),
        )
        for i, value in enumerate(values, 1)
        if value
    ]  # fmt: skip


def ask(
    ledger: Ledger, metric: str = "供水量", unit: str = "立方米", when: str = "2023-H1", **more: str
) -> Answer:
    return ledger.ask(ledger.question(metric, unit, period.parse(when), **more))  # type: ignore[arg-type]


def value(answer: Answer) -> str:
    return answer.quantity.printed if answer.quantity else ""


def test_a_printed_total_is_taken_and_checked_against_its_months() -> None:
    whole = brief(
        "06.txt", ("1—6月累计供水量⟦21.6万立方米⟧。", "供水量|立方米|216000|1000", "2023-H1")
    )
    answer = ask(build([*monthly("1.1", "2.2", "3.3", "4.4", "5.5", "5.1"), whole]))
    assert (answer.status, answer.how, value(answer)) == ("quoted", "take", "216000")
    assert "与累计数一致" in answer.formula


def test_a_printed_total_that_its_months_contradict_is_a_conflict_with_both_sides() -> None:
    whole = brief(
        "06.txt", ("1—6月累计供水量⟦26.1万立方米⟧。", "供水量|立方米|261000|1000", "2023-H1")
    )
    answer = ask(build([*monthly("1.1", "2.2", "3.3", "4.4", "5.5", "5.1"), whole]))
    assert answer.status == "conflict"
    assert answer.quantity is None
    assert [r.quantity.printed for r in answer.sides] == ["261000", "216000"]


def test_six_months_are_added_and_the_formula_says_so() -> None:
    answer = ask(build(monthly("1.1", "2.2", "3.3", "4.4", "5.5", "5.1")))
    assert (answer.status, answer.how, value(answer)) == ("derived", "sum", "216000")
    assert answer.formula.startswith("1月1.1万立方米＋2月2.2万立方米")
    assert sum(fact.figure.quantity.value for fact in answer.facts) == 216000


def test_a_missing_month_is_named_and_the_partial_sum_only_offered() -> None:
    answer = ask(build(monthly("1.1", "", "3.3", "4.4", "5.5", "5.1")))
    assert (answer.status, answer.why) == ("blank", "缺2月")
    assert answer.rejected[0].quantity.printed == "194000"


def test_a_quarter_covers_its_months_once() -> None:
    quarter = brief(
        "q1.txt", ("一季度累计供水量⟦6.6万立方米⟧。", "供水量|立方米|66000|1000", "2023-Q1")
    )
    ledger = build([*monthly("1.1", "2.2", "", "4.4", "5.5", "5.1"), quarter])
    assert value(ask(ledger)) == "216000"


def test_a_month_is_the_difference_of_two_running_totals() -> None:
    ledger = build(
        [
            brief(
                "5.txt",
                ("1—5月供水量⟦16.5万立方米⟧。", "供水量|立方米|165000|1000", "2023-01..2023-05"),
            ),
            brief("6.txt", ("1—6月供水量⟦21.6万立方米⟧。", "供水量|立方米|216000|1000", "2023-H1")),
        ]
    )
    answer = ask(ledger, when="2023-06")
    assert (answer.how, value(answer)) == ("difference", "51000")


@pytest.mark.parametrize(
    ("metric", "unit", "what"),
    [
        ("漏损率", "%", "rate"),
        ("日均供水量", "立方米", "mean"),
        ("应收账款余额", "元", "stock"),
    ],
)
def test_what_cannot_be_added_is_never_added(metric: str, unit: str, what: str) -> None:
    briefs = [
        brief(f"{i}.txt", (f"{i}月{metric}⟦8{unit}⟧。", f"{metric}|{unit}|8|0.1", f"2023-{i:02}"))
        for i in range(1, 7)
    ]
    assert ask(build(briefs), metric, unit).status == "blank", what


def test_a_stock_has_its_value_at_the_end_only() -> None:
    may = brief(
        "5.txt",
        ("截至5月底，资产总额⟦45.92亿元⟧。", "资产总额|元|4592000000|1000000", "@2023-05-31"),
    )
    june = brief(
        "6.txt",
        ("截至6月底，资产总额⟦46.38亿元⟧。", "资产总额|元|4638000000|1000000", "@2023-06-30"),
    )
    assert ask(build([may]), "资产总额", "元").status == "blank"
    answer = ask(build([may, june]), "资产总额", "元")
    assert (answer.how, value(answer)) == ("latest", "4638000000")


def test_two_documents_that_disagree_are_a_conflict_unless_they_round_alike() -> None:
    one = brief("6.txt", ("上半年更换智能水表⟦1.36万只⟧。", "智能水表|只|13600|100", "2023-H1"))
    other = brief(
        "8.txt", ("上半年累计更换智能水表⟦1.31万只⟧。", "智能水表|只|13100|100", "2023-H1")
    )
    exact = brief("9.txt", ("上半年更换智能水表⟦13612只⟧。", "智能水表|只|13612|0", "2023-H1"))
    answer = ask(build([one, other]), "更换智能水表", "只")
    assert answer.status == "conflict"
    assert {r.quantity.printed for r in answer.sides} == {"13600", "13100"}
    assert value(ask(build([one, exact]), "智能水表", "只")) == "13612"


def test_a_correction_replaces_the_month_and_voids_totals_printed_before_it() -> None:
    months = monthly("1.1", "2.2", "3.3", "4.4", "5.5", "5.1")
    total = brief(
        "05b.txt",
        ("1—5月累计供水量⟦16.5万立方米⟧。", "供水量|立方米|165000|1000", "2023-01..2023-05"),
        day="2023-06-05",
    )
    text = "5月供水量由5.5万立方米更正为5.2万立方米。"
    document = Document("06b.txt", text, body=BODY, date=date(2023, 7, 5))
    both = [("5.5万立方米", "55000"), ("5.2万立方米", "52000")]
    correction = Analysis(
        document,
        tuple(
            Figure(
                document.span(text.index(t), text.index(t) + len(t)), t,
                Quantity(Decimal(v), "立方米", Decimal(1000)), "供水量" if i == 0 else "",
                period=period.parse("2023-05"),
            )
            for i, (t, v) in enumerate(both)
        ),
    )  # fmt: skip
    answer = ask(build([*months, total, correction]))
    assert (answer.how, value(answer)) == ("sum", "213000")
    assert any("更正" in r.why for r in answer.rejected)


def test_one_metric_under_a_declared_short_name() -> None:
    full = brief("1.txt", (
        "老旧小区“一梯一档、一键报修”改造（以下简称梯档改造）完成⟦620户⟧。",
        "老旧小区“一梯一档、一键报修”改造|户|620|0", "2023-01"))  # fmt: skip
    later = brief("2.txt", ("梯档改造完成⟦415户⟧。", "梯档改造|户|415|0", "2023-02"))
    answer = ask(build([full, later]), "梯档改造", "户", "2023-01..2023-02")
    assert value(answer) == "1035"


def test_word_order_and_empty_verbs_do_not_make_two_metrics() -> None:
    one = brief("1.txt", ("处理污水⟦5万立方米⟧。", "处理污水|立方米|50000|10000", "2023-H1"))
    assert value(ask(build([one]), "污水处理量")) == "50000"


@pytest.mark.parametrize("wrong", ["售水量", "新建供水管网", "供水"])
def test_similar_names_are_candidates_only(wrong: str) -> None:
    one = brief("1.txt", ("改造供水管网⟦5公里⟧。", "改造供水管网|公里|5|1", "2023-H1"))
    assert ask(build([one]), wrong, "公里").status == "blank"


def test_figures_of_another_body_or_place_do_not_answer() -> None:
    city = brief(
        "11.txt", ("上半年供水量⟦99万立方米⟧。", "供水量|立方米|990000|10000", "2023-H1"),
        body="云汀市住房和城乡建设局",
    )  # fmt: skip
    whole = brief(
        "6.txt", ("全市供水量⟦98万立方米⟧。", "供水量|立方米|980000|10000", "2023-H1|scope=全市")
    )
    part = brief(
        "7.txt",
        ("自来水公司供水量⟦3万立方米⟧。", "供水量|立方米|30000|10000", "2023-H1|scope=自来水公司"),
    )
    answer = ask(build([city, whole, part], body=BODY))
    assert answer.status == "blank"
    assert any("口径" in r.why for r in answer.rejected)


def test_a_department_of_the_body_speaks_for_it() -> None:
    centre = brief(
        "8.txt",
        ("上半年受理工单⟦36188件⟧。", "受理工单|件|36188|0", "2023-H1"),
        body="客户服务中心",
    )
    assert value(ask(build([centre], body=BODY), "受理工单", "件")) == "36188"


def test_targets_and_last_year_never_fill() -> None:
    ledger = build(
        [
            brief(
                "1.txt",
                ("力争供水量⟦30万立方米⟧。", "供水量|立方米|300000|10000", "2023-H1|kind=target"),
            ),
            brief(
                "2.txt", ("去年同期供水量⟦20万立方米⟧。", "供水量|立方米|200000|10000", "2022-H1")
            ),
        ]
    )
    assert ask(ledger).status == "blank"


def test_a_change_is_worked_out_from_two_printed_levels() -> None:
    ledger = build(
        [
            brief(
                "8.txt",
                ("投诉类工单⟦1655件⟧。", "投诉类工单|件|1655|0", "2023-H1"),
                ("上年同期投诉类工单⟦1862件⟧。", "投诉类工单|件|1862|0", "2022-H1"),
            )
        ]
    )
    answer = ask(ledger, "投诉类工单", "件", kind="change", basis="同比")
    assert (answer.how, value(answer), answer.direction) == ("difference", "207", "down")
    share = ask(ledger, "投诉类工单", "%", kind="change", basis="同比")
    assert (share.how, value(share), share.direction) == ("combine", "11.1", "down")


@pytest.mark.parametrize(
    ("speaker", "asker", "same"),
    [
        ("青禾水务集团有限公司安全生产委员会", "青禾水务集团有限公司", True),
        ("客户服务中心", "云湖市公共交通集团有限公司", True),
        ("云湖市交通运输局", "云湖市公共交通集团有限公司", False),
        ("云湖市第一人民医院", "云湖市第二人民医院", False),
        ("云湖市卫生健康委员会", "云湖市第二人民医院", False),
        ("柳河区科学技术局", "柳河区科技局", True),
        ("柳河区财政局", "柳河区科技局", False),
        ("柳河区财政局", "柳河区人民政府", True),
        ("市公交集团", "云湖市公共交通集团有限公司", True),
        ("公交集团客户服务中心", "云湖市公共交通集团有限公司", True),
        ("市交通局", "云湖市公共交通集团有限公司", False),
        ("市人民医院", "云湖市第一人民医院", False),
        ("云湖市科技局", "柳河区科技局", False),
        ("海津海关", "临浦海关", False),
        ("海津海关", "临浦气象台", False),
        ("海津气象局", "云湖市气象台", False),
        ("", "柳河区科技局", True),
    ],
)
def test_who_speaks_for_whom(speaker: str, asker: str, same: bool) -> None:
    assert same_house(speaker, asker) is same


def test_documents_of_nobody_known_are_asked_without_error() -> None:
    said = ("1月供水量⟦1万立方米⟧。", "供水量|立方米|10000|10000", "2023-01|scope=自来水公司")
    answer = ask(build([brief("1.txt", said, body="")]), when="2023-01")
    assert answer.rejected[0].why == "口径不同（自来水公司）"


def test_a_part_of_what_was_done_takes_no_stock() -> None:
    stock = brief(
        "6.txt", ("6月末新装水表⟦900只⟧。", "新装水表|只|900|1", "@2023-06-30"), body=BODY
    )
    asked = brief(
        "last.txt",
        ("完成改造水表300只，同比增长2%，其中新装水表⟦40只⟧。", "新装水表|只|40|1", "2023-H1"),
    )
    ledger = build([stock])
    (question,) = ledger.questions(asked.document, asked.figures)
    assert ledger.ask(question).status == "blank"


def test_nothing_is_done_after_its_document_s_day() -> None:
    early = brief(
        "4.txt", ("供水量⟦3.3万立方米⟧。", "供水量|立方米|33000|1000", "2023-H1"), day="2023-05-05"
    )
    assert ask(build([early])).status == "blank"


def test_own_documents_and_another_s_that_differ_are_a_conflict() -> None:
    own = brief("6.txt", ("上半年供水量⟦21.6万立方米⟧。", "供水量|立方米|216000|1000", "2023-H1"))
    other = brief(
        "11.txt",
        (f"{BODY}水质稳定，供水量⟦26.1万立方米⟧。", "供水量|立方米|261000|1000", "2023-H1"),
        body="云汀市住房和城乡建设局",
    )
    answer = ask(build([own, other], body=BODY))
    assert answer.status == "conflict"
    assert {side.quantity.printed for side in answer.sides} == {"216000", "261000"}


@pytest.mark.parametrize(
    ("printed", "status"), [("1461", "conflict"), ("1416", "quoted"), ("9461", "quoted")]
)
def test_a_near_value_for_the_whole_place_by_another_of_its_bodies_is_a_conflict(
    printed: str, status: str
) -> None:
    own = brief(
        "6.txt", ("上半年开发岗位⟦1416个⟧。", "开发岗位|个|1416|1", "2023-H1"), body="云汀市人社局"
    )
    other = brief(
        "专报.txt",
        (f"全市开发岗位⟦{printed}个⟧。", f"开发岗位|个|{printed}|1", "2023-H1|scope=全市"),
        body="云汀市就业服务中心",
    )
    ledger = build([own, other], body="云汀市人社局")
    asked = ledger.question("开发岗位", "个", period.parse("2023-H1"))
    assert ledger.ask(asked).status == status


def test_heads_counted_are_what_they_are_heads_of() -> None:
    told = brief("6.txt", ("录用人数⟦305人⟧。", "录用人数|人|305|1", "2023-H1"))
    answer = build([told]).ask(build([told]).question("录用", "人", period.parse("2023-H1")))
    assert answer.status == "quoted"


def question_of(ledger: Ledger, sentence: str, what: str, rest: str) -> Answer:
    """The answer to the figure of one sentence of last report."""
    asked = brief("last.txt", (sentence, what, rest))
    (question,) = ledger.questions(asked.document, asked.figures)
    return ledger.ask(question)


def test_a_correction_takes_back_the_metric_that_it_names_not_every_figure_of_that_value() -> None:
    told = brief(
        "12.txt",
        ("全年营业收入⟦1.58亿元⟧。", "营业收入|元|158000000|1000000", "2023"),
        ("全年完成投资⟦1.58亿元⟧。", "投资|元|158000000|1000000", "2023"),
        day="2024-01-05",
    )
    later = brief(
        "更正.txt",
        ("2023年营业收入由⟦1.58亿元⟧", "营业收入|元|158000000|1000000", "2023"),
        day="2024-01-20",
    )
    text = "2023年营业收入由1.58亿元更正为1.56亿元。\n"
    new = Figure(
        later.document.span(19, 25), "1.56亿元", Quantity(Decimal(156000000), "元", Decimal(10**6)),
        "营业收入", period=period.parse("2023"),
    )  # fmt: skip
    later = Analysis(
        Document("更正.txt", text, body=BODY, date=date(2024, 1, 20)), (*later.figures, new)
    )
    ledger = build([told, later])
    assert value(ask(ledger, "营业收入", "元", "2023")) == "156000000"
    assert value(ask(ledger, "投资", "元", "2023")) == "158000000"


def test_what_is_told_of_a_day_to_come_is_a_plan() -> None:
    early = brief(
        "4.txt",
        ("6月底，供水户数达到⟦80万户⟧。", "供水户数|户|800000|10000", "@2023-06-30"),
        day="2023-04-24",
    )
    assert ask(build([early]), "供水户数", "户", "@2023-06-30").status == "blank"


def test_a_mark_that_was_passed_is_no_operand() -> None:
    passed = brief(
        "2.txt",
        ("上半年供水量突破⟦2亿立方米⟧大关。", "供水量|立方米|200000000|100000000", "2023-H1"),
        ("下半年供水量⟦2.11亿立方米⟧。", "供水量|立方米|211000000|1000000", "2023-H2"),
        day="2024-01-05",
    )
    assert ask(build([passed]), when="2023").status == "blank"


@pytest.mark.parametrize(
    ("sentence", "what", "rest", "wanted"),
    [
        ("截至5月，实现供水量⟦1万立方米⟧。", "供水量|立方米|10000|1000", "@2023-05-31", "165000"),
        ("截至5月，供水量增速⟦1%⟧。", "供水量|%|1|1", "@2023-05-31|kind=change", "7.2"),
        ("截至5月，供水量余额⟦1万立方米⟧。", "供水量余额|立方米|10000|1000", "@2023-05-31", ""),
    ],
)
def test_what_was_done_until_a_day_is_what_was_done_since_january(
    sentence: str, what: str, rest: str, wanted: str
) -> None:
    grown = brief("05.txt", ("1—5月供水量同比增长⟦7.2%⟧。", "供水量|%|7.2|0.1", "2023-01..2023-05|kind=change"))  # fmt: skip
    ledger = build([*monthly("1.1", "2.2", "3.3", "4.4", "5.5"), grown])
    assert value(question_of(ledger, sentence, what, rest)) == wanted


def test_what_is_so_now_is_of_the_last_day() -> None:
    told = brief(
        "6.txt",
        ("目前，集团有⟦43名⟧科技特派员驻点。", "科技特派员|名|43|1", "2023-06"),
        ("全年计划选派科技特派员⟦60名⟧。", "科技特派员|名|60|1", "2023"),
    )
    asked = ("⟦20名⟧科技特派员驻点服务。", "科技特派员|名|20|1", "2023-H1")
    assert value(question_of(build([told]), *asked)) == "43"
    whole = ("⟦20名⟧科技特派员驻点服务。", "科技特派员|名|20|1", "2023")
    assert value(question_of(build([told]), *whole)) != "60"


def test_examples_before_what_they_are_of_are_no_part_of_its_name() -> None:
    told = brief(
        "6.txt",
        (
            "拥有线缆检测、秸秆利用等市级创新平台⟦27家⟧。",
            "线缆检测、秸秆利用等市级创新平台|家|27|1",
            "@2023-06-30",
        ),
    )
    assert value(ask(build([told]), "市级创新平台", "家", "@2023-06-30")) == "27"


def test_a_year_s_figure_told_early_is_no_half_s_where_months_are_told() -> None:
    early = brief(
        "5.txt", ("完成供水量⟦5.5万立方米⟧。", "供水量|立方米|55000|1000", "2023"), day="2023-06-05"
    )
    assert ask(build([*monthly("1.1", "2.2", "3.3", "4.4"), early])).status == "blank"
    assert value(ask(build([early]))) == "55000"


def test_the_grid_shows_a_quarter_s_figure_where_its_months_have_none() -> None:
    quarter = brief("3.txt", ("一季度供水量⟦6.6万立方米⟧。", "供水量|立方米|66000|1000", "2023-Q1"))
    ledger = build([*monthly("1.1", "", "", "4.4"), quarter])
    ((name, cells),) = ledger.grid(period.parse("2023-H1"))
    assert name == "供水量"
    assert [text for _, text in cells] == [
        "1.1万立方米", "一季度6.6万立方米", "一季度6.6万立方米", "4.4万立方米", "", "",
    ]  # fmt: skip


def test_a_bare_verb_beside_a_metric_is_another_thing() -> None:
    told = brief(
        "6.txt",
        ("上半年排查纠纷⟦204起⟧。", "排查矛盾纠纷|起|204|1", "2023-H1"),
        ("排查有序，上半年化解⟦198起⟧。", "排查矛盾纠纷|起|198|1", "2023-H1"),
    )
    ledger = build([told])
    found = question_of(ledger, "排查纠纷⟦186起⟧。", "排查矛盾纠纷|起|186|1", "2023-H1")
    solved = question_of(ledger, "排查有序，化解⟦179起⟧。", "排查矛盾纠纷|起|179|1", "2023-H1")
    assert (value(found), value(solved)) == ("204", "198")
