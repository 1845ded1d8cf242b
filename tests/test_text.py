"""Laws of the ground: folding moves nothing, sentences are ordered, lines and columns lead back."""

import re

from hypothesis import given
from hypothesis import strategies as st

from nlpsum.text import alternation, fold, holding, line_and_column, sentences

TEXT = st.text(
    st.sampled_from("一是完成投资增长，；。！？”）\n 　0123４５％．aＡ×")
    | st.characters(exclude_categories=[]),
    max_size=200,
)


@given(TEXT)
def test_folding_moves_nothing_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert all(fold(one) == two for one, two in zip(text, folded, strict=True))


def test_folding_keeps_chinese_punctuation() -> None:
    assert fold("１２．５％，（Ａ）：３～５；") == "12.5%，（A）：3～5；"


@given(TEXT)
def test_sentences_are_ordered_trimmed_and_cover_all_but_blanks(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert not text[at:start].strip()
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(TEXT, st.sets(st.integers(0, 199)))
def test_the_sentences_that_hold_places_are_those_of_the_text(text: str, some: set[int]) -> None:
    places = [at for at in sorted(some) if at < len(text)]
    held = [(a, b) for a, b in sentences(text) if any(a <= at < b for at in places)]
    assert list(holding(list(sentences(text)), places)) == held


@given(TEXT, st.integers(0, 200))
def test_line_and_column_lead_back(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    line, column = line_and_column(text, offset)
    lines = text.split("\n")
    assert sum(len(one) + 1 for one in lines[: line - 1]) + column - 1 == offset


@given(st.sets(st.text("元个万亿", min_size=1, max_size=4), min_size=1), st.text("元个万亿x"))
def test_an_alternation_takes_the_longest_word(words: set[str], text: str) -> None:
    match = re.match(alternation(dict.fromkeys(words, "")), text)
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    assert (match.group() if match else None) == longest


def test_an_alternation_minds_what_must_follow() -> None:
    pattern = alternation({"千瓦": "(?!时)", "千": ""})
    found = [match.group() for match in re.finditer(pattern, "千瓦级 千瓦时")]
    assert found == ["千瓦", "千"]
