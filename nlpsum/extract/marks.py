"""Marks of what is left unfilled, and what each asks for: × XX □□ （　） 【待补】 {{slot}} #REF!

A mark is judged by its neighbours, since its look-alikes stand in finished documents: 7×24小时,
9.6×2.4米, “数据要素×”行动, X射线, XX型, 二○○八年, **bold**, □ before a choice, 张×× for a person.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nlpsum import units
from nlpsum.extract import lexicon
from nlpsum.text import HAN, ahead

if TYPE_CHECKING:
    from collections.abc import Iterator


class Mark(NamedTuple):
    """A mark: ``text[start:end]`` covers it (with scale and unit where it stands for a number).

    ``kind`` is a blank's kind; ``unit`` the bare unit, or 年 月 日 for the part of a date.
    """

    start: int
    end: int
    kind: str
    unit: str


_SURNAMES = frozenset(
    "张王李赵刘陈杨黄吴周徐孙朱胡林郭何罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘袁蒋余杜苏魏"
    "吕丁沈姚卢傅钟姜崔谭廖范汪陆贾邱侯邹熊孟秦阎薛尹雷黎陶贺郝龚邵钱覃莫孔汤某"
)
_SPACES = "[ \u3000\t]"
_PAIR = 2
_SLOT_WORDS = (
    "名称|姓名|时间|日期|单位|电话|手机号?|地点|金额|数量|事项|任务|内容|标题|部门|年份|联系人"
    "|范围|地址|职务|数字|数据|文号|主题|机构|负责人|编号|比例|公司名?|项目名?"
)
_PENDING = (
    "待补充?|待填写?|待核实?|待定|待确认|待更新|此处填写?|请填写|请补充|请核实|需补充|需核实|未填"
    "|空缺|数据待[^】）\\]]{0,6}|TBD|TODO|填写[^】）\\]]{0,10}|插入[^】）\\]]{0,10}"
)


@cache
def _pattern() -> re.Pattern[str]:
    forms = rf"""
        (?P<cross>[×╳✕✖]+)
      | (?P<letters>(?<![A-Za-z0-9+\-_./@&])(?:X+|x{{2,}})(?![A-Za-z0-9+\-_/@&]|\.[A-Za-z0-9]))
      | (?P<stars>\*{{2,}})
      | (?P<boxes>□+)
      | (?P<rings>[○◯〇]{{2,}})
      | (?P<line>(?<![A-Za-z0-9])_{{2,}}(?![A-Za-z0-9]))
      | (?P<slot>\{{\{{[^{{}}\n]{{0,60}}\}}\}}|\$\{{[^{{}}\n]{{1,60}}\}})
      | (?P<pending>[【\[（(](?:{_PENDING})[】\])）]|TBD(?![A-Za-z]))
      | (?P<named>\[{HAN}{{0,8}}(?:{_SLOT_WORDS})\])
      | (?P<empty>【{_SPACES}*】|（{_SPACES}+）|[（(]{_SPACES}{{2,}}[)）]|〔{_SPACES}*〕
          |(?:（）|\({_SPACES}\))(?={_SPACES}?(?:[百千]?[万亿]|[元家个户人吨亩%‰]|百分点|年|月|日)))
      | (?P<error>\#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!))
      | (?P<dots>…{{2}}(?=[（(](?:{HAN}|[、，]){{2,40}}[)）]))
      | (?P<gap>(?<!{_SPACES}){_SPACES}{{2,}}(?=(?:年|月|日|号)(?![^\s。；，、（）]{{0,1}}期)))
      | (?P<wide>(?<={HAN})\u3000{{6,}}(?={HAN}))"""
    return re.compile(ahead(r"×╳✕✖Xx*□○◯〇_（(【\[{$#T…〔 \u3000", forms), re.VERBOSE)


def find(
    text: str, more: tuple[str, ...] = (), start: int = 0, stop: int | None = None
) -> Iterator[Mark]:
    """The marks of ``text[start:stop]``, folded, in order."""
    search, end, at = _pattern().search, len(text) if stop is None else stop, start
    while match := search(text, at, end):
        kind = match.lastgroup or ""
        first, at = match.span(kind)
        if kind not in _TESTS or _TESTS[kind](text, first, at):
            yield _asks(text, first, at, more)


_PLACE = "省市县区旗州镇乡村路街社园"
_NUMBER_AHEAD = re.compile(r"[年月日时号家个项名人万亿千元%吨例户次类位件条份]")


def _cross(text: str, start: int, end: int) -> bool:
    """No sign of multiplication, no part of a name in quotes, no masked private person."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if end - start == 1:
        if before and before in "0123456789米mM.)）" and (after.isdigit() or after in "(（"):
            return False
        if before.isdigit() and after and (after.isascii() or after in "米厘毫"):
            return False
        if before.isascii() and before.isalpha():
            return False
        if (
            after
            and after in "”》」"
            and "\u4e00" <= before <= "\u9fff"
            and _short_quote(text, start)
        ):
            return False
        if text[max(0, start - 3) : start].rstrip(" ").endswith(("要素", "智能")):
            return False
        if _SPACED_TIMES.search(text[max(0, start - 3) : end + 3]):
            return False
    if (before.isascii() and before.isalpha()) or _PLATE.search(text[max(0, start - 7) : start]):
        return False
    if _person(text, start, end):
        return False
    line = _line(text, start)
    return not ("√" in line or "✓" in line)


def _short_quote(text: str, at: int) -> bool:
    low = max(text.rfind(mark, max(0, at - 12), at) for mark in "“《「")
    return low >= 0


def _person(text: str, start: int, end: int) -> bool:
    """村民张××: a surname that no name of a body goes before, and nothing countable behind."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if not before or before not in _SURNAMES or end - start > _PAIR:
        return False
    if _NUMBER_AHEAD.match(after) or (after and after in _PLACE):
        return False
    ahead = text[start - 2 : start - 1] if start >= _PAIR else ""
    return (
        not ahead
        or not "\u4e00" <= ahead <= "\u9fff"
        or ahead in "人民者员士工生由对向与和是名系为告将被理长任记师席"
    )


def _line(text: str, at: int) -> str:
    low = max(text.rfind("\n", max(0, at - 200), at) + 1, at - 200, 0)
    high = text.find("\n", at, at + 200)
    return text[low : high if high >= 0 else at + 200]


_SPACED_TIMES = re.compile(r"\d[米mM]? [×╳✕✖] \d")
_PLATE = re.compile(r"[A-Za-z]\d+$")
"""A car's number with its last places hidden."""

_SINGLE_X = re.compile(
    rf"{_SPACES}(?:[%％]|[万亿]?元|万|亿|个|家|项|人次|例|吨|户)"
    r"|(?:年|月|日|省|市|县|区(?!块)|镇|乡|村|街道|局|家|个|项|名|人|例|吨|号(?!线)|%|万|亿|元|次"
    r"|户|位|某)"
)


def _letters(text: str, start: int, end: int) -> bool:
    """XX stands for something unless it names a model, a ray, or sits in a quoted phrase."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if after in {"型", "光", "射", "轴", "线", "染", "级"} or before in {"+", "＋"}:
        return False
    if re.match(r"\s[A-Za-z0-9]", text[end : end + 2]) or re.search(
        r"[A-Za-z0-9]\s$", text[max(0, start - 2) : start]
    ):
        return False
    if end - start == 1:
        return (
            bool(_SINGLE_X.match(text, end))
            and before not in {"”", "“"}
            and not (before.isascii() and before.isalnum())
        )
    low = max(
        text.rfind("“", max(0, start - 60), start), text.rfind("《", max(0, start - 60), start)
    )
    closed = max(
        text.rfind("”", max(0, start - 60), start), text.rfind("》", max(0, start - 60), start)
    )
    if low > closed:
        return "范本" not in text[start : end + 30] and text[low] == "《"
    return True


def _stars(text: str, start: int, end: int) -> bool:
    """Markdown's ** come in pairs around words."""
    return end - start > _PAIR + 1 or not _bold(text, start)


def _bold(text: str, at: int) -> bool:
    line = _line(text, at)
    return len(re.findall(r"(?<!\*)\*{2,3}(?!\*)", line)) % 2 == 0


def _boxes(text: str, start: int, end: int) -> bool:
    """A single □ is a box to tick, or a newspaper's mark, unless it stands for a number."""
    return end - start > 1 or bool(
        re.match("[年月日号家个万元%]| (?:[万亿]元|%)", text[end : end + 3])
    )


def _rings(text: str, start: int, end: int) -> bool:
    """二○○八年 is a year."""
    near = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(sign in "零一二三四五六七八九十0123456789" for sign in near)


def _gap(text: str, start: int, end: int) -> bool:
    """Spaces before 年 月 日 号 within a sentence, not an indent or the letters of a heading."""
    before = text[max(0, start - 1) : start]
    return (
        bool(before)
        and before not in "\n 　"
        and before in "年月日第于至自为九〇○零（(：:到前从"
        and (before not in "：:" or text[end] != "日")
    )


def _wide(text: str, start: int, _end: int) -> bool:
    """Wide blanks inside a sentence; the parts of a heading or signature stand alone."""
    line = _line(text, start)
    return any(mark in line for mark in "，。；")


_TESTS = {
    "cross": _cross,
    "letters": _letters,
    "stars": _stars,
    "boxes": _boxes,
    "rings": _rings,
    "gap": _gap,
    "wide": _wide,
}


@cache
def _ahead(more: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"{_SPACES}?(?P<lead>余|多)?(?P<scale>(?:万亿|[十百千]?[万亿]|百(?!货)|千(?!瓦|克"
        rf"|米))(?![^\W\d_]*公司))?(?P<unit>{units.pattern(more)})?(?:[)）]?)"
    )


@cache
def _body() -> re.Pattern[str]:
    """The rest of the name of a body, after a blank: ×有限公司."""
    return re.compile(rf"(?:{HAN}|[A-Za-z（）]){{0,14}}?(?:{lexicon.pattern('body')})")


_PLACE_AHEAD = re.compile(
    r"(?:省|市|县|区|旗|州|盟|镇|乡|村|街道|社区|大街|路|园区|花园|开发区|小区)"
)
_DATE_AHEAD = re.compile(r"(?:年|月|日)")


def _asks(text: str, start: int, end: int, more: tuple[str, ...]) -> Mark:
    """What a mark asks for, by the words beside it."""
    before, after = text[max(0, start - 12) : start], text[end : end + 20]
    if date := _DATE_AHEAD.match(after):
        lasting = (
            before.endswith(("为期", "期限", "期限为", "历时", "长达", "连续"))
            and date.group() == "年"
        )
        if not lasting:
            return Mark(start, end, "date", date.group())
    if after.startswith("时") and "日" in before[-6:]:
        return Mark(start, end, "date", "时")
    if (after.startswith("号") and re.search("[〔\\[（(第字]|〕$", before[-3:])) or re.match(
        f"{HAN}{{0,4}}〔", after
    ):
        return Mark(start, end, "document", "")
    if before.endswith(("《", "〔")):
        return Mark(start, end, "document" if not _PLACE_AHEAD.match(after) else "place", "")
    if place := _PLACE_AHEAD.match(after):
        if (
            not _body().match(after)
            or place.group() in {"镇", "乡", "村"}
            or after[place.end() : place.end() + 1] in set("融、的，。和《》常级本")
        ):
            return Mark(start, end, "place", "")
        if not re.match(f"{HAN}{{0,6}}(?:公司|集团|厂|局|学院|大学|合作社|法院)", after):
            return Mark(start, end, "place", "")
    match = None if after.startswith("副") else _ahead(more).match(text, end)
    if match and (match["unit"] or match["scale"]):
        unit = units.spelling(match["unit"] or "")
        kind = (
            "percent"
            if unit in {"%", "百分点", "‰"}
            else "count"
            if unit in units.counts()
            else "amount"
            if unit
            else "number"
        )
        stop = match.end("unit") if match["unit"] else match.end("scale")
        return Mark(start, stop, kind, unit)
    if any(after.startswith(title) for title in lexicon.words("titles")) or any(
        before.endswith(title) for title in lexicon.words("titles")
    ):
        return Mark(start, end, "name", "")
    if _body().match(after):
        return Mark(start, end, "organisation", "")
    if before.endswith(("第",)):
        return Mark(start, end, "document" if after.startswith("号") else "number", "")
    if before.endswith(("编号为", "电话", "编码", "编号", "号码", "达到", "增速", "增长", "下降")):
        return Mark(start, end, "number", "")
    return Mark(start, end, _beside(before, after), "")


def _beside(before: str, after: str) -> str:
    """Names in a list, people who do something, else text."""
    if re.match("(?:等|、)?[×X]", after) or re.match("(?:、|等|分别)", after):
        return "name"
    if before.endswith(("选聘", "任命", "由", "我是", "选聘×、")):
        return "name"
    return "text"


NUMBERS = frozenset({"amount", "count", "percent", "number"})
"""Kinds that stand for a number."""
