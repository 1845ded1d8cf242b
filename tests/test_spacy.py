"""The bridge to spaCy: entry point, exact spans, records on the Doc, pipe, DocBin, disk, displaCy."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

spacy = pytest.importorskip("spacy")

from spacy import displacy  # noqa: E402 - only where spaCy is installed
from spacy.tokens import Doc, DocBin  # noqa: E402

TEXT = (
    "6月11日，市科技局局长祁望舒到砚湖蓝穹检测技术有限公司调研。\n"
    "上半年，技术合同成交额１２２０２.８万元， 同比增长23.6%，发放补助×万元。\r\n"
)


@pytest.fixture(scope="module")
def nlp():
    made = spacy.blank("zh")
    made.add_pipe("nlpsum")
    return made


def spans(group) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in group]


def test_names_figures_blanks_and_events_are_exact_spans(nlp) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert spans(doc.ents) == [
        ("6月11日", "DATE"),
        ("市科技局", "ORG"),
        ("祁望舒", "PERSON"),
        ("砚湖蓝穹检测技术有限公司", "ORG"),
        ("上半年", "DATE"),
    ]
    assert spans(doc.spans["figures"]) == [("１２２０２.８万元", "level"), ("23.6%", "change")]
    assert [span.text for span in doc.spans["blanks"]] == ["×万元"]
    assert spans(doc.spans["events"])[:1] == [
        ("市科技局局长祁望舒到砚湖蓝穹检测技术有限公司调研", "visit")
    ]


def test_records_are_those_of_extract(nlp) -> None:
    doc = nlp(TEXT)
    assert doc.spans["figures"][0]._.nlpsum["value"] == "122028000"
    assert doc.spans["events"][0]._.nlpsum["place"] == "砚湖蓝穹检测技术有限公司"
    assert doc.ents[1]._.nlpsum["name"] == "市科技局"
    for record in doc._.nlpsum:
        if "text" in record:
            assert TEXT[record["start"] : record["end"]] == record["text"]


def test_words_are_those_of_the_cutter(nlp) -> None:
    from nlpsum.words import Words

    doc = nlp("市财政局召开座谈会。")
    assert [(t.text, t.tag_) for t in doc] == Words(doc.text).cut


@pytest.mark.parametrize("text", ["", " ", "\n\n", "　", " 甲  乙 ", "🙂召开", "\ta\r\nb"])
def test_any_text_comes_back_as_it_was(nlp, text: str) -> None:
    assert nlp(text).text == text


def test_pipe_gives_what_single_calls_give(nlp) -> None:
    texts = [TEXT, "省财政厅印发《关于加强管理的通知》。", ""]
    for doc, text in zip(nlp.pipe(texts, batch_size=2), texts, strict=True):
        assert doc._.nlpsum == nlp(text)._.nlpsum


def test_a_docbin_keeps_everything(nlp) -> None:
    doc = nlp(TEXT)
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (back,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert spans(back.ents) == spans(doc.ents)
    assert spans(back.spans["events"]) == spans(doc.spans["events"])
    # Its format has no lists: they come back as tuples.
    assert json.dumps(back._.nlpsum) == json.dumps(doc._.nlpsum)
    assert back.spans["figures"][1]._.nlpsum["basis"] == "同比"


def test_a_pipeline_saved_and_loaded_finds_the_same(nlp, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    assert spacy.load(tmp_path / "model")(TEXT)._.nlpsum == nlp(TEXT)._.nlpsum


def test_displacy_draws_it(nlp) -> None:
    doc = nlp(TEXT)
    assert "砚湖蓝穹检测技术有限公司" in displacy.render(doc, style="ent")
    assert "visit" in displacy.render(doc, style="span", options={"spans_key": "events"})


def test_the_users_own_terms_and_patterns(tmp_path: Path) -> None:
    terms = tmp_path / "terms.toml"
    terms.write_text('[names]\nORG = ["云柜联盟"]\n', encoding="utf-8")
    mine = tmp_path / "mine.jsonl"
    mine.write_text('{"label": "start", "pattern": [{"TEXT": "通水"}]}\n', encoding="utf-8")
    made = spacy.blank("zh")
    made.add_pipe("nlpsum", config={"terms": str(terms), "patterns": str(mine)})
    doc = made("3月5日，云柜联盟通水北岸泵站。")
    assert ("云柜联盟", "ORG") in spans(doc.ents)
    assert [span.label_ for span in doc.spans["events"]] == ["start"]


def test_only_the_extractors_asked_for_run(nlp) -> None:
    made = spacy.blank("zh")
    made.add_pipe("nlpsum", config={"extract": ["events", "entities"]})
    doc, whole = made(TEXT), nlp(TEXT)
    assert spans(doc.ents) == spans(whole.ents)
    assert spans(doc.spans["events"]) == spans(whole.spans["events"])
    assert not doc.spans["figures"]
    with pytest.raises(ValueError, match="figurs"):
        spacy.blank("zh").add_pipe("nlpsum", config={"extract": ["figurs"]})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲 乙", [("甲", " "), ("乙", "")]),
        (" 甲", [(" ", ""), ("甲", "")]),
        ("甲  乙", [("甲", " "), (" ", ""), ("乙", "")]),
    ],
)
def test_a_blank_belongs_to_the_word_before(nlp, text: str, words: list[tuple[str, str]]) -> None:
    assert [(token.text, token.whitespace_) for token in nlp(text)] == words


def test_the_event_patterns_load_into_a_span_ruler(nlp) -> None:
    from nlpsum.pipe import span_ruler_patterns

    made = spacy.blank("zh")
    made.tokenizer = nlp.tokenizer
    made.add_pipe("span_ruler").add_patterns(span_ruler_patterns())
    doc = made("区科技局召开座谈会，企业恢复生产。")
    assert {("召开", "meeting"), ("恢复生产", "start")} <= set(spans(doc.spans["ruler"]))


def test_nothing_else_imports_spacy() -> None:
    probe = (
        "import sys, nlpsum\n"
        "from nlpsum.text import Document\n"
        "nlpsum.analyse(Document('page', '6月1日，市财政局召开座谈会。'))\n"
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_words_end_where_names_do_before_any_component_runs(nlp) -> None:
    made, whole = nlp.make_doc(TEXT), nlp(TEXT)
    assert [token.text for token in made] == [token.text for token in whole]
    assert not made.ents
    at = TEXT.index("祁望舒")
    assert made.char_span(at, at + 3) is not None


def test_anothers_words_are_cut_where_spans_are() -> None:
    made = spacy.blank("zh")
    tokenizer = made.tokenizer
    made.add_pipe("nlpsum")
    made.tokenizer = lambda text: Doc(made.vocab, [text], [False])
    doc = made("6月11日，市科技局召开座谈会。")
    assert spans(doc.ents) == [("6月11日", "DATE"), ("市科技局", "ORG")]
    made.tokenizer = tokenizer  # one character a token
    assert spans(made("6月11日，市科技局召开座谈会。").ents) == spans(doc.ents)
