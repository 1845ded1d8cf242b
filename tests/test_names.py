"""Names and events: the pages beside the modules are the cases; laws that hold for any text."""

from itertools import pairwise
from pathlib import Path

import pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlpsum.extract import ENTITIES, EVENTS
from nlpsum.kit import Kit
from nlpsum.model import Analysis, Event
from nlpsum.run import analyse
from nlpsum.terms import Terms
from nlpsum.text import Document
from nlpsum.words import Words, engines

KIT = Kit(extractors=(ENTITIES, EVENTS))


def read(text: str, terms: Terms | None = None) -> Analysis:
    return analyse(Document("page", text), KIT, terms)


def labelled(text: str, terms: Terms | None = None) -> list[tuple[int, int, str]]:
    return [
        (
            entity.span.start,
            entity.span.end,
            entity.label + (f"={entity.name}" if entity.name != entity.text else ""),
        )
        for entity in read(text, terms).entities
    ]


def told(event: Event) -> str:
    parts = (("谁", event.actor), ("何", event.object), ("时", event.date), ("地", event.place))
    said = [f"{name}={part}" for name, part in parts if part]
    return " ".join([event.kind, *said, *(["plan"] if event.mode == "plan" else [])])


@pytest.mark.parametrize(
    "case", pages.cases("extract/names"), ids=lambda case: f"{case.page.stem}:{case.line}"
)
def test_names_of_the_page(case: pages.PageCase) -> None:
    assert pages.mark(case.text, labelled(case.text)) == case.marked


@pytest.mark.parametrize(
    "case", pages.cases("extract/events"), ids=lambda case: f"{case.page.stem}:{case.line}"
)
def test_events_of_the_page(case: pages.PageCase) -> None:
    found = [(e.trigger.start, e.trigger.end, told(e)) for e in read(case.text).events]
    assert pages.mark(case.text, found) == case.marked


PIECES = st.sampled_from(
    [
        *(
            "市科技局",
            "区政务服务中心",
            "副局长庄以恒",
            "《关于加强管理的通知》",
            "“双拥”活动",
            "柳农〔2020〕7号",
        ),
        *(
            "召开",
            "印发",
            "调研",
            "2020年3月5日",
            "（以下简称“甲”）",
            "等3家企业",
            "、",
            "，",
            "。",
            "的",
            "在",
            "到",
        ),
        *("《", "”", "（", "\n", " ", "　", "１２", "a", "🙂", "x" * 40),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_names_are_apart_in_order_and_quote_the_text(text: str) -> None:
    found = read(text).entities
    for name in found:
        assert text[name.span.start : name.span.end] == name.text
        assert name.text.strip()
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_an_event_holds_its_trigger_and_quotes_the_text(text: str) -> None:
    for event in read(text).events:
        assert event.span.start <= event.trigger.start < event.trigger.end <= event.span.end
        assert all(
            part in text.replace("１２", "12") for part in (event.actor, event.object, event.date)
        )


# Minutes of work each, were any step's cost to grow with the square of the length.
HOSTILE = (
    "召开",
    "召开，",
    "召开。",
    "开展检查",
    "张",
    "市",
    "中",
    "张工程",
    "“一”",
    "王立新、",
    "、",
    "市科技局（以下简称“市局”）",
    "到望禾村、",
    "《",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = (piece * (20_000 // len(piece) + 1))[:20_000]
    for mention in (*(found := read(text)).entities, *found.events):
        assert mention.span.end <= len(text)


def test_the_users_own_names_come_first() -> None:
    terms = Terms(names={"ORG": ("云柜联盟",)}, aliases={"云柜": "云柜联盟"})
    assert labelled("云柜联盟与云柜洽谈。", terms) == [(0, 4, "ORG"), (5, 7, "ORG=云柜联盟")]
    assert labelled("云柜联盟洽谈。") == []


@pytest.mark.skipif(len(engines()) < 2, reason="one engine is installed")
def test_both_engines_of_words_give_the_same_names() -> None:
    text = "6月24日，市财政局在柳塘镇召开座谈会，印发《关于加强管理的通知》。"
    assert Words(text, "jieba").texts == Words(text, "rjieba").texts


def test_modules_have_pages() -> None:
    folder = Path(__file__).parent.parent / "nlpsum" / "extract"
    for name in (
        "organisations",
        "places",
        "persons",
        "titles",
        "days",
        "programmes",
        "short_names",
    ):
        assert (folder / "names" / f"{name}.md").exists(), name
