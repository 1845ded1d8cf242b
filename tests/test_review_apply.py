"""Decisions of the review page put on the draft, and everything rebuilt from draft.json."""

import json

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from sample_draft import DRAFT, QUOTED, large

from nlpsum.cli import main
from nlpsum.model import Decision
from nlpsum.run import read
from nlpsum.run.decide import BadDecisionsError, decide
from nlpsum.run.saved import BadDraftError, load
from nlpsum.write import WRITERS, draft_json
from nlpsum.write.review import signature


def decisions(*made, draft=DRAFT):
    record = {"schema": 1, "draft": signature(draft), "title": draft.title, "decisions": made}
    return json.dumps(record).encode()


def after(*made):
    """The sample's slots in reading order once the decisions are applied."""
    decided = decide(DRAFT, decisions(*made))
    assert decided.refused == ()
    return [slot for sentence in decided.draft.sentences for slot in sentence.slots]


def test_draft_json_is_read_back():
    back = load(draft_json.write(DRAFT))
    assert back.sections == DRAFT.sections
    assert back.slots == DRAFT.slots
    assert back.unused[0].text == DRAFT.unused[0].text
    assert (back.grid, back.unread, back.unrouted) == (DRAFT.grid, DRAFT.unread, DRAFT.unrouted)
    assert signature(back) == signature(DRAFT)
    assert draft_json.write(replace(back, documents=DRAFT.documents)) == draft_json.write(DRAFT)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"schema": 1}', b"\xff", b'{"schema": 2}'])
def test_what_is_no_draft_is_told_in_one_line(data):
    with pytest.raises(BadDraftError) as told:
        load(data)
    assert "\n" not in str(told.value)


def test_accepted_stays_as_it_was():
    slot = after({"slot": "s1", "action": "accept"})[0]
    assert slot == replace(QUOTED, decision=Decision("accept", "8.46亿元"))


def test_a_candidate_taken_brings_its_source():
    slot = after({"slot": "s4", "action": "take", "candidate": 2})[3]
    assert (slot.status, slot.printed, slot.value) == ("quoted", "215家", "215")
    assert slot.sources[0].text == "215家"
    assert [candidate.printed for candidate in slot.candidates] == ["213家"]


def test_a_rejected_figure_is_a_blank_that_remembers():
    slot = after({"slot": "s1", "action": "reject", "reason": "口径不对"})[0]
    assert (slot.status, slot.printed, slot.value) == ("blank", "×亿元", None)
    assert slot.candidates[0].printed == "8.46亿元"
    assert "口径不对" in slot.why


def test_an_edit_has_its_plain_value_and_basis():
    made = {"slot": "s1", "action": "edit", "value": "8.5亿元", "reason": "统计月报", "by": "李明"}
    slot = after(made)[0]
    assert (slot.status, slot.printed, slot.value) == ("quoted", "8.5亿元", "850000000")
    assert slot.decision == Decision("edit", "8.46亿元", "统计月报", "李明")


def test_an_open_slot_assigned_stays_open():
    slot = after({"slot": "s6", "action": "assign", "reason": "催报", "by": "李明"})[5]
    assert (slot.status, slot.printed) == ("blank", "×处")
    assert slot.decision.by == "李明"


@pytest.mark.parametrize(
    "made",
    [
        {"slot": "s4", "action": "accept"},
        {"slot": "s6", "action": "accept"},
        {"slot": "s6", "action": "assign", "reason": "催报"},
        {"slot": "s6", "action": "take", "candidate": 2},
        {"slot": "s6", "action": "take", "candidate": 0},
        {"slot": "s1", "action": "reject", "reason": " "},
        {"slot": "s1", "action": "edit", "value": "9亿元"},
        {"slot": "s1", "action": "edit", "value": "", "reason": "统计月报"},
        {"slot": "s1", "action": "burn"},
        {"slot": "s99", "action": "accept"},
        {},
    ],
)
def test_what_the_page_would_refuse_is_refused_here(made):
    decided = decide(DRAFT, decisions(made))
    assert decided.applied == 0
    assert len(decided.refused) == 1
    assert decided.draft.sections == DRAFT.sections


def test_decisions_on_another_draft_are_not_applied():
    with pytest.raises(BadDecisionsError, match="另一稿"):
        decide(DRAFT, decisions(draft=large(8)))


@pytest.mark.parametrize("data", [b"", b"[]", b'{"schema": 1}', b'{"decisions": [1]}'])
def test_what_are_no_decisions_is_told_in_one_line(data):
    with pytest.raises(BadDecisionsError) as told:
        decide(DRAFT, data)
    assert "\n" not in str(told.value)


def test_equal_slots_are_decided_one_by_one():
    draft = large(8)
    draft = replace(draft, slots=tuple(s for one in draft.sentences for s in one.slots))
    made = {"slot": "s5", "action": "reject", "reason": "重复"}
    decided = decide(draft, decisions(made, draft=draft)).draft
    printed = [slot.printed for one in decided.sentences for slot in one.slots]
    assert (printed[0], printed[4]) == ("8.46亿元", "×亿元")
    assert [slot.printed for slot in decided.slots] == printed


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "draft.json").write_bytes(draft_json.write(DRAFT))
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["review", "apply", *map(str, arguments)])


def test_everything_is_rebuilt_beside_the_draft(folder):
    made = {"slot": "s4", "action": "take", "candidate": 2}
    (folder / "decisions.json").write_bytes(decisions(made))
    before = (folder / "draft.json").read_bytes()
    done = run(folder / "decisions.json")
    assert done.exit_code == 1, done.output
    assert "套用1条意见，还有1处×" in done.output
    assert "4份材料不在原处或已改动" in done.output
    assert {path.name for path in (folder / "reviewed").iterdir()} == {w.filename for w in WRITERS}
    assert "总数达到215家" in (folder / "reviewed" / "report.md").read_text(encoding="utf-8")
    assert (folder / "draft.json").read_bytes() == before
    first = {path.name: path.read_bytes() for path in (folder / "reviewed").iterdir()}
    run(folder / "decisions.json")
    assert first == {path.name: path.read_bytes() for path in (folder / "reviewed").iterdir()}


def test_a_brief_that_is_still_there_keeps_its_lines_and_a_changed_one_loses_them(tmp_path):
    path = tmp_path / "1月简报.txt"
    path.write_text("1月简报\n走访企业31家。\n", encoding="utf-8")
    document = read(str(path))
    written = draft_json.write(replace(DRAFT, documents=(document,)))
    assert load(written).documents == (document,)
    path.write_text("1月简报\n走访企业32家。\n", encoding="utf-8")
    (gone,) = load(written).documents
    assert (gone.path, gone.title, gone.text) == (str(path), document.title, "")


def test_bad_input_is_one_line_and_exit_2(folder):
    done = run(folder / "missing.json")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert "missing.json" in done.output
    (folder / "decisions.json").write_bytes(b"{}")
    done = run(folder / "decisions.json")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert not (folder / "reviewed").exists()
