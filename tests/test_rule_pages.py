"""Each rule's page is its documentation and its test; the index of the rules is made from them.

A page's ```brief blocks are the sources that its cases are checked against.
"""

import os
import re
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from nlpsum.kit import BUILT_IN
from nlpsum.parts import Rule
from nlpsum.read.plain import read
from nlpsum.run import analyse
from nlpsum.run.review import choose, review
from nlpsum.text import Mark
from tests.pages import PageCase, cases, mark

RULES = BUILT_IN.rules
HEADS = ["查什么", "为什么", "怎样判定", "反例", "正例", "可能误报", "依据"]
INDEX = Path(__file__).parent.parent / "nlpsum/check/README.md"
_BRIEF = re.compile(r"^```brief\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def page(rule: Rule) -> Path:
    return Path(sys.modules[rule.check.__module__].__file__ or "").with_suffix(".md")


def ledger(text: str):
    briefs = _BRIEF.findall(text)
    if not briefs:
        return None
    from nlpsum.ledger import build

    documents = [read(f"{n}月简报.md", brief.encode()) for n, brief in enumerate(briefs, 1)]
    return build([analyse(document) for document in documents])


def ids(case: PageCase) -> str:
    return f"{case.page.name}:{case.line}"


@pytest.mark.parametrize("case", cases("check"), ids=ids)
def test_page_finds_what_it_marks_and_nothing_else(case: PageCase):
    rule = next(rule for rule in RULES if page(rule) == case.page)
    rules = (*choose(RULES), *((rule,) if rule.preview else ()))
    sources = ledger(case.page.read_text(encoding="utf-8"))
    document = read("page.md", case.text.encode())
    if case.option == "inserted":  # what no plain text can hold: the marked text was tracked
        start = case.marked.index("⟦")
        end = start + len(case.marked[start + 1 :].split("|")[0])
        document = replace(document, marks=(Mark(start, end, "inserted"),))
    found = review(analyse(document), rules, sources).findings
    marked = mark(case.text, [(f.span.start, f.span.end, f.code) for f in found])
    assert marked == case.marked, [f.message for f in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_page_has_the_fixed_heads_and_both_kinds_of_cases(rule: Rule):
    text = page(rule).read_text(encoding="utf-8")
    assert text.startswith(f"# {rule.name} ({rule.code})\n\n")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADS
    own = [case for case in cases("check") if case.page == page(rule)]
    assert any(f"|{rule.code}⟧" in case.marked for case in own), "no example of the fault"
    assert any(case.marked == case.text for case in own), "no example without fault"


def test_names_and_codes_are_unique_and_well_formed():
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"[PNLDXEUTRF]\d{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
        assert page(rule).stem == rule.name.replace("-", "_")


HOOK = """## 提交前自动核对

用 [pre-commit](https://pre-commit.com) 的，在 `.pre-commit-config.yaml` 里写：

```yaml
repos:
  - repo: local
    hooks:
      - id: nlpsum
        name: nlpsum lint
        entry: nlpsum lint --format concise
        language: system
        files: \\.(md|txt|docx)$
```""".splitlines()


def index() -> str:
    lines = [
        "# 规则",
        "",
        "每条规则一个文件，旁边是它的说明页；`nlpsum explain 代码` 也能看。",
        "本表由 tests/test_rule_pages.py 生成：`NLPSUM_WRITE=1 pytest tests/test_rule_pages.py`。",
        "",
        "| 代码 | 规则 | 查什么 | 级别 | 默认 |",
        "|---|---|---|---|---|",
    ]
    for rule in RULES:
        said = page(rule).read_text(encoding="utf-8").splitlines()[2]
        severity = {"error": "错误", "warning": "警告", "info": "提示"}[rule.severity]
        default = "不开" if rule.preview else "开"
        name = f"[{rule.name}]({page(rule).name})"
        lines.append(f"| {rule.code} | {name} | {said} | {severity} | {default} |")
    return "\n".join([*lines, "", *HOOK, ""])


def test_index_is_up_to_date():
    if os.environ.get("NLPSUM_WRITE"):
        INDEX.write_text(index(), encoding="utf-8")
    assert INDEX.read_text(encoding="utf-8") == index(), "run with NLPSUM_WRITE=1"
