"""Polishing: the model never sees a fact, and an answer that loses or adds one is not taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlpsum.draft.polish import NoModelError, local_model, polished
from nlpsum.model import Sentence, Slot

SLOT = Slot(0, 5, "×万元", "amount", "税收", "元", "quoted", "28100000", "2810万元")
SENTENCE = Sentence(("上半年完成税收收入", SLOT, "，6月28日召开“双创”会议。"), "framed")


def test_the_model_sees_markers_only() -> None:
    seen = []

    def model(text: str) -> str:
        seen.append(text)
        return text

    assert polished(SENTENCE, model).text == SENTENCE.text
    assert seen == ["上半年完成税收收入⟦1⟧，⟦2⟧⟦3⟧召开⟦4⟧会议。"]


def test_a_faithful_answer_is_taken_with_its_slots() -> None:
    made = polished(SENTENCE, lambda _: "⟦2⟧⟦3⟧召开⟦4⟧会议，上半年税收收入达⟦1⟧。")
    assert made.text == "6月28日召开“双创”会议，上半年税收收入达2810万元。"
    assert made.slots == (SLOT,)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "上半年完成税收收入⟦1⟧。",
        "上半年完成税收收入⟦1⟧⟦1⟧，⟦2⟧⟦3⟧召开⟦4⟧会议。",
        "上半年完成税收收入⟦1⟧，同比增长5%，⟦2⟧⟦3⟧召开⟦4⟧会议。",
        "上半年完成税收收入⟦1⟧，涉及三家企业，⟦2⟧⟦3⟧召开⟦4⟧会议。",
        "上半年完成税收收入⟦1⟧，翻番，⟦2⟧⟦3⟧召开⟦4⟧会议。",
        "上半年完成税收收入⟦1⟧，⟦2⟧⟦3⟧召开⟦4⟧会议。\n注：⟦5⟧",
        "上半年完成税收收入⟦1⟧，⟦2⟧⟦3⟧召开⟦4⟧会议。" + "很好" * 30 + "。",
        "上半年完成税收收入⟦１⟧，⟦2⟧⟦3⟧召开⟦4⟧会议。",
    ],
)
def test_an_answer_that_cannot_be_trusted_is_not_taken(answer: str) -> None:
    assert polished(SENTENCE, lambda _: answer) == SENTENCE


@given(st.text("⟦⟧1234上半年，。家5", max_size=40))
def test_whatever_a_model_says_the_facts_stay(answer: str) -> None:
    made = polished(SENTENCE, lambda _: answer)
    assert made.slots == (SLOT,)
    assert "“双创”" in made.text
    assert "6月" in made.text
    assert "28日" in made.text


def test_names_are_kept() -> None:
    seen = []
    polished(Sentence(("陆明谦主持会议。",), "framed"), lambda t: seen.append(t) or t, ["陆明谦"])
    assert seen == ["⟦1⟧主持会议。"]


def test_a_folder_without_a_model_is_told_in_one_line(tmp_path) -> None:
    with pytest.raises(NoModelError) as caught:
        local_model(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_a_missing_folder_is_named_before_any_library_is_asked(tmp_path) -> None:
    with pytest.raises(NoModelError, match="没有这个模型文件夹"):
        local_model(str(tmp_path / "none"))
