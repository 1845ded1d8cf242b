"""Laws of the checker: true arithmetic is never an error, clean text adds nothing, units do not matter."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from nlpsum.ledger import build
from nlpsum.model import Analysis, Finding
from nlpsum.read.plain import read
from nlpsum.run import analyse, lint, lint_kit
from nlpsum.text import Document

CLEAN = "全区各项工作平稳有序推进，干部群众精神面貌良好。"
UNITS = ("元", "万元", "亿元")
amounts = st.decimals("0.1", "90000", places=4)
places = st.integers(0, 2)


def printed(value: Decimal, digits: int) -> str:
    return str(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def analysed(text: str) -> Analysis:
    document = read("a.md", text.encode())
    assert isinstance(document, Document)
    return analyse(document, lint_kit())


def arithmetic(text: str) -> list[Finding]:
    return [f for f in lint(analysed(text)) if f.code.startswith("N")]


@given(st.lists(amounts, min_size=2, max_size=6), places, st.sampled_from(UNITS))
def test_rounding_a_true_sum_never_raises_a_finding(parts, digits, unit):
    names = "甲乙丙丁戊己"
    listed = "、".join(
        f"{n}镇{printed(p, digits)}{unit}" for n, p in zip(names, parts, strict=False)
    )
    assert not arithmetic(f"下达资金{printed(sum(parts), digits)}{unit}，其中{listed}。\n")
    assert not arithmetic(f"{listed}，合计{printed(sum(parts), digits)}{unit}。\n")


@given(amounts, amounts, places, st.sampled_from(UNITS))
def test_rounding_a_true_share_never_raises_a_finding(part, rest, digits, unit):
    whole = part + rest
    text = (
        f"总支出{printed(whole, digits)}{unit}，其中民生支出{printed(part, digits)}{unit}，"
        f"占比{printed(part / whole * 100, 1)}%。\n"
    )
    assert not arithmetic(text)


@given(amounts, amounts, places, st.sampled_from(UNITS))
def test_rounding_a_true_growth_never_raises_a_finding(before, now, digits, unit):
    verb, size = ("增长", now - before) if before <= now else ("下降", before - now)
    change = "增加" if before <= now else "减少"
    rate = printed(size / before * 100, 1)
    then, value = printed(before, digits), printed(now, digits)
    assert not arithmetic(f"采购额{value}{unit}，上年同期{then}{unit}，{verb}{rate}%。\n")
    assert not arithmetic(
        f"采购额{value}{unit}，比上年{change}{printed(size, digits)}{unit}，{verb}{rate}%。\n"
    )
    assert not arithmetic(
        f"采购额由{then}{unit}{change}到{value}{unit}，{change}{printed(size, digits)}{unit}。\n"
    )


@given(st.lists(st.integers(1, 9999), min_size=2, max_size=5), st.sampled_from(UNITS))
def test_scaling_all_units_of_a_true_sum_keeps_it_silent(parts, unit):
    listed = "、".join(f"{n}镇{p}{unit}" for n, p in zip("甲乙丙丁戊", parts, strict=False))
    assert not arithmetic(f"下达资金{sum(parts)}{unit}，其中{listed}。\n")


@given(st.lists(st.integers(100, 9999), min_size=3, max_size=5), st.integers(1, 9), places)
def test_a_total_far_from_its_parts_is_found_in_every_unit(parts, more, digits):
    wrong = sum(parts) + more * 10 ** len(str(max(parts)))
    for unit in UNITS:
        listed = "，".join(f"{n}是支持{p}{unit}" for n, p in zip("一二三四五", parts, strict=False))
        found = arithmetic(f"拨付资金共计{printed(Decimal(wrong), digits)}{unit}，{listed}。\n")
        assert [f.code for f in found] == ["N001"]


TEXTS = (
    "截止目前，完成投资×万元，合格率196%。\n",
    "下达资金50万元，其中甲镇30万元、乙镇10万元、丙镇15万元。\n",
    "一是完善制度；三是严格考核。\n",
    "收入12.0亿元，比上年增加2.0亿元，增长25%。\n",
    "新增企业48家，同比增长6.7%，税收3.26亿元。\n",
)


@given(st.permutations(TEXTS), st.integers(0, len(TEXTS)))
def test_adding_a_clean_paragraph_adds_no_finding(texts, at):
    def said(lines: list[str]) -> list[tuple[str, str, str]]:
        return [(f.code, f.text, f.fingerprint) for f in lint(analysed("\n".join(lines)))]

    assert said([*texts[:at], CLEAN + "\n", *texts[at:]]) == said(list(texts))


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5))
def test_a_document_checked_against_itself_has_no_source_findings(texts):
    analysis = analysed("\n".join(texts))
    found = lint(analysis, build([analysis]))
    assert not [f for f in found if f.code.startswith("X")]
