"""Finding numbers: every printed number with its scale, unit and the modifier behind it.

One pass of one regular expression over the folded text, begun only where a number can begin; what
the number means is left to ``binding``. GB/T 15835—2011 is the source of the forms.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import chain
from string import ascii_letters
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from nlpsum import numerals, units
from nlpsum.text import HAN, ahead, late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.dates import Printed


class Number(Struct, gc=False):
    """A number: a figure covers ``text[start:end]``; ``after`` is where its modifier ends.

    ``value`` and ``upper`` are in the base unit (scale multiplied out), ``place`` is the place of
    the last printed digit (0 for a count). ``form`` is ``number``, ``rank``, ``first`` (前十),
    ``chinese``, ``plain`` (characters without a unit), ``bare`` (千亿级) or ``blank``; ``scale`` is
    what its scale word multiplied by.
    """

    start: int
    end: int
    after: int
    value: Decimal
    upper: Decimal | None
    place: Decimal
    unit: str
    modifier: str
    form: str = "number"
    fraction: tuple[int, int] | None = None
    scale: Decimal = Decimal(1)


# An expression that is often not there is written (?:…|), which costs a search far less than (?:…)?
# does, and digits are taken whole (++): nothing that may follow them is a digit.
# Thousands are set off by commas or, in running text, by spaces (5.1.1): 1 216人 but 12 345 678 in
# the row of a table that has lost its lines.
_ARABIC = (
    r"[0-9]++(?:[,，](?<![0-9]{4}.)[0-9]{3}(?:[,，][0-9]{3})*(?![0-9])"
    r"|[ ](?<![0-9]{4}.)[0-9]{3}(?:[ ][0-9]{3})*(?=(?:\.[0-9]+)?[余多]?[^\W\da-zA-Z_])"
    r"|)(?:\.[0-9]++|)"
)
# A name in capitals may stand right before its value (GDP8.2万元), where codes have letters too.
_ABBREVIATED = r"[A-Z]{3}|R&D|OCs"
_SCALE = (
    r"(?:[万千百][余多]亿|[十百千]?(?:万亿|万万|[万亿](?!能))"
    r"|千(?![瓦米克升伏卡帕赫字分])|百(?![分]))"
)
_STEPS = r"(?:\s?[0-9]{1,4}(?:[十百千]?万|[千百](?![瓦米克升伏卡帕赫字分])亿?))+"
# Digits with letters are a code (12A3), but for units that end in a digit.
_CODE = r"(?=[A-Za-z])(?!(?:[ckhN]?[mM]|mg/m|ug/m)[23](?![0-9]))[A-Za-z0-9]*[A-Za-z]-?[0-9]"
_DASH = r"(?:-{1,2}|\s?(?:—{1,2}|–|~|～|至|到|─)\s?)"
_INCLUDED = r"(?:[（(]含[)）])"
_AFTER = r"(?:\+(?<=[万亿]\+)(?![0-9])|及?以上|及?以下|以内|之内|左右|上下|以上|多|余|强|级(?!别))"
_CHINESE = r"[零〇一二两三四五六七八九十百千万亿]"
_NUMERAL = _CHINESE + "{1,24}"  # bounded: a run of a million 一 is no number
_CHINESE_DIGIT = "[一二两三四五六七八九]"
# Capital numerals, told from 大陆, 队伍, 收拾 by their places: 壹仟玖佰, 叁万二千.
_CAPITAL = (
    r"(?:[壹贰叁肆伍陆柒捌玖](?:[拾佰仟]|(?<![陆伍])[万亿])|拾(?=[壹贰叁肆伍陆柒捌玖]))"
    r"[壹贰叁肆伍陆柒捌玖拾佰仟零一二三四五六七八九十百千万亿]{0,22}"
)
_SAME_UNIT = "(?:[万亿]元|[成个人名家户件倍元天年])"
_COINS = r"[一二三四五六七八九壹贰叁肆伍陆柒捌玖]角(?:[一二三四五六七八九壹贰叁肆伍陆柒捌玖]分)?"
_RANKED = r"(?:位|名|大(?!学|专|队|街)|强|(?=[，。；、）的\s]|$))"

_FEW = "[一二两三四五六七八九十百千万]{1,8}+"
_SHORT = rf"(?:{_FEW}|[0-9]{{1,5}}+)"
_ALL_SIGNS = "[零〇一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟]{1,24}"

_UPPER_HALF = (1, 2)
_ONE = Decimal(1)
_HALF = Decimal("0.5")
_ZERO = Decimal(0)
_DOUBLINGS = 20
_PLACES = tuple(Decimal(1).scaleb(-places) for places in range(40))


class _Known(NamedTuple):
    """The expression that finds the next number, and the units' ``counts`` and ``spellings``."""

    pattern: re.Pattern[str]
    counts: frozenset[str]
    spellings: dict[str, str]


_BEGINS = "-−负0-9壹贰叁肆伍陆柒捌玖拾零一二两三四五六七八九十百千万亿几数上过前第翻半"
_AFTER_BARE = frozenset("，。；、）( (,;和及与或/\n")
"""What may stand behind a number without a unit that says something: 指数为3.39，."""


@cache
def _known(more: tuple[str, ...]) -> _Known:
    """What numbers are found by; the group that closes last, an empty one, names the form."""
    unit = units.pattern(more)
    counted = units.chinese_pattern(more)
    forms = rf"""
        (?=[-−负0-9])(?:
        (?=[0-9]{{1,4}}+[/又分])(?<![0-9A-Za-z/.])[0-9]{{1,4}}
            (?:/[0-9]{{1,5}}(?![0-9/.万亿年月])|(?:又{_SHORT}|)分之{_SHORT})(?P<slashed>)
      | (?:(?<![A-Za-z0-9.×*])|(?<={_ABBREVIATED}))(?<![A-Za-z0-9%℃元][-－—])
            (?:(?=[0-9])|(?P<sign>[-−](?<![0-9A-Za-z%℃元)）年月日].)
              |负(?:(?<!{HAN}.)|(?<=[为至到是].))))
            (?P<n1>{_ARABIC})(?!{_CODE})
            (?:(?=[\s个余多几十百千万亿])(?:\s|[ ]{{2}}|)(?:个(?=[余多几]亿)|)
              (?:(?P<m1>[余多几](?=[万亿个家户人名项件]|[百千]?万|[^\W\d]))|)
              (?:个(?=亿)|)(?P<s1>{_SCALE})(?:(?=[\s0-9])(?P<steps>{_STEPS})|)
              (?:(?P<m2>[余多](?!边|元化|样|层|式))|)|)
            (?:(?P<m3>[余多](?!边|元化|样|层|式|次发))|)
            (?:[ \t\u3000]{{0,2}}+(?P<u1>{unit}|日(?=[以之]?内)
              |(?<=[^.\d]\d\.\d)日|(?<=\.\d)[点级]|(?<=\.\d\d)点)|)
            (?P<number>))
      | (?=[过半一翻前第])(?:
        半(?<![上下前后大小每一过近多].)(?P<hu>个月|个?小时)(?P<half>)
      | (?:过半|半数|一半)(?P<over>)
      | 翻了?(?P<times>[一两二三四五六]|[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?)番(?P<double>)
      | 前(?P<f1>[0-9]{{1,4}}|{_NUMERAL})\s?{_RANKED}(?P<first>)
      | 第(?P<r1>[0-9]{{1,4}}|[一二三四五六七八九十]{{1,3}})(?:\s?(?P<ru>位|名)|)(?P<rank>))
      | (?![-−0-9过半翻前第])(?:
        [百千万](?<!{_CHINESE_DIGIT}.)分之(?P<parts>{_NUMERAL}(?:点{_NUMERAL}|)|{_ARABIC})
            (?P<percent>)
      | (?:负(?<!{HAN}.)|){_FEW}(?:又{_SHORT}|)分之{_SHORT}(?P<part>)
      | (?:[百千万](?:万|亿|)|十[万亿])(?:(?P<bm>级)|(?=大关|台阶)
            |(?P<bu>元|亩|吨|人(?![口均])|米|羽|头|户|千瓦|斤|公里|平方米|立方米)(?!{HAN}?级))
            (?P<bare>)
      | (?:(?P<v1>[数几]{_NUMERAL}|(?:上(?<![迈跨登踏站].)|)[百千万](?:万|亿|))\s?(?P<vm>[余多]|)
          |(?<!{_CHINESE})(?P<c1>(?:{_NUMERAL}|{_CAPITAL})(?:点{_NUMERAL}|))
            (?:(?P<cm>[余多几来]|个(?=亿))(?P<c2>万亿|[万亿]|)|)
            (?:(?:{_SAME_UNIT}|){_DASH}(?P<c3>{_NUMERAL})|))
            (?P<cu>{counted})(?:(?P<chalf>半)(?![年月天岛径导身载成截价票途夜边数路公信])|)
            (?:(?<=[元圆])(?P<coins>{_COINS})|)(?P<cafter>{_AFTER}|)(?P<chinese>)
      | (?:(?<!{HAN})(?<![（(“])|(?<=[有为是达至到共计约近超过和与及]))(?P<p0>负|)
            (?P<p1>{_ALL_SIGNS}+(?:点{_NUMERAL}|))(?:(?P<pm>[余多几来])(?P<p2>万亿|[万亿]|)|)
            (?=[，。；,;：\s）)]|$)(?P<plain>))"""
    pattern = re.compile(ahead(_BEGINS, forms), re.VERBOSE)
    return _Known(pattern, units.counts(), units.spellings())


def find(
    text: str,
    more: tuple[str, ...] = (),
    start: int = 0,
    stop: int | None = None,
    dates: Sequence[Printed] = (),
) -> list[Number]:
    """The numbers of ``text[start:stop]``, folded, in order; codes and plain words are left out.

    ``dates`` are the printed periods there, in order: no number stands in one or runs into one.
    """
    known = _known(more)
    search = known.pattern.search
    found: list[Number] = []
    starts = chain((start,), (date.end for date in dates))
    stops = chain((date.start for date in dates), (len(text) if stop is None else stop,))
    for first, last in zip(starts, stops, strict=True):
        at = first
        while match := search(text, at, last):
            form = match.lastgroup or ""
            number = _number(match, known) if form == "number" else _READERS[form](match)
            if number is None:
                at = match.end(form)
            else:
                found.append(number)
                at = number.after
    return found


_MODIFIED = re.compile(_AFTER)


def after(text: str, at: int) -> int:
    """Where the modifier behind a number or a blank that ends at ``at`` ends: ×家 以上."""
    match = _MODIFIED.match(text, at)
    return match.end() if match else at


_SOME = frozenset("余多")
_TAILS = frozenset("-—–~～至到─（( \t\n\u3000+及以之左上多余强级")
"""How what goes on from a number begins: the dash before a second end, or a modifier."""
_MODIFIER = late(rf"\s?{_INCLUDED}?({_AFTER})")


def _number(match: re.Match[str], known: _Known) -> Number | None:
    """Arabic digits, perhaps a range."""
    text, start, end = match.string, match.start(), match.end("number")
    sign, n1, m1, s1, steps, m2, m3, u1 = match.groups()[1:9]
    n2 = s2 = u2 = upper = None
    if s1 and s1[-2:-1] in _SOME:
        # 4万多亿元: the word stands within the scale.
        m2, s1 = s1[-2], s1[:-2] + s1[-1]
    modifier, last = m1 or m2 or m3 or "", end
    if end < len(text) and text[end] in _TAILS:
        second = _second(match, end, known)
        if second and not (text[end] in "至到" and _is_by(match, *second[:2])):
            n2, s2, u2, said, end = second
            modifier, last = modifier or said, end
        if more := _MODIFIER.match(text, end, match.endpos):
            modifier, last = modifier or more[1], more.end()
            end = last if more[1] in {"多", "余"} else end
    if not (u1 or u2):
        # Most numbers are digits alone, and say nothing.
        if not (s1 or s2 or sign) and last < len(text) and text[last] not in _AFTER_BARE:
            return None
        if start and text[start - 1] in _LETTERS:
            return None
    if steps:
        value = numerals.read(n1 + s1 + steps)
        if value is None:
            return None
        place = numerals.SCALES[steps[-1]]
    elif n2 and s2 and not s1 and not u1 and not _apart(n1, n2, s2):
        value, place = _scaled(n1, s2)
    else:
        value, place = _scaled(n1, s1)
    if n2:
        upper, place = _scaled(n2, s2 or (s1 if not u2 else None))
    printed = u2 or u1 or ""
    unit = known.spellings.get(printed, printed)
    if unit == "元":
        if text[start - 1 : start] in _BEFORE_COIN:
            unit = _coin(text, start)
    elif unit in _COLD and text.startswith("零下", start - 2):
        start -= 2
        sign = "-"
    if sign:
        value, upper = -value, -upper if upper is not None else None
    if unit == "成":
        unit, value, place = "%", value * 10, place * 10
        upper = None if upper is None else upper * 10
    if s1 or s2:
        scale = numerals.SCALES[s2 or s1]
    else:
        scale = _ONE
        if unit in known.counts and ("." not in n1 or value == value.to_integral_value()):
            place = _ZERO
    return Number(start, end, last, value, upper, place, unit, modifier, "number", None, scale)


_DASHED = late(rf"{_INCLUDED}?{_DASH}(?=[0-9])")
_LONGEST = 64


def _second(
    match: re.Match[str], at: int, known: _Known
) -> tuple[str, str | None, str | None, str, int] | None:
    """The digits, scale, unit and modifier of the second end of a range, and where it ends."""
    dash = _DASHED.match(match.string, at, match.endpos)
    if dash is None:
        return None
    # Cut off from the dash, since what stands behind one is no number by itself (2-30).
    at = dash.end()
    other = known.pattern.match(match.string[at : min(at + _LONGEST, match.endpos)])
    if other is None or other.lastgroup != "number" or other["steps"]:
        return None
    _, _, digits, m1, scale, _, m2, m3, unit, *_ = other.groups()
    return digits, scale, unit, m1 or m2 or m3 or "", at + other.end("number")


def _is_by(match: re.Match[str], to: str, scale: str | None) -> bool:
    """Whether a number is by how much, and no range's end: 标准提高30元至700元."""
    if match["u1"] in _OPEN or match.string[match.start() - 2 : match.start()] not in _RAISED:
        return False
    return _scaled(to, scale)[0] >= 2 * _scaled(match["n1"], match["s1"])[0]


_OPEN = frozenset({None, "%", "％", "个百分点"})
_RAISED = frozenset(
    ["提高", "提升", "增加", "上调", "上涨", "下降", "降低", "减少", "下调", "新增"]
)
_LETTERS = frozenset(ascii_letters)
_COLD = frozenset({"℃", "度"})
_COINED = {"港币": "港元", "台币": "台币"}


_BEFORE_COIN = frozenset("币 ")


def _coin(text: str, at: int) -> str:
    """元, or what the currency printed before the number makes of it: 港币300元."""
    return _COINED.get(text[max(0, at - 3) : at].rstrip()[-2:], "元")


_LONG = 4


def _apart(n1: str, n2: str, s2: str) -> bool:
    """Whether the first end of a range has no share in the second's scale word: 8500到3万元."""
    low, high = numerals.arabic(n1), numerals.arabic(n2)
    return len(n1) >= _LONG and high < low < high * numerals.SCALES[s2]


def _scaled(digits: str, scale: str | None) -> tuple[Decimal, Decimal]:
    """The value and the place of its last digit."""
    value = numerals.arabic(digits)
    places = len(digits.partition(".")[2])
    place = _PLACES[places] if places < len(_PLACES) else _ONE.scaleb(-places)
    if not scale:
        return value, place
    size = numerals.SCALES[scale]
    return value * size, place * size


def _spoken(  # noqa: PLR0913 - the fields of one number, by name
    match: re.Match[str],
    value: Decimal,
    unit: str = "",
    modifier: str = "",
    *,
    form: str = "chinese",
    fraction: tuple[int, int] | None = None,
) -> Number:
    """A number that is exact and no range."""
    start, end = match.start(), match.end(match.lastgroup or "")
    return Number(start, end, end, value, None, _ZERO, unit, modifier, form, fraction)


def _text(match: re.Match[str]) -> str:
    """The whole of a form as printed."""
    return match.string[match.start() : match.end(match.lastgroup or "")]


def _slashed(match: re.Match[str]) -> Number | None:
    above, slash, below = _text(match).partition("/")
    if not slash:
        return _part(match)
    parts = int(above), int(below)
    if not 0 < parts[0] < parts[1]:
        return None
    return _spoken(match, Decimal(parts[0]) / parts[1], form="number", fraction=parts)


def _percent(match: re.Match[str]) -> Number | None:
    value = numerals.read(match["parts"])
    if value is None:
        return None
    unit = {"百": "%", "千": "‰"}.get(match.string[match.start()], "")
    digits = match["parts"].partition("点")[2] or match["parts"].partition(".")[2]
    number = _spoken(match, value, unit)
    number.place = _ONE.scaleb(-len(digits))
    return number


def _part(match: re.Match[str]) -> Number | None:
    parts = numerals.fraction(_text(match))
    return _spoken(match, Decimal(parts[0]) / parts[1], fraction=parts) if parts else None


def _half(match: re.Match[str]) -> Number:
    return _spoken(match, _HALF, units.spelling(match["hu"]))


def _over(match: re.Match[str]) -> Number:
    return _spoken(
        match, _HALF, modifier="过" if _text(match) == "过半" else "", fraction=_UPPER_HALF
    )


def _double(match: re.Match[str]) -> Number | None:
    times = numerals.read(match["times"])
    if times is None or times > _DOUBLINGS:
        return None
    return _spoken(match, Decimal(2) ** int(times), "倍")


def _first(match: re.Match[str]) -> Number | None:
    value = numerals.read(match["f1"])
    if value is None:
        return None
    return _spoken(match, value, "名" if _text(match)[-1] == "名" else "位", "前", form="first")


def _rank(match: re.Match[str]) -> Number | None:
    value = numerals.read(match["r1"])
    return None if value is None else _spoken(match, value, match["ru"] or "位", form="rank")


def _vague(match: re.Match[str]) -> Number | None:
    """数十家, 几千人, 上百项: from the printed place to the next."""
    text, start, end = match["v1"], match.start(), match.end("cu")
    word = text[0] if text[0] in "数几上" else ""
    size = numerals.chinese(text[1:] if word else text)
    if size is None or (not word and not match["vm"] and len(text) < len("百万")):
        return None
    unit = units.spelling(match["cu"])
    step = numerals.SCALES[text[-1]] if text[-1] in "万亿" else _ONE
    for scale in ("亿", "万"):
        if unit.startswith(scale):
            step = numerals.SCALES[scale]
            size, unit = size * step, unit[1:]
    low, upper = (size * 2, size * 10 - step) if word in {"数", "几"} else (size, None)
    modifier = word or match["vm"]
    return Number(start, end, end, low, upper, _ZERO, unit, modifier, "chinese")


def _bare(match: re.Match[str]) -> Number | None:
    """千亿级, 百亿元, 千亩: a scale word alone as a number."""
    start, last = match.start(), match.end("bare")
    end = match.start("bm") if match["bm"] else last
    text = match.string[start : end - len(match["bu"] or "")]
    value = numerals.chinese(text)
    before = match.string[start - 1 : start]
    if value is None or (
        text == "万" and match["bu"] in {"元", "人", "户"} and before not in _ABOUT
    ):
        return None
    if before in _PER or _PER_NAME.match(match.string, last):
        return None
    return Number(
        start,
        end,
        last,
        value,
        None,
        value,
        match["bu"] or "",
        match["bm"] or "",
        "bare",
        scale=value,
    )


_ABOUT = frozenset("近超逾过")
_PER = frozenset({"每", "/"})
_PER_NAME = re.compile(
    "(?:电|油|气|能|煤|水)?[耗费]|综合|单位|事故率|死亡率|[负重轻]伤率|计划|收入|产值|拥有"
    "|发明|有效|床位|执业|营业|营收|销售|GDP|工业|固定资产|成本|投诉|利润|增加值"
)
"""What makes 百公里 or 千人 the denominator of a name: 百公里电耗, 百元收入."""


_COUNTED = frozenset({"倍", "成", "番", "亿元"})
_MEASURED = _COUNTED | frozenset(
    (
        "万元",
        "美元",
        "吨",
        "公斤",
        "千克",
        "斤",
        "克",
        "两",
        "公里",
        "千米",
        "亩",
        "公顷",
        "平方公里",
    )
)
_WORDS = {**dict.fromkeys("一二", _MEASURED), **dict.fromkeys("百千万亿", _COUNTED)}
"""Units that make a number of 一: 一吨, but 一个, 一次, 一层 are words, and 亿吨 a table's unit."""


def _chinese(match: re.Match[str]) -> Number | None:
    """Characters, perhaps a range: 三十多万人, 七千至九千亿元, 两吨半, 六元三角."""
    if match["v1"]:
        return _vague(match)
    text, more, printed = match["c1"], (match["cm"] or "").strip("个"), match["cu"]
    worded, halved = _WORDS.get(text), printed[1:2] == "半"
    if worded is not None and printed not in worded and not (match["chalf"] or halved):
        return None
    start, end = match.start(), match.start("cafter")
    value, upper = _ends(text, match["c3"])
    if value is None:
        return None
    for scale in ("亿", "万"):
        if printed.startswith(scale):
            value, printed = value * numerals.SCALES[scale], printed[1:]
            upper = upper * numerals.SCALES[scale] if upper is not None else None
    modifier = more or ("多" if printed[1:2] == "多" else "") or match["cafter"]
    unit = units.spelling(printed)
    if unit == "元" and match.string[start - 1 : start] in _BEFORE_COIN:
        unit = _coin(match.string, start)
    last = match["c2"] or (match["c3"] or text)[-1]
    if match["c2"]:
        value *= numerals.SCALES[match["c2"]]
    if (match["chalf"] and unit not in units.counts()) or halved:
        value += _HALF
    if match["coins"]:
        jiao, _, fen = match["coins"].partition("角")
        value += (numerals.read(jiao) or _ZERO) / 10 + (numerals.read(fen[:1]) or _ZERO) / 100
    if unit == "成":
        unit, value, upper = "%", value * 10, None if upper is None else upper * 10
    scale = numerals.SCALES[last] if last[-1] in "万亿" else _ONE
    counted = unit in units.counts() and scale == _ONE
    place = _ZERO if counted else numerals.SCALES.get(last, _ONE)
    return Number(
        start,
        end,
        match.end("chinese"),
        value,
        upper,
        place,
        unit,
        modifier,
        "chinese",
        scale=scale,
    )


def _plain(match: re.Match[str]) -> Number | None:
    """Characters without a unit, a whole clause or the end of one: 三百五十二, 一千多万."""
    value, upper = _ends(match["p1"], None)
    if value is None or match["p1"][0] in "百千万亿":
        return None
    size = numerals.SCALES[match["p2"] or ""] * (-1 if match["p0"] else 1)
    number = _spoken(match, value * size, "", match["pm"] or "", form="plain")
    number.upper, number.place = None if upper is None else upper * size, _ONE
    return number


_NEIGHBOURS = re.compile(rf"({_CHINESE}*?)({_CHINESE_DIGIT})({_CHINESE_DIGIT})({_CHINESE}*)")


def _ends(text: str, high: str | None) -> tuple[Decimal | None, Decimal | None]:
    """The value and the upper end of 三十, 三四十 and 三到四十; no value where it is no number."""
    if high is not None:
        return _from(text, high), numerals.chinese(high)
    if near := _NEIGHBOURS.fullmatch(text):
        low, upper = (numerals.chinese(near[1] + near[i] + near[4]) for i in (2, 3))
        return (low, upper) if low is not None and upper is not None and upper > low else _NEITHER
    return numerals.chinese(text), None


_NEITHER: tuple[None, None] = (None, None)


def _from(low: str, high: str) -> Decimal | None:
    """The first end of a range: it shares the scale that only the second says (七千到九千亿)."""
    value, rest = numerals.chinese(low), high.rstrip("万亿")
    top = numerals.chinese(rest)
    if value is None or top is None or not value < top:
        return value
    if len(low) == 1 and len(rest) == len("五百") and rest[1] in "百千":
        value *= numerals.SCALES[rest[1]]
    return value if set(low) & set("万亿") else value * numerals.SCALES[high[len(rest) :]]


_READERS = {
    "slashed": _slashed,
    "percent": _percent,
    "part": _part,
    "half": _half,
    "over": _over,
    "double": _double,
    "first": _first,
    "rank": _rank,
    "bare": _bare,
    "chinese": _chinese,
    "plain": _plain,
}
