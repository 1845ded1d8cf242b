"""The two engines cut the same words (they part on runs such as 20%); words cover the text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlpsum.text import fold
from nlpsum.words import Words, engines, tagger

PROSE = """
柳河区科技局3月份召开科技特派员工作座谈会，市科技局副局长到会指导。全区新认定高新技术企业12家，
同比增加2家，技术合同交易额达到1.26亿元。下一步，将加快推进众创空间建设，力争年底前建成投用。
"""


def words(text: str, engine: str) -> list[str]:
    return list(Words(text, engine).texts)


@pytest.mark.skipif(len(engines()) < 2, reason="only one engine is installed")
def test_engines_agree_on_prose() -> None:
    for line in PROSE.splitlines():
        assert words(line, "rjieba") == words(line, "jieba")


def test_full_width_digits_are_one_word() -> None:
    assert words("１２００家", "") == ["1200", "家"]


def test_users_words_stay_whole() -> None:
    cut = tagger("", (("云柜港", 20000),))
    assert "云柜港" in [text for text, _ in cut("本月云柜港上线运行")]


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_words_cover_the_text(text: str) -> None:
    found = Words(text)
    spans = list(pairwise(found.starts))
    assert [fold(text)[first:last] for first, last in spans] == found.texts
    assert found.starts[-1] == len(text)
