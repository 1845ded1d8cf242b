"""Events: every dated event of the sample job; patterns as data, also the user's own; bad ones named."""

import json
from functools import cache
from pathlib import Path

import pytest

from nlpsum.extract import ENTITIES, EVENTS
from nlpsum.extract.events import patterns
from nlpsum.kit import Kit
from nlpsum.model import Analysis, Event
from nlpsum.run import analyse, read
from nlpsum.terms import BadTermsError, Terms, with_patterns
from nlpsum.text import Document

CORPORA = Path(__file__).parent.parent / "corpora"
GOLD = json.loads((CORPORA / "briefs.gold.json").read_text(encoding="utf-8"))["events"]
KIT = Kit(extractors=(ENTITIES, EVENTS))


@cache
def analysed(file: str) -> Analysis:
    document = read(CORPORA / "briefs" / file)
    assert isinstance(document, Document)
    return analyse(document, KIT)


def triggered(analysis: Analysis, trigger: str, date: str) -> list[Event]:
    """The events of a day whose trigger is the word given, or holds it."""
    quote = analysis.document.quote
    return [e for e in analysis.events if str(e.period) == date and trigger in quote(e.trigger)]


@pytest.mark.parametrize(
    ("file", "gold"),
    [(file, gold) for gold in GOLD for file in (gold["file"], *gold["also"])],
    ids=lambda value: value if isinstance(value, str) else value["trigger"],
)
def test_every_dated_event_of_the_sample_job(file: str, gold: dict[str, str]) -> None:
    found = triggered(analysed(file), gold["trigger"], gold["date"])
    assert len(found) == 1, [(e.actor, e.object, str(e.period)) for e in analysed(file).events]
    assert gold["actor"] in found[0].actor
    assert found[0].mode == "done"
    said = found[0].object + found[0].place
    assert not gold["place"] or gold["place"] in said or gold["place"] in found[0].actor


def of(text: str, *lines: str) -> list[tuple[str, str]]:
    document = Document("page", text)
    found = analyse(document, KIT, Terms(patterns=lines)).events
    return [(document.quote(event.trigger), event.kind) for event in found]


def test_a_pattern_of_the_users_own_comes_first() -> None:
    text = "3月5日，市水务局蓄水北岸水库。"
    assert of(text) == []
    assert of(text, '{"label": "start", "pattern": [{"TEXT": "蓄水"}]}') == [("蓄水", "start")]
    own = '{"label": "other", "pattern": [{"TEXT": "召开"}]}'
    assert of("3月5日，市水务局召开座谈会。", own) == [("召开", "other")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "第1行"),
        ('{"label": "start"}', "第1行"),
        ('{"label": "start", "pattern": [{"TAG": "v"}]}', "TEXT"),
        ('{"label": "start", "pattern": [{"TEXT": "通水"}, {"TEXT": "x", "OP": "x"}]}', "OP"),
        ('{"label": "start", "pattern": [{"TEXT": "通水"}, {"LEMMA": "x"}]}', "LEMMA"),
        ('{"label": "start", "pattern": [{"TEXT": "通水"}, {"TEXT": {"FUZZY": "x"}}]}', "FUZZY"),
        ('{"label": "start", "pattern": [{"TEXT": "通水"}, {"TEXT": {"REGEX": "("}}]}', "第1行"),
    ],
)
def test_a_bad_pattern_is_named_in_one_line(line: str, said: str) -> None:
    with pytest.raises(patterns.BadPatternError) as caught:
        patterns.compiled((line,))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_patterns_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"label": "start", "pattern": [{"TEXT": "通水"}]}\n', encoding="utf-8")
    assert len(with_patterns(Terms(), path).patterns) == 1
    with pytest.raises(BadTermsError, match=r"none\.jsonl"):
        with_patterns(Terms(), tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("ops", "words", "takes"),
    [
        ("1", "甲乙", 1),
        ("?", "甲乙乙", 2),
        ("?", "甲丙", 1),
        ("*", "甲乙乙丙", 3),
        ("+", "甲丙", 0),
        ("+", "甲乙乙", 3),
        ("!", "甲乙", 0),
        ("!", "甲丙", 2),
    ],
)
def test_ops_mean_what_they_mean_in_spacy(ops: str, words: str, takes: int) -> None:
    row = [{"TEXT": "甲"}, {"TEXT": "乙", "OP": ops}]
    if ops == "1":
        row = [{"TEXT": "甲"}]
    known = patterns.compiled((json.dumps({"label": "x", "pattern": row}),))
    cut = [(text, "n") for text in words]
    hits = [index for index, text in enumerate(words) if text in known]
    found = list(patterns.matches(cut, hits, len(cut), known))
    assert [match.last for match in found] == ([takes] if takes else [])


def test_a_trigger_that_may_be_missing_says_nothing_where_it_is() -> None:
    tokens = [{"TEXT": "正式"}, {"TEXT": "通水", "OP": "?"}]
    line = json.dumps({"label": "start", "pattern": tokens, "trigger": 1})
    assert of("3月5日，市水务局北岸泵站正式通水。", line) == [("通水", "start")]
    assert of("3月5日，市水务局北岸泵站正式", line) == []
