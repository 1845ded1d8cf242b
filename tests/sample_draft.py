"""A small draft by hand with every status: quoted, derived, blank, conflict, carried."""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from nlpsum.model import Candidate, Draft, Figure, Finding, Section, Sentence, Slot, Source
from nlpsum.period import months
from nlpsum.quantity import Quantity
from nlpsum.text import Block, Document, Span, Unread


def document(name, lines, day, *, heads=()):
    """A brief of one block a line; the lines whose numbers are in ``heads`` are headings."""
    blocks, at = [], 0
    for number, line in enumerate(lines):
        kind = "title" if number == 0 else "heading" if number in heads else "paragraph"
        level = 1 if kind == "heading" else 0
        blocks.append(Block(at, at + len(line), kind, level, f"body/p{number + 1}"))
        at += len(line) + 1
    text = "\n".join(lines) + "\n"
    return Document(
        f"briefs/{name}", text, tuple(blocks), lines[0], day, "brief", "临江区科学技术局", "docx"
    )


JANUARY = document(
    "1月工作简报.docx",
    [
        "临江区科学技术局1月工作简报",
        "一、成果转化",
        "1月，全区完成技术合同交易额1.02亿元。",
        "走访企业31家，组织专家服务12人次。",
        "二、安全生产",
        "检查实验室18处，整改隐患7处。",
    ],
    date(2020, 2, 3),
    heads={1, 4},
)
MARCH = document(
    "3月工作简报.md",
    [
        "临江区科学技术局3月工作简报",
        "一、成果转化",
        "3月，全区完成技术合同交易额1.31亿元，新增高新技术企业14家。",
        "二、安全生产",
        "检查实验室22处，整改隐患9处。",
    ],
    date(2020, 4, 2),
    heads={1, 3},
)
JUNE = document(
    "6月工作简报.docx",
    [
        "临江区科学技术局6月工作简报",
        "一、成果转化",
        "1—6月，全区完成技术合同交易额8.46亿元，同比增长12.4%。",
        "6月当月完成技术合同交易额1.58亿元。",
        "新增高新技术企业16家，全区高新技术企业总数达到213家。",
        "二、人才工作",
        "6月18日召开“科技之春”人才座谈会。",
    ],
    date(2020, 7, 2),
    heads={1, 5},
)
NOTICE = document(
    "关于高新技术企业认定情况的通知.txt",
    ["关于高新技术企业认定情况的通知", "截至6月底，全区高新技术企业总数达到215家。"],
    date(2020, 7, 6),
)
DOCUMENTS = (JANUARY, MARCH, JUNE, NOTICE)


def source(doc, text):
    """The place of a text that stands once in a brief."""
    assert doc.text.count(text) == 1
    at = doc.text.index(text)
    where = next(b.where for b in doc.blocks if b.start <= at < b.end)
    return Source(Span(doc.path, at, at + len(text)), text, where)


QUOTED = Slot(
    start=31,
    end=37,
    text="7.53亿元",
    kind="amount",
    metric="技术合同交易额",
    unit="元",
    status="quoted",
    value="846000000",
    printed="8.46亿元",
    how="take",
    period="2020-H1",
    sources=(source(JUNE, "8.46亿元"),),
    candidates=(
        Candidate("158000000", "1.58亿元", (source(JUNE, "1.58亿元"),), "期间是6月，不是1—6月"),
    ),
)
GROWTH = Slot(
    start=42,
    end=46,
    text="9.8%",
    kind="percent",
    metric="技术合同交易额",
    unit="%",
    status="quoted",
    value="12.4",
    printed="12.4%",
    how="take",
    period="2020-H1",
    sources=(source(JUNE, "12.4%"),),
)
DERIVED = Slot(
    start=60,
    end=63,
    text="41家",
    kind="count",
    metric="新增高新技术企业",
    unit="家",
    status="derived",
    value="30",
    printed="30家",
    how="sum",
    formula="14+16=30",
    period="2020-H1",
    sources=(source(MARCH, "14家"), source(JUNE, "16家")),
)
CONFLICT = Slot(
    start=70,
    end=74,
    text="187家",
    kind="count",
    metric="高新技术企业总数",
    unit="家",
    status="conflict",
    value=None,
    printed="×家",
    why="两份来源不一致：213家与215家",
    period="@2020-06-30",
    sources=(source(JUNE, "213家"), source(NOTICE, "215家")),
    candidates=(
        Candidate("213", "213家", (source(JUNE, "213家"),), "与通知的215家不一致"),
        Candidate("215", "215家", (source(NOTICE, "215家"),), "与6月简报的213家不一致"),
    ),
)
BLANK = Slot(
    start=90,
    end=93,
    text="95处",
    kind="count",
    metric="整改隐患",
    unit="处",
    status="blank",
    value=None,
    printed="×处",
    why="缺2月、4月、5月、6月",
    period="2020-H1",
    candidates=(
        Candidate(
            "16",
            "16处",
            (source(JANUARY, "7处"), source(MARCH, "9处")),
            "只有1月、3月，是部分合计：7+9=16",
        ),
    ),
)
CARRIED = Slot(
    start=110,
    end=113,
    text="14名",
    kind="count",
    metric="在岗科技特派员",
    unit="名",
    status="carried",
    value="14",
    printed="14名",
    why="简报中没有这个指标",
)

SECTIONS = (
    Section(
        "",
        0,
        (
            (
                Sentence(
                    ("上半年，区科学技术局紧扣创新驱动，各项工作有序推进。",), "rebuilt", "overview"
                ),
            ),
        ),
    ),
    Section("一、上半年工作完成情况", 1),
    Section(
        "（一）成果转化提速",
        2,
        (
            (
                Sentence(
                    ("1—6月，全区完成技术合同交易额", QUOTED, "，同比增长", GROWTH, "。"),
                    "copied",
                    "innovation",
                    sources=(source(JUNE, JUNE.text.split("\n")[2]),),
                ),
                Sentence(
                    ("新增高新技术企业", DERIVED, "，全区高新技术企业总数达到", CONFLICT, "。"),
                    "framed",
                    "innovation",
                ),
            ),
            (Sentence(("常年在岗科技特派员", CARRIED, "。"), "carried", "agriculture"),),
        ),
    ),
    Section(
        "（二）安全生产平稳",
        2,
        ((Sentence(("整改隐患", BLANK, "。"), "rebuilt", "safety"),),),
    ),
    Section("二、下半年工作计划", 1),
    Section(
        "（一）做好人才工作",
        2,
        (
            (
                Sentence(
                    ("6月18日召开“科技之春”人才座谈会。",),
                    "offered",
                    "talent",
                    sources=(source(JUNE, "6月18日召开“科技之春”人才座谈会。"),),
                ),
            ),
        ),
    ),
)

UNUSED = Figure(
    source(JANUARY, "31家").span,
    "31家",
    Quantity(Decimal(31), "家"),
    "走访企业",
    period=months(2020, 1, 1),
    where="body/p4",
)

DRAFT = Draft(
    title="临江区科学技术局2020年上半年工作总结",
    period="2020-H1",
    org="临江区科学技术局",
    template="briefs/last/2019上半年工作总结.docx",
    sections=SECTIONS,
    slots=(QUOTED, GROWTH, DERIVED, CONFLICT, BLANK, CARRIED),
    unused=(UNUSED,),
    unrouted=(source(JANUARY, "走访企业31家，组织专家服务12人次。"),),
    findings=(
        Finding("T001", "slip", "warning", Span("report", 21, 24), "上半年", "“上半年”与标题重复"),
    ),
    documents=DOCUMENTS,
    unread=(Unread("briefs/会议签到.zip", "不认识的格式"),),
    grid=(
        (
            "技术合同交易额",
            (
                ("2020-01", "1.02亿元"),
                ("2020-02", ""),
                ("2020-03", "1.31亿元"),
            ),
        ),
        ("整改隐患", (("2020-01", "7处"), ("2020-02", ""), ("2020-03", "9处"))),
    ),
)


def harmful():
    """The same draft with a brief and a sentence that try to break out of their page."""
    evil = (
        "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>"
        "\u202e反向\u2028=HYPERLINK(1)"
    )
    brief = document("=cmd|1.docx", ["\u202e=1+2", f"检查{evil}8处。"], None)
    slot = replace(
        QUOTED,
        metric=f"=1+1{evil}",
        printed="8处",
        value="8",
        sources=(Source(brief.span(0, 2 + len(brief.text)), brief.text, "body/p2"),),
    )
    section = Section(f"一、{evil}", 1, ((Sentence((f"检查{evil}", slot, "。"), "copied"),),))
    return replace(
        DRAFT,
        title=f"总结{evil}",
        sections=(section,),
        slots=(slot,),
        documents=(brief,),
        unused=(),
        unrouted=(),
        findings=(),
        grid=((f"=1+1{evil}", (("2020-01", evil),)),),
    )


def large(figures):
    """A draft of so many figures, each in a sentence of its own, from the same four briefs."""
    paragraph = SECTIONS[2].paragraphs[0]
    return replace(
        DRAFT, sections=(replace(SECTIONS[2], paragraphs=(paragraph,) * (figures // 4)),)
    )
