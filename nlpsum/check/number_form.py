"""T003: number forms that the standard advises against: 5千万, 8月1号, 二零二五年."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_FORMS = (
    (
        late(r"(?<![\d.])\d{1,3}(?:\.\d+)?[百千](?=[万亿元])"),
        "阿拉伯数字后面只宜接“万”“亿”，“{}”宜写成完整数字",
    ),
    (late(r"(?<!\d)\d{1,2}月\d{1,2}号(?!文|令|线|楼|公告)"), "“{}”宜写作“日”"),
    (
        late(
            r"[一二][零〇○一二三四五六七八九]零[零〇○一二三四五六七八九](?=年)|二零[一二三四五六七八九零]{2}(?=年)"
        ),
        "“{}”是编号，宜用“〇”",
    ),
    (late(r"(?<![\d.—～~－-])[0-3]\d年(?=1?\d月)"), "“{}”应写四位数年份"),
)


def check(case: Case) -> Iterator[Finding]:
    """Every form found, with what is advised."""
    text = case.document.text
    for form, advice in _FORMS:
        for match in form.finditer(text):
            yield RULE.finding(case.document, *match.span(), advice.format(match.group()))


RULE = Rule("T003", "number-form", "info", check, preview=True)
