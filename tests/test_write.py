"""What the writers write: the page as rendered, comments, evidence, and the way back by readers."""

import io
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sample_draft import BLANK, CONFLICT, DERIVED, DRAFT, QUOTED, harmful

from nlpsum.model import Decision, Section, Sentence
from nlpsum.run import analyse, read
from nlpsum.write import (
    DOCX,
    MARKDOWN,
    WRITERS,
    docx,
    docx_layout,
    draft_findings,
    evidence,
    ledger_sqlite,
    markdown,
)
from nlpsum.write.wording import change, note, period, place, visible


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_two_runs_give_the_same_bytes(writer):
    assert writer.write(DRAFT) == writer.write(DRAFT)


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_a_harmful_brief_can_be_written(writer):
    assert writer.write(harmful())


# Words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("body/p6", "第6段"),
        ("body/t1/r3c2", "表1第3行第2列"),
        ("p3/t1/r3c2", "第3页表1第3行第2列"),
        ("p3", "第3页"),
        ("l12", "第12行"),
        ("l12c2", "第12行第2列"),
        ("Sheet1!B5", "Sheet1!B5"),
    ],
)
def test_locators_in_words(where, words):
    assert place(where) == words


@pytest.mark.parametrize(
    ("canonical", "words"),
    [
        ("2020-H1", "2020年1—6月"),
        ("2020", "2020年"),
        ("2020-06", "2020年6月"),
        ("@2020-06-30", "截至2020年6月30日"),
        ("2020-11..2021-02", "2020年11月—2021年2月"),
        ("", ""),
    ],
)
def test_periods_in_words(canonical, words):
    assert period(canonical) == words


@pytest.mark.parametrize(
    ("last", "new", "words"),
    [
        ("7.53亿元", "8.46亿元", "7.53亿元 → 8.46亿元，+12.4%"),
        ("98.3%", "97.1%", "98.3% → 97.1%，-1.2个百分点"),
        ("8526.4万元", "1.2亿元", ""),
        ("×万元", "12万元", ""),
        ("0起", "2起", ""),
    ],
)
def test_change_against_last_report(last, new, words):
    assert change(last, new) == words


def test_notes_say_what_was_searched_both_sources_or_the_formula():
    assert note(DRAFT, QUOTED) == ""
    assert "已查1月工作简报.docx、3月工作简报.md、6月工作简报.docx等4份材料" in note(DRAFT, BLANK)
    assert "缺2月、4月、5月、6月" in note(DRAFT, BLANK)
    assert "只有1月、3月，是部分合计：7+9=16" in note(DRAFT, BLANK)
    assert "计算：14+16=30" in note(DRAFT, DERIVED)
    both = note(DRAFT, CONFLICT)
    assert "6月工作简报.docx·第5段“213家”" in both
    assert "关于高新技术企业认定情况的通知.txt·第2段“215家”" in both


@given(st.text())
def test_what_is_visible_stays_visible_and_may_stand_in_xml(text):
    kept = visible(text)
    assert visible(kept) == kept
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", kept)


# Word --------------------------------------------------------------------------------------------


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_part_is_well_formed_and_listed():
    from lxml import etree

    written = parts(docx.write(DRAFT))
    types = written["[Content_Types].xml"]
    for name, text in written.items():
        etree.fromstring(text.encode())
        if name.startswith("word/") and not name.endswith(".rels"):
            assert f'PartName="/{name}"' in types


def test_page_is_that_of_the_standard():
    document = parts(docx.write(DRAFT))["word/document.xml"]
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in document
    assert 'w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"' in document
    area = (11906 - 1588 - 1474, 16838 - 2098 - 1984)
    assert [round(twips / 1440 * 25.4) for twips in area] == [156, 225]
    assert 22 * docx_layout.LINE <= area[1] < 22 * 580
    styles = parts(docx.write(DRAFT))["word/styles.xml"]
    assert 'w:line="579" w:lineRule="exact"' in styles
    assert [f'<w:outlineLvl w:val="{level}"/>' in styles for level in range(4)] == [True] * 4


def test_body_fonts_have_no_theme_and_stand_ins():
    written = parts(docx.write(DRAFT))
    assert "Theme" not in written["word/styles.xml"]
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in written["word/fontTable.xml"]


def comments(data):
    text = parts(data)["word/comments.xml"]
    return [
        "".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", comment))
        for comment in re.findall(r"<w:comment .*?</w:comment>", text)
    ]


def test_comments_are_on_what_a_person_must_look_at():
    found = comments(docx.write(DRAFT))
    starts = (
        "计算：14+16=30",
        "冲突：",
        "沿用上期",
        "待补：整改隐患",
        "简报新增内容",
    )
    assert len(found) == len(starts)
    assert all(text.startswith(start) for text, start in zip(found, starts, strict=True))
    document = parts(docx.write(DRAFT))["word/document.xml"]
    assert re.findall(
        r'<w:highlight w:val="(\w+)"/></w:rPr><w:t xml:space="preserve">([^<]*)', document
    ) == [
        ("cyan", "×家"),
        ("lightGray", "14名"),
        ("yellow", "×处"),
    ]


def only(*pieces, made="framed"):
    """A draft of one sentence."""
    return replace(DRAFT, sections=(Section("", 0, ((Sentence(pieces, made),),)),))


def test_an_edit_is_a_tracked_change_and_an_accepted_figure_is_clean():
    edit = replace(
        CONFLICT,
        status="quoted",
        printed="214家",
        decision=Decision("edit", "×家", "按7月2日数据库", "李明"),
    )
    data = docx.write(only("总数", edit, "。"))
    document = parts(data)["word/document.xml"]
    assert re.search(r"<w:del [^>]*><w:r><w:delText[^>]*>×家<", document)
    assert re.search(r"<w:ins [^>]*><w:r><w:t [^>]*>214家<", document)
    assert comments(data)[0] == "改数（原稿×家）：按7月2日数据库；核稿人李明"
    accepted = replace(DERIVED, decision=Decision("accept", "30家"))
    assert comments(docx.write(only("新增", accepted, "。"))) == []


def test_a_long_title_breaks_between_words_and_is_read_in_one_piece(tmp_path):
    title = "临江区科学技术创新委员会2020年上半年工作总结和下半年工作计划"
    data = docx.write(replace(DRAFT, title=title))
    lines = re.findall(r"<w:t [^>]*>([^<]*)</w:t>", parts(data)["word/document.xml"])
    assert lines[:2] == ["临江区科学技术创新委员会2020年", "上半年工作总结和下半年工作计划"]
    (tmp_path / "report.docx").write_bytes(data)
    assert read(str(tmp_path / "report.docx")).title == title


def test_a_title_does_not_break_within_the_name_of_the_body():
    body = "云岭市公共交通集团有限公司"
    data = docx.write(replace(DRAFT, org=body, title=f"{body}2024年度工作总结"))
    lines = re.findall(r"<w:t [^>]*>([^<]*)</w:t>", parts(data)["word/document.xml"])
    assert lines[:2] == [body, "2024年度工作总结"]


def signed(*lines, template=DRAFT.template):
    """The right indents of the last paragraphs of a report that ends with these lines."""
    paragraphs = tuple((Sentence((line,), "rebuilt"),) for line in ("各项工作有序推进。", *lines))
    draft = replace(DRAFT, sections=(Section("", 0, paragraphs),), template=template)
    document = parts(docx.write(draft))["word/document.xml"]
    found = re.findall(r'"Signature"/>.*?w:rightChars="(\d+)".*?<w:t [^>]*>([^<]*)', document)
    return [(text, int(right)) for right, text in found]


def test_the_date_begins_two_characters_right_of_the_body_that_signs():
    # In characters, a digit being half a one: the date 6 or 7 wide, the body 8, 14 and 6.
    assert signed() == []
    assert signed(template=None) == [("临江区科学技术局", 200), ("×年×月×日", 200)]
    ends = ("临江区科学技术和工业信息化局", "2020年7月3日")
    assert signed(*ends) == [(ends[0], 200), (ends[1], 800)]
    assert signed("临江区科技局", "2020年12月31日") == [
        ("临江区科技局", 500),
        ("2020年12月31日", 200),
    ]


def test_a_report_that_bears_its_date_gets_no_other():
    assert signed("2020年7月3日") == [("2020年7月3日", 200)]


# Round trip --------------------------------------------------------------------------------------


@pytest.mark.parametrize("writer", [DOCX, MARKDOWN], ids=["docx", "markdown"])
def test_what_is_written_is_read_with_the_same_headings_and_figures(writer, tmp_path):
    path = tmp_path / writer.filename
    path.write_bytes(writer.write(DRAFT))
    document = read(str(path))
    assert document.title == DRAFT.title
    headings = [
        (block.level, document.text[block.start : block.end].lstrip("# "))
        for block in document.blocks
        if block.kind == "heading"
    ]
    assert headings == [(s.level, s.heading) for s in DRAFT.sections if s.heading]
    printed = {slot.printed for slot in DRAFT.slots}
    found = {figure.text for figure in analyse(document).figures}
    assert {text for text in printed if "×" not in text} <= found
    assert all(sentence.text in document.text for sentence in DRAFT.sentences)


def test_markup_in_a_brief_is_text_in_markdown():
    assert "\\<script>" in markdown.write(harmful()).decode()


# Evidence ----------------------------------------------------------------------------------------


def workbook(draft):
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(evidence.write(draft)))


def test_evidence_has_a_row_for_each_figure():
    book = workbook(DRAFT)
    assert book.sheetnames == ["数据来源核对表", "无来源", "未采用", "期间缺口", "材料清单"]
    rows = list(book["数据来源核对表"].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == ["8.46亿元", "12.4%", "30家", "×家", "14名", "×处"]
    assert [row[5] for row in rows] == ["原文", "原文", "计算", "冲突", "沿用", "待补"]
    assert rows[0][6] == "6月工作简报.docx·第3段“8.46亿元”"
    assert book["无来源"].max_row == 1
    assert book["期间缺口"]["C2"].value == "缺"


def test_a_briefs_formula_stays_text_in_the_workbook():
    cells = [cell for sheet in workbook(harmful()) for row in sheet for cell in row]
    dangerous = [cell for cell in cells if str(cell.value or "")[:1] in {"=", "+", "-", "@"}]
    assert dangerous
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in dangerous)


def test_ledger_walks_from_a_printed_figure_to_its_characters(tmp_path):
    (tmp_path / "ledger.sqlite").write_bytes(ledger_sqlite.write(DRAFT))
    database = sqlite3.connect(tmp_path / "ledger.sqlite")
    rows = database.execute(
        "SELECT printed, doc, start, end, text FROM slot JOIN source ON source.slot = slot.id"
    ).fetchall()
    database.close()
    texts = {document.path: document.text for document in DRAFT.documents}
    assert ("8.46亿元", "8.46亿元") in {(row[0], row[4]) for row in rows}
    assert all(texts[doc][start:end] == text for _, doc, start, end, text in rows)


def test_findings_quote_the_text_of_the_draft():
    (found,) = json.loads(draft_findings.write(DRAFT))["findings"]
    assert DRAFT.text[found["start"] : found["end"]] == found["text"]
    assert (found["code"], found["line"], found["column"]) == ("T001", 2, 1)


# On paper ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Two full pages and the sample as PDF, by LibreOffice."""
    if not shutil.which("soffice"):
        pytest.skip("no LibreOffice on this machine")
    folder = tmp_path_factory.mktemp("paper")
    full = only("国" * 28 * 60)
    (folder / "full.docx").write_bytes(docx.write(full))
    (folder / "sample.docx").write_bytes(docx.write(DRAFT))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *(
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                folder / "full.docx",
                folder / "sample.docx",
            ),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder


MM = 72 / 25.4


def characters(page):
    """What stands on a page as ``(character, left, bottom, right, top)`` in points."""
    text = page.get_textpage()
    return [
        (text.get_text_range(i, 1), *text.get_charbox(i, loose=True))
        for i in range(text.count_chars())
    ]


def test_rendered_page_has_22_lines_of_28_characters(printed):
    import pypdfium2

    page = pypdfium2.PdfDocument(printed / "full.pdf")[1]
    lines = {}
    for character, _, bottom, _, _ in characters(page):
        if character == "国":
            lines[round(bottom)] = lines.get(round(bottom), 0) + 1
    assert list(lines.values()) == [28] * 22
    bottoms = sorted(lines, reverse=True)
    assert all(abs(upper - lower - 28.95) < 1 for upper, lower in pairwise(bottoms))


@pytest.mark.parametrize(("index", "side"), [(0, "right"), (1, "left")])
def test_rendered_page_number_hangs_7_mm_under_the_text(printed, index, side):
    import pypdfium2

    page = pypdfium2.PdfDocument(printed / "full.pdf")[index]
    scale = 6
    image = page.render(scale=scale, grayscale=True).to_pil()
    top = round((297 - 35 + 2) * MM * scale)
    below = image.crop((0, top, image.width, image.height)).point(lambda grey: 255 * (grey < 128))
    left, _, right, _ = below.getbbox()
    rows = [
        sum(below.crop((0, y, image.width, y + 1)).get_flattened_data())
        for y in range(below.height)
    ]
    dash = (rows.index(max(rows)) + top) / scale / MM
    assert dash - (297 - 35) == pytest.approx(7, abs=1)
    if side == "right":
        assert right / scale / MM == pytest.approx(210 - 26 - 14 / MM, abs=1)
    else:
        assert left / scale / MM == pytest.approx(28 + 14 / MM, abs=1)
