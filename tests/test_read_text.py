"""Text, Markdown, web pages, mails and csv; and what every document says of itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlpsum.anchor import anchor
from nlpsum.period import months
from nlpsum.run.files import parse
from nlpsum.text import Document

PROSE = "3月份，全市完成固定资产投资12.5亿元，同比增长6.1%，其中工业投资5.2亿元，占比达到四成以上，增速继续居全省前列。"


def document(text: str, name: str = "a.txt", encoding: str = "utf-8") -> Document:
    found = parse(name, text.encode(encoding))
    assert isinstance(found, Document), found
    return found


def kinds(found: Document) -> list[tuple[str, int]]:
    return [(b.kind, b.level) for b in found.blocks]


# Text and Markdown -------------------------------------------------------------------------------


@given(
    st.text("一、（）1.#| \t-\n增长率5%甲乙", min_size=1).filter(str.strip),
    st.sampled_from([".txt", ".md"]),
)
def test_the_text_is_the_files_own_and_blocks_cover_it(text, suffix):
    found = document(text, f"a{suffix}")
    assert found.text == text
    at = 0
    for block in found.blocks:
        assert at <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip()
        assert "\n" not in text[block.start : block.end]
        at = block.end
    covered = "".join(text[b.start : b.end] for b in found.blocks)
    for character in "增长率甲乙5%":
        assert covered.count(character) == text.count(character)


def test_headings_of_markdown_have_the_levels_of_their_numbers():
    found = document(
        f"# 某县工作简报\n\n## 一、概况\n{PROSE}\n### （一）工业\n### 1.钢铁\n## 附注\n- 一项\n",
        "a.md",
    )
    assert kinds(found) == [
        ("title", 0), ("heading", 1), ("paragraph", 0), ("heading", 2), ("heading", 3),
        ("heading", 1), ("item", 0),
    ]  # fmt: skip
    assert found.text[found.blocks[1].start : found.blocks[1].end] == "一、概况"


@pytest.mark.parametrize(
    ("line", "kind", "level"),
    [
        ("一、总体情况", "heading", 1),
        ("第二部分 重点工作", "heading", 1),
        ("（三）招商引资", "heading", 2),
        ("1.工业经济", "heading", 3),
        ("（2）重大项目", "heading", 4),
        ("1.办好招商活动，确保签约20个；", "item", 0),
        ("（二）全年检查不少于4轮次，问题整改率达到100%。", "paragraph", 0),
        ("2.5亿元资金全部到位", "paragraph", 0),
        ("一、总体情况。全市完成投资5亿元。", "paragraph", 0),
    ],
)
def test_lines(line, kind, level):
    assert kinds(document(f"{PROSE}\n{line}\n{PROSE}"))[1] == (kind, level)


@pytest.mark.parametrize(
    "text",
    [
        "单位：万元\n| 地区 | 收入 |\n|---|---:|\n| 东区 | 12.5 |\n",
        "单位：万元\n地区 | 收入\n东区 | 12.5\n",
        "单位：万元\n地区\t收入\n东区\t12.5\n",
    ],
    ids=["markdown", "bars", "tabs"],
)
def test_tables_in_text(text):
    cell = document(text, "a.md").blocks[-1]
    assert text[cell.start : cell.end] == "12.5"
    assert (cell.kind, cell.row_heads, cell.column_heads, cell.unit) == (
        "cell", ("东区",), ("收入",), "万元",
    )  # fmt: skip


def test_csv():
    found = document('地区,"收入（万元）"\n东区,"1,200"\n', "a.csv", "gb18030")
    assert found.text == "地区\t收入（万元）\n东区\t1,200\n"
    assert (found.blocks[-1].unit, found.source) == ("万元", "csv gb18030")


# Web pages and mails -----------------------------------------------------------------------------


def page(body: str, head: str = "") -> Document:
    return document(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", "a.html")


def test_gb2312_is_read_as_its_larger_set():
    text = '<meta charset="gb2312"><p>镕基大厦完成投资3亿元</p>'
    assert "镕基" in document(text, "a.html", "gb18030").text


def test_navigation_scripts_and_deletions_are_left_out():
    found = page(
        "<nav>首页 5</nav><script>var a='9亿元'</script><style>p{}</style><!-- 注 -->"
        "<p>投资<del>8</del><ins>9</ins>亿元</p><p style='display:none'>暗数77</p>"
    )
    assert found.text == "投资9亿元\n"
    assert [found.text[m.start : m.end] for m in found.marks] == ["9"]
    assert [a.text for a in found.asides if a.kind == "hidden"] == ["暗数77"]


def test_the_article_is_found_on_a_page_full_of_links():
    links = "".join(f"<li><a>栏目{n}</a></li>" for n in range(20))
    found = page(
        f"<div id='top'><ul>{links}</ul></div><h1>某市通报</h1><div class='TRS_Editor'><p>{PROSE * 5}</p></div>"
    )
    assert "栏目" not in found.text
    assert found.title == "某市通报"


def test_spans_are_carried():
    found = page(
        "<table><caption>表1 收入（单位：万元）</caption>"
        "<tr><th rowspan=2>地区</th><th colspan=2>上半年</th></tr><tr><th>本期</th><th>同比</th></tr>"
        "<tr><td rowspan=2>东区</td><td>12</td><td>3%</td></tr><tr><td>13</td><td>4%</td></tr></table>"
    )
    cells = {found.text[b.start : b.end]: b for b in found.blocks}
    assert cells["13"].column_heads == ("上半年", "本期")
    assert cells["13"].row_heads == ("东区",)
    assert cells["13"].unit == "万元"
    assert cells["4%"].unit == "%"
    assert cells["13"].where == "body/t1/r4c2"
    assert "东区\t12\t3%\n13\t4%\n" in found.text


def test_a_table_that_lays_out_the_page_is_read_through():
    found = page(
        f"<table><tr><td><table><tr><td><p>一、概况</p><p>{PROSE}</p></td></tr></table></td></tr></table>"
    )
    assert kinds(found) == [("heading", 1), ("paragraph", 0)]
    assert [block.where for block in found.blocks] == ["body/p1", "body/p2"]


def test_what_a_page_says_of_itself():
    head = (
        '<meta name="ArticleTitle" content="某市上半年经济运行情况">'
        '<meta name="PubDate" content="2023-07-20 10:00"><meta name="ContentSource" content="市统计局">'
    )
    found = page(f"<p>{PROSE}</p>", head)
    assert (found.title, str(found.date), found.body) == (
        "某市上半年经济运行情况",
        "2023-07-20",
        "市统计局",
    )


def test_raised_digits_are_told_from_figures():
    assert page("<p>面积12<sup>2</sup>平方米，3km<sup>2</sup></p>").text == "面积12²平方米，3km²\n"


def test_mail():
    text = (
        "From: a@b.c\nTo: d@e.f\nSubject: =?utf-8?b?NuaciOeugOaKpQ==?=\n"
        "Date: Mon, 3 Jul 2023 10:00:00 +0800\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{PROSE}\n"
    )
    found = document(text, "a.eml")
    assert (found.title, str(found.date), found.text.strip()) == ("6月简报", "2023-07-03", PROSE)


# What a document is ------------------------------------------------------------------------------

BODY = f"一、概况\n{PROSE}\n{PROSE}\n"


def test_a_sentence_in_bold_that_leads_a_line_is_a_heading_run_in():
    text = (
        "## 一、概况\n**培训有序铺开。** 全年办班3期。\n**二、执法：** 立案17件。\n"
        "**本月抽查96户。** 公示率100%。\n**全市总产值**达到30亿元。\n**新登记：**702户\n**三、其他**\n"
    )
    found = document(text, "a.md")
    assert [(b.kind, b.level, text[b.start : b.end]) for b in found.blocks] == [
        ("heading", 1, "一、概况"),
        ("heading", 2, "培训有序铺开。"),
        ("paragraph", 0, "全年办班3期。"),
        ("heading", 1, "二、执法："),
        ("paragraph", 0, "立案17件。"),
        ("paragraph", 0, "本月抽查96户。"),
        ("paragraph", 0, "公示率100%。"),
        ("paragraph", 0, "**全市总产值**达到30亿元。"),
        ("paragraph", 0, "**新登记：**702户"),
        ("heading", 1, "三、其他"),
    ]


@pytest.mark.parametrize(
    ("second", "heads"), [(9, ("投诉、举报", "合计（件）")), (8, ("合计（件）",))]
)
def test_a_total_column_is_headed_by_the_columns_it_sums(second, heads):
    found = document(
        "月份\t投诉（件）\t举报（件）\t合计（件）\t损失（万元）\n"
        f"1月\t4\t2\t6\t1.5\n2月\t6\t3\t{second}\t2.5\n",
    )
    assert {b.column_heads for b in found.blocks if b.row > 0 and b.column == 3} == {heads}


def test_the_line_of_an_issue_says_what_months_it_reports_on():
    found = anchor(document(f"工作简报\n第2期（3—4月）\n云川市水务局 2023年5月6日\n{BODY}"))
    assert found.period == months(2023, 3, 4)
    named = f"水务动态\n（2023年第5期　6月2日）\n{BODY}"
    assert anchor(document(named, "5月简报.md")).period == months(2023, 5, 5)


@pytest.mark.parametrize(
    ("text", "title", "day", "body", "kind"),
    [
        (
            f"水务动态\n（2023年第5期　6月2日）\n{BODY}",
            "水务动态", date(2023, 6, 2), "", "brief",
        ),
        (
            f"云川集团2023年12月工作简报\n（1月8日）\n{BODY}",
            "云川集团2023年12月工作简报", date(2024, 1, 8), "云川集团", "brief",
        ),
        (
            f"云川集团2023年三季度情况通报\n{PROSE}\n集团办公室\n2023年10月9日\n",
            "云川集团2023年三季度情况通报", date(2023, 10, 9), "云川集团", "notice",
        ),
        (
            f"云川市水务局2023年2月工作简报\n第2期（总第18期）\n办公室编    2023年3月5日\n{BODY}",
            "云川市水务局2023年2月工作简报", date(2023, 3, 5), "云川市水务局", "brief",
        ),
        (
            f"工作简报\n第5期\n云川市水务局办公室    2023年6月3日\n市水务局召开防汛工作会议的情况通报\n{BODY}",
            "市水务局召开防汛工作会议的情况通报", date(2023, 6, 3), "云川市水务局办公室", "brief",
        ),
        (
            (f"云川市财政局文件\n云财〔2023〕15号\n云川市财政局关于下达\n水利发展资金的通知\n各县（区）财政局：\n{PROSE}\n"
            "云川市财政局\n2023年4月6日\n"),
            "云川市财政局关于下达水利发展资金的通知", date(2023, 4, 6), "云川市财政局", "notice",
        ),
        (
            f"关于2023年上半年安全生产情况的通报\n各单位：\n{PROSE}\n云川集团安全生产委员会\n二〇二三年七月五日\n",
            "关于2023年上半年安全生产情况的通报", date(2023, 7, 5), "云川集团安全生产委员会", "notice",
        ),
        (
            f"云川集团2022年上半年工作总结\n{PROSE}\n{BODY}",
            "云川集团2022年上半年工作总结", date(2022, 6, 30), "云川集团", "report",
        ),
        (
            (f"关于云川市2024年预算收支情况\n和2025年预算安排的报告\n——2026年1月7日在云川市第十届\n人民代表大会第五次会议上\n"
            f"云川市财政局局长 张三\n各位代表：\n{PROSE}"),
            "关于云川市2024年预算收支情况和2025年预算安排的报告", date(2026, 1, 7), "云川市财政局", "report",
        ),
        (
            f"云川市统计局 国家统计局云川调查队\n（2026年4月16日）\n{PROSE}",
            "", date(2026, 4, 16), "云川市统计局、国家统计局云川调查队", "report",
        ),
        (f"{PROSE}\n{BODY}", "", None, "", "report"),
        (
            f"关于做好汛期工作的通知\n{PROSE}\n云川市水务局\n2023年5月4日\n云川市水务局办公室  2023年5月6日印发\n",
            "关于做好汛期工作的通知", date(2023, 5, 4), "云川市水务局", "notice",
        ),
    ],
    ids=[
        "issue", "next year", "office", "brief", "masthead", "red head", "chinese date", "summary",
        "congress", "bulletin", "bare", "print",
    ],
)  # fmt: skip
def test_about(text, title, day, body, kind):
    found = document(text)
    assert (found.title, found.date, found.body, found.kind) == (title, day, body, kind)


TITLE = "云川市科技局2023年上半年工作总结和下半年工作计划"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("内部资料 请勿转载", TITLE),
        ("文山材料网\n免费分享、每日更新", TITLE),
        ("2024新材料\n文山材料网", TITLE),
        (
            "文山材料网\n每日更新，欢迎订阅！\n会员群：      客服：      \n\n【声明】\n严禁倒卖！",
            TITLE,
        ),
        ("凝心聚力 再上台阶", TITLE),
        ("# 文山材料网\n## 每日更新", TITLE),
        ("云川市人民政府", f"云川市人民政府{TITLE}"),
        ("云川高新区", f"云川高新区{TITLE}"),
    ],
    ids=["line", "lines", "year", "block", "slogan", "marked", "body", "place"],
)
def test_what_stands_above_a_title_is_not_part_of_it(above, title):
    found = document(f"{above}\n{TITLE}\n{PROSE}\n一、主要工作\n{BODY}", "a.md")
    assert found.title == title
    marked = [found.text[b.start : b.end] for b in found.blocks if b.kind == "title"]
    assert "".join(marked).replace("# ", "").endswith(TITLE)


@pytest.mark.parametrize(
    "line", ["2023年上半年工作情况", "关于下半年工作计划", "一、2023年工作总结"]
)
def test_a_heading_in_the_text_is_no_title(line):
    assert document(f"{PROSE}\n{line}\n{PROSE}").title == ""


@pytest.mark.parametrize(
    ("name", "title", "day"),
    [
        ("20230305工作简报.txt", "工作简报", date(2023, 3, 5)),
        ("2023-03 水务简报.txt", "水务简报", date(2023, 3, 31)),
        ("云川集团2023年3月简报.txt", "云川集团2023年3月简报", date(2023, 3, 31)),
        ("3月简报.txt", "3月简报", None),
        ("scan0012.txt", "", None),
    ],
)
def test_the_file_name_is_asked_last(name, title, day):
    found = document(PROSE, name)
    assert (found.title, found.date) == (title, day)
