"""Drafting the sample job: what is filled, what stays open, and the way back from each figure."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from nlpsum.cli import main
from nlpsum.quantity import plain
from nlpsum.run import read
from nlpsum.run.draft import Drafted, Wishes, draft
from nlpsum.text import Document
from nlpsum.write.draft_json import write

ROOT = Path(__file__).parent.parent
BRIEFS = ROOT / "corpora" / "briefs"
LAST = BRIEFS / "last" / "2019上半年工作总结.docx"
GOLD = json.loads((ROOT / "corpora" / "briefs.gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def like() -> Drafted:
    return draft([str(BRIEFS)], Wishes(like=str(LAST)))


@pytest.fixture(scope="module")
def plain_draft() -> Drafted:
    return draft([str(BRIEFS)])


def normal(value: str) -> str:
    try:
        return plain(Decimal(value))
    except ArithmeticError:
        return value


def verdicts(made: Drafted) -> dict[int, str]:
    """Each answer of the gold by number: right, open, conflict, or WRONG."""
    document = read(str(LAST))
    assert isinstance(document, Document)
    found = {}
    for gold in GOLD["slots"]:
        at = document.text.index(gold["sentence"])
        start = (
            at
            + [m.start() for m in re.finditer(re.escape(gold["text"]), gold["sentence"])][
                gold.get("occurrence", 0)
            ]
        )
        end = start + len(gold["text"])
        slot = next(s for s in made.draft.slots if s.start < end and start < s.end)
        wanted = {normal(v) for v in (gold["value"], *gold.get("accept", [])) if v}
        if slot.value is None:
            found[gold["id"]] = slot.status
        elif gold["expect"] == "fill" and normal(slot.value) in wanted:
            found[gold["id"]] = "right"
        else:
            found[gold["id"]] = f"WRONG {slot.value}"
    return found


def test_last_report_is_filled_and_nothing_is_filled_wrongly(like: Drafted) -> None:
    found = verdicts(like)
    assert [v for v in found.values() if v.startswith("WRONG")] == []
    fill = [g["id"] for g in GOLD["slots"] if g["expect"] == "fill"]
    assert sum(found[i] == "right" for i in fill) >= 0.8 * len(fill)
    for gold in GOLD["slots"]:
        if gold["expect"] != "fill":
            assert found[gold["id"]] in {"blank", "conflict"}, gold


@pytest.mark.parametrize(
    ("metric", "status", "value", "why"),
    [
        ("大型科研仪器共享服务", "blank", None, "缺2月"),
        ("走访企业", "conflict", None, "不一致"),
        ("科技业务", "derived", "827", ""),
        ("技术服务", "derived", "557", ""),
        ("兑付科技创新券资金", "quoted", "743000", ""),
        ("省重点研发计划项目", "quoted", "4", ""),
    ],
    ids=["gap", "conflict", "correction", "two names", "table only", "tracked change"],
)
def test_the_built_in_difficulties_come_out_as_documented(
    like: Drafted, metric: str, status: str, value: str | None, why: str
) -> None:
    slot = next(s for s in like.draft.slots if metric in s.metric)
    assert (slot.status, slot.value) == (status, value)
    assert why in slot.why


@pytest.mark.parametrize("which", ["like", "plain_draft"])
def test_every_printed_figure_leads_back_to_the_characters_of_its_brief(
    which: str, request: pytest.FixtureRequest
) -> None:
    made: Drafted = request.getfixturevalue(which)
    texts = {document.path: document.text for document in made.draft.documents}
    slots = [slot for sentence in made.draft.sentences for slot in sentence.slots]
    told = [slot for slot in slots if slot.value is not None and slot.status != "carried"]
    assert len(told) > 20
    for slot in told:
        assert slot.sources, slot
        for source in slot.sources:
            span = source.span
            assert texts[span.doc][span.start : span.end] == source.text, slot
        if slot.status == "derived":
            assert slot.formula
    assert made.unsourced == ()


def test_a_sum_can_be_worked_out_again_from_its_sources(like: Drafted) -> None:
    sums = [s for s in like.draft.slots if s.how == "sum"]
    assert sums
    for slot in sums:
        terms = slot.formula.partition("＝")[0].split("＋")
        values = [Decimal(re.search(r"[\d.]+(?=[^\d月]*$)", t)[0]) for t in terms]  # type: ignore[index]
        assert plain(sum(values, Decimal(0))) == slot.value


def test_years_roll_on_and_titles_and_document_numbers_do_not(like: Drafted) -> None:
    text = like.draft.text
    assert like.draft.title.startswith("青屿区科技局2020年上半年")
    assert "2019年度全区研发经费" in text
    assert "（砚府〔2018〕24号）" in text


def test_document_numbers_are_slots_quoted_or_carried(like: Drafted) -> None:
    numbers = [s for s in like.draft.slots if s.kind == "document"]
    assert [s.text for s in numbers if s.text.startswith("砚府")] == ["砚府〔2018〕24号"]
    for slot in numbers:
        assert slot.status == ("quoted" if slot.sources else "carried")
        assert slot.printed


def test_an_event_of_this_year_takes_the_place_of_last_year_s(like: Drafted) -> None:
    assert "建党98周年" not in like.draft.text
    assert like.draft.text.count("建党99周年") == 1


def test_offered_events_are_said_once(like: Drafted) -> None:
    offered = [s.text for s in like.draft.sentences if s.made == "offered"]
    assert offered
    assert len(set(offered)) == len(offered)
    assert sum("科技创新发展政策资金的通知" in text for text in offered) <= 1


@pytest.mark.parametrize(
    ("carry", "made"), [("keep", set()), ("drop", set()), ("mark", {"carried"})]
)
def test_carried_sentences_are_kept_dropped_or_marked(carry: str, made: set[str]) -> None:
    drafted = draft([str(BRIEFS)], Wishes(like=str(LAST), carry=carry))  # type: ignore[arg-type]
    assert {s.made for s in drafted.draft.sentences} & {"carried"} == made
    assert ("严格落实中央八项规定精神" in drafted.draft.text) is (carry != "drop")


def test_a_report_without_a_template_has_sums_events_and_plans(plain_draft: Drafted) -> None:
    text = plain_draft.draft.text
    assert plain_draft.draft.period == "2020-H1"
    assert "三、下半年工作计划" in text
    assert "技术合同成交额12202.8万元" in text
    assert "557人次" in text
    assert not re.search(r"全市.{0,12}2\.57亿元", text)


def test_two_runs_give_the_same_bytes(like: Drafted) -> None:
    again = draft([str(BRIEFS)], Wishes(like=str(LAST)))
    assert write(like.draft) == write(again.draft)


# The command ------------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["draft", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_the_command_writes_all_outputs_and_says_what_is_open(tmp_path: Path) -> None:
    code, said = run(str(BRIEFS), "--like", str(LAST), "-o", str(tmp_path / "out"))
    assert code == 1
    assert "没有来源的数字：0" in said
    assert "冲突：" in said
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"report.docx", "report.md", "draft.json", "evidence.xlsx"} <= names
    assert not any(name.startswith(".") for name in names)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere"], "没有这个文件或文件夹"),
        (["empty"], "文件夹是空的"),
        (["words"], "没有一个数字"),
        (["words", "--like", "words/a.txt"], "没有标题"),
        (["words", "--like", "nothing.docx"], "nothing.docx"),
        (["words", "--period", "2020-H3"], "--period"),
        (["words", "--template", "无此模板"], "没有这个模板"),
        ([], "没有说材料在哪里"),
    ],
)
def test_bad_input_is_one_line_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "a.txt").write_text("会议强调要抓好落实。\n", encoding="utf-8")
    code, said = run(*arguments)
    assert code == 2
    assert says in said
    assert len(said.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_unreadable_file_is_listed_and_the_rest_is_drafted(tmp_path: Path) -> None:
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "last").mkdir()
    (folder / "last" / "old.txt").write_text("2019年完成产值9亿元。", encoding="utf-8")
    (folder / "~$6月.docx").write_bytes(b"lock")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "6月.txt").write_text(
        "柳河区工信局2020年6月工作简报\n\n1—6月，全区规模以上工业总产值完成12.5亿元。\n",
        encoding="utf-8",
    )
    code, said = run(str(folder), "-o", str(tmp_path / "out"))
    assert code == 1
    assert "坏.docx" in said
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "12.5亿元" in report
    assert "9亿元" not in report


def test_built_in_templates_are_listed() -> None:
    code, said = run("--list-templates")
    assert code == 0
    assert [line.split("　")[0] for line in said.splitlines()] == [
        "半年工作总结",
        "年度工作总结",
        "月度简报汇编",
    ]
