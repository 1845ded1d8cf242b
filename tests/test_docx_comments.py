from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from office import W, docx, inserted, p, r, table, tc, tr, trap_docx

from nlpsum.read.docx import read
from nlpsum.write.docx_comments import annotate

TRAPPED = trap_docx()
TEXT = read("a.docx", TRAPPED).text


def commented(data: bytes) -> dict[str, tuple[str, str]]:
    """What each comment covers and says, read from the XML alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        comments = etree.fromstring(archive.read("word/comments.xml"))
    said = {c.get(f"{{{W}}}id"): "\n".join("".join(q.itertext()) for q in c) for c in comments}
    open_, covered = set(), {}
    for element in body.iter():
        tag = etree.QName(element).localname
        if tag == "commentRangeStart":
            open_.add(element.get(f"{{{W}}}id"))
        elif tag == "commentRangeEnd":
            open_.discard(element.get(f"{{{W}}}id"))
        elif tag in {"t", "sym", "noBreakHyphen"}:
            for number in open_:
                covered[number] = covered.get(number, "") + (element.text or "?")
    return {number: (covered.get(number, ""), said[number]) for number in said}


@pytest.mark.parametrize(
    ("body", "target"),
    [
        (p("投资", r("12", "<w:b/>"), r("3.5"), r("亿元")), "123.5"),
        (p("投资123.5亿元"), "123.5"),
        (p("增长", inserted(r("新8.2%旧"))), "8.2%"),
        (p("甲") + table(tr(tc("税收"), tc("310万元"))), "310"),
        (p(f"<w:hyperlink>{r('链接91项')}</w:hyperlink>"), "91"),
        (p("<w:r><w:t>头12</w:t><w:tab/><w:t>中34</w:t><w:br/><w:t>尾56</w:t></w:r>"), "34"),
        (p("全文"), "全文"),
    ],
    ids=[
        "split runs",
        "inside a run",
        "insertion",
        "cell",
        "link",
        "several texts in a run",
        "whole",
    ],
)
def test_comment_covers_the_very_characters(body, target):
    data = docx(body)
    start = read("a.docx", data).text.index(target)
    copy = annotate(data, [(start, start + len(target), "请核实")])
    assert commented(copy) == {"0": (target, "请核实")}
    assert read("a.docx", copy).text == read("a.docx", data).text


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(TEXT)),
            st.integers(0, 60),
            st.text("核实数字ab\n\x01&<", min_size=1).filter(lambda t: t.strip("\n\x01 ")),
        ),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=25, deadline=None)
def test_any_comments_leave_the_text_as_it_was(notes):
    spans = [(start, min(start + width, len(TEXT)), text) for start, width, text in notes]
    copy = read("a.docx", annotate(TRAPPED, spans))
    original = read("a.docx", TRAPPED)
    assert copy.text == original.text
    assert [b.kind for b in copy.blocks] == [b.kind for b in original.blocks]
    assert copy.marks == original.marks
    comments = [a for a in copy.asides if a.kind == "comment"]
    assert len(comments) == len(notes) + 1


def test_comments_that_were_there_stay():
    copy = annotate(TRAPPED, [(0, 2, "新")])
    assert sorted(said for _, said in commented(copy).values()) == ["新", "请核实批注数66"]


def test_an_automatic_number_is_commented_on_its_text():
    at = TEXT.index("一、总体情况")
    covered = [
        c for c, said in commented(annotate(TRAPPED, [(at, at + 2, "号")])).values() if said == "号"
    ]
    assert covered == ["总体情况"]


def test_no_notes_no_change():
    assert annotate(TRAPPED, []) == TRAPPED


def test_same_input_same_bytes():
    assert annotate(TRAPPED, [(0, 3, "甲")]) == annotate(TRAPPED, [(0, 3, "甲")])


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_copy_opens_in_libreoffice(tmp_path):
    start = TEXT.index("123.5")
    copy = annotate(
        TRAPPED,
        [
            (start, start + 5, "请核实"),
            (0, 40, "全段"),
            (TEXT.index("64"), TEXT.index("64") + 2, "框"),
        ],
    )
    (tmp_path / "c.docx").write_bytes(copy)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "c.docx")], check=True, capture_output=True, timeout=120
    )
    with zipfile.ZipFile(tmp_path / "c.odt") as archive:
        content = archive.read("content.xml").decode()
    assert content.count("<office:annotation ") == 3
    assert "123.5" in "".join(etree.fromstring(content.encode()).itertext())
