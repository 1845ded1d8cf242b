"""Doubts: numbers that are no figures, but part of a name, an ordinal, a code or a stretch of time.

A false figure costs the reader more than a missed one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.extract import lexicon
from nlpsum.text import HAN

if TYPE_CHECKING:
    from nlpsum.extract.numbers import Number

_LONGEST_NAME = 14
_A_YEAR = 1000
_NEAR = 12

_NO_COUNT = re.compile(
    r"(?:第|〔|［|\[|（第|(?:^|[\s（(见附])[图表]|附件|专栏|附表|№|NO\.|No\.|公式|式|版本"
    r"|型号|编号|票号|代码|电话|热线|邮编|频率)\s?$"
)
_LATELY = re.compile("(?:今后|未来|过去|近|前|后|最近|这|近几|上|下|每|再用|用|力争|通过)$")
_NAMES = re.compile(rf"规定|不漏|不误|代表|会议|大会|{HAN}{{0,3}}(?:全会|代会|代表大会|董事会)")
_POINTING = ("这", "那", "每", "另", "某", "同", "哪", "头", "第")


def is_name(gap: str, ahead: str) -> bool:
    """Whether a number stands inside a short quotation or a title: “115”团队, 《…50条》."""
    title = gap.rfind("《")
    if title >= 0 and title > gap.rfind("》"):
        return True
    quote = gap.rfind("“")
    if quote < 0 or quote < gap.rfind("”"):
        return False
    closed = ahead.find("”")
    return closed >= 0 and len(gap) - quote + closed <= _LONGEST_NAME and "，" not in gap[quote:]


def counts_nothing(number: Number, gap: str, ahead: str) -> bool:
    """Whether a number is part of a name, an ordinal, a code, or a stretch of time."""
    if (
        gap and gap[-1] in "第〔［[图表件栏№.式本型号码话线编率" and _NO_COUNT.search(gap[-_NEAR:])
    ) or (("“" in gap or "《" in gap) and is_name(gap, ahead)):
        return True
    unit = number.unit
    if unit in _QUALIFIED and qualifies(number, ahead):
        return True
    if unit in _TIMES:
        return _is_time(number, gap, ahead)
    if number.form == "number":
        return False
    if (
        number.end - number.start == 1 + len(unit)
        and number.value >= _SCALE
        and unit
        and (not gap or gap[-1] in _HEADS)
    ):
        return True
    if number.form == "chinese" and not number.modifier:
        return bool(_NAMES.match(ahead)) or gap.endswith(_POINTING)
    return False


_TIMES = frozenset({"岁", "周岁", "年", "日", "个月"})


def _is_time(number: Number, gap: str, ahead: str) -> bool:
    """Whether a number of days, months or years is an age, a date or when something was."""
    unit = number.unit
    if unit == "个月":
        return gap.endswith(("前", "近", "过去"))
    if unit == "日":
        return not lexicon.at_end("lasting").search(gap[-_NEAR:])
    if unit != "年":
        return ages(number, ahead)
    if (
        number.value >= _A_YEAR
        or lexicon.at_start("not_lasting").match(ahead)
        or _LATELY.search(gap[-_NEAR:])
    ):
        return True
    return number.form == "chinese" and not lexicon.at_end("lasting").search(gap[-_NEAR:])


def qualifies(number: Number, ahead: str) -> bool:
    """Whether a number only tells which is meant: 8小时平均浓度, 15分钟生活圈, 三项指标分别下降."""
    name = _QUALIFIED.get(number.unit)
    return name is not None and bool(name.match(ahead))


_SPAN = rf"(?:{HAN}{{0,6}}圈|不间断|值[班守]|备[勤班]|在线|热线|自助)"
_QUALIFIED = {
    "小时": re.compile(rf"过境免签|滑动平均|平均(?:质量)?(?:浓度|值|第)|{_SPAN}"),
    "分钟": re.compile(_SPAN),
    "年": re.compile("一遇"),
    "项": re.compile("(?:主要|事故)?指标(?:同比|环比)?(?:分别|均|全面)"),
    "千伏": re.compile(f"(?![和与及至到或]){HAN}"),
}


_SCALE = 10_000
_HEADS = frozenset("（(：:|/、\n")
"""Where a scale word with a unit heads numbers and is none: 产量（万吨）."""
_AGED = re.compile(rf"的|老|以?[上下]|{HAN}{{0,4}}(?:人|儿童|少年|妇女|人口|人群|学生)")


def ages(number: Number, ahead: str) -> bool:
    """Whether an age only tells who is meant: 65岁以上老年人."""
    return "岁" in number.unit and bool(_AGED.match(ahead))


_SAYS = re.compile(
    "(?:为|达到?|至|到|是|指数|比|比率|倍差|系数|[均H]值|得分|评分|总分|分值|净增|缩小|下降|上升|提高|扩大)\\s?$"
)
_NO_VALUE = ("-", "/", "×", "*", ":", "=", "(", "+")


def says_something(number: Number, gap: str, ahead: str) -> bool:
    """Whether a number without a unit is a figure: 指数为3.39, 1亿农业转移人口, 千亿级."""
    if number.fraction:
        return True
    if number.scale != 1:
        return number.form != "bare" or number.modifier == "级" or ahead.startswith(_PASSED)
    if number.form != "number" or gap.rstrip().endswith(_NO_VALUE):
        return False
    return (not ahead or ahead[0] in "，。；、）( (,;") and bool(_SAYS.search(gap[-_NEAR:]))


_PASSED = ("大关", "台阶")
_RANK_AFTER = re.compile(
    "位|名|高|低|大|多|长|好|，|。|；|、|）|,|\\)|$|的位|上升|提升|跃升|下降|和"
)


def is_rank(number: Number, gap: str, ahead: str, *, worded: bool) -> bool:
    """Whether 第2 or 前十 ranks something; ``worded`` says that 位 or 名 stands in it."""
    if is_name(gap, ahead):
        return False
    near = gap.rstrip()[-_NEAR:]
    ranked = bool(lexicon.at_end("rank_before").search(near))
    if number.form == "first":
        return ranked or worded or (bool(near) and ahead.startswith("的"))
    if worded and _ENDS_THERE.match(ahead):
        return True
    ranked = ranked or bool(_AMONG.search(near))
    return ranked and (worded or bool(_RANK_AFTER.match(ahead)))


_ENDS_THERE = re.compile("[，。；、）的和及与]|$")
"""第2名 is a rank where no one follows who came second: 第2名患者."""
_AMONG = re.compile("[省市县区州盟]$|百强|倒数$")
