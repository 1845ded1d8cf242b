"""What a document is: title, day of issue, issuing body and kind, from what it says of itself.

Asked in this order: the content (head lines, then the signature at the end), the file's own
properties, the file name. When a file was last saved says nothing about when its text was issued
and is not used.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from nlpsum.read.lines import number_level
from nlpsum.text import Document, fold

if TYPE_CHECKING:
    from nlpsum.text import Block

_HEAD_LINES = 14
_FRONT_LINES = 25
_TAIL_LINES = 8
_LONG_LINE = 60
_LONGEST_TITLE = 80
_TITLE_LINES = 4
_LEAST_HAN = 4
_OPENING = 200
_HAN = re.compile(r"[\u4e00-\u9fff]")

# Dates.
_DAY = re.compile(
    r"((?:19|20)\d\d)\s*[年./-]\s*(0?[1-9]|1[0-2])\s*[月./-]\s*(0?[1-9]|[12]\d|3[01])(?:\s*日|(?!\d))"
)
_CHINESE_DAY = re.compile(
    r"([一二][零〇○ＯO一二三四五六七八九]{3})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*"
    r"([一二三四五六七八九十]{1,3})\s*日"
)
_DAY_OF_ISSUE = re.compile(
    r"((?:19|20)\d\d)\s*年?\s*第\s*\d{1,3}\s*期[^\d。]*(?:总第\s*\d+\s*期[^\d。]*)?"
    r"(1[0-2]|0?[1-9])\s*月\s*(3[01]|[12]\d|0?[1-9])\s*日"
)
_DAY_ALONE = re.compile(r"(1[0-2]|0?[1-9])\s*月\s*(3[01]|[12]\d|0?[1-9])\s*日")
_MONTH = re.compile(
    r"((?:19|20)\d\d)\s*年?\s*(?:1\s*[-—–~至]\s*)?(1[0-2]|0?[1-9])\s*月(?!\s*[\d日])"
)
_QUARTER = re.compile(r"((?:19|20)\d\d)\s*年?\s*第?(?:([一二三四1234])|前(三))\s*季度")
_HALF = re.compile(r"((?:19|20)\d\d)\s*年?\s*([上下])半年")
_COMPACT = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○ＯO", 0)

# Organisations.
_ORG_END = (
    r"(?:委员会|办公室|办公厅|领导小组|指挥部|联席会议|政府|公司|集团|总队|支队|大队|中心|协会|学会|商会|联合会|"
    r"学院|大学|学校|医院|银行|分行|支行|研究院|研究所|管委会|党委|党组|党工委|纪委|监委|工会|妇联|团委|秘书处|"
    r"国务院|红十字会|[^年级全各本][厅局委办院部处科署所站队])"
)
_ORG = re.compile(
    rf"(?!关于|本报|来源|各)[\u4e00-\u9fff（）()·]{{1,40}}?{_ORG_END}(?:[（(]章[）)])?"
)
_TITLE_ORG = re.compile(
    rf"(?:(?:19|20)\d\d年)?(?!关于)([\u4e00-\u9fff]{{1,30}}?{_ORG_END})"
    r"(?=关于|(?:19|20)\d\d|第|上半年|下半年|一季度|工作|简报|快报|信息|印发|[\d一二三四五六七八九十]+月)"
)
_FILLED_BY = re.compile(
    r"(?:填报|编制|编报|主办|报送|制表|发布|发文)(?:单位|部门|机关|机构)?\s*[:：]\s*([\u4e00-\u9fff]{2,30})"
)
_EDITED_BY = re.compile(r"([\u4e00-\u9fff]{2,30}?)\s*(?:主办|编印|编发|主编|编)(?=\s|　|$|[（(\d])")
_OFFICE = re.compile(r"([\u4e00-\u9fff]{1,4}?)(?:党[委政]|综合)?办公室")
_OFFICER = re.compile(
    r"(?P<org>[\u4e00-\u9fff]*?)(?:副?(?:省长|市长|县长|区长|州长|总理|主席|书记|主任委员|主任|局长|厅长|部长|行长|"
    r"院长|检察长|董事长|总经理))+\s*[\u4e00-\u9fff]{0,4}"
)

# Lines of a head.
_ISSUE = re.compile(
    r"[（(【\[]?\s*(?:(?:总|增刊)?\s*第\s*[\d一二三四五六七八九十百〇零]+\s*期"
    r"|(?:19|20)\d\d\s*年?\s*第\s*[\d一二三四五六七八九十百]+\s*期|增刊)"
)
_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]*\s*[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*第?\s*\d+\s*号"
)
_MASTHEAD = re.compile(r".{0,30}(?:简报|快报|动态|信息|专报|通讯|简讯|要情|文件)")
_CLOSES = "。；;：:，,、！!"
_GREETING = re.compile(r"(?:各位|同志们|尊敬的)|.{0,60}[:：]$")
_NO_TITLE = re.compile(
    r"绝密|机密|秘密|内部|特急|加急|平急|签发|附件|主办|编印|抄送|目\s*录$|来源|时间|日期|作者|本报|记者|单位[:：]|"
    r"[（(【—–\-|]|\d+$|.*文件\s*[（(].{1,4}[）)]$|.*会议文件|.*[|｜]|.*https?:|第\s*\d+\s*页"
)
_GENRE = re.compile(
    r"(?:通知|通报|公告|通告|决定|意见|批复|函|纪要|办法|细则|方案|规定|报告|总结|汇报|公报|要点|打算|计划|分析|情况|"
    r"说明|总体方案|简报|快报|月报|周报|旬报|日报|专报|简讯|动态|信息|简况|表|明细|台账|要情|建议)"
    r"(?:\s*[（(〔\[].{0,20}[）)〕\]])*(?:[①-⑳\d]{0,2})$"
)
_NAMED = re.compile(r"关于|(?:19|20)\d\d|[\d一二三四五六七八九十]月|上半年|下半年|季度|年度")
"""What a title says beside its genre: its matter or its period."""
_BEGINS_TITLE = re.compile(r"关于|[省市县区州盟旗镇乡村厂年月的和与及暨、]$|(?:半年|季度)$")
_LINKED = tuple("和与及暨的")
_KINDS = (
    (
        "brief",
        re.compile(
            r"简报|快报|月报|周报|旬报|日报$|专报|简讯|工作动态|工作信息|信息(?:第|$)|动态$"
        ),
    ),
    (
        "notice",
        re.compile(
            r"(?:通知|通报|公告|通告|决定|意见|批复|函|纪要|办法|细则|方案|规定)(?:\s*[（(].*[）)])?$"
        ),
    ),
    ("table", re.compile(r"(?:表|明细|台账)(?:\s*[（(].*[）)])?$")),
    ("report", re.compile(r"报告|总结|汇报|公报|要点|打算|分析|情况")),
)
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class _Ends:
    """The lines before the running text, how many are marked as title, and the last lines."""

    head: tuple[str, ...]
    tail: tuple[str, ...]


def about(document: Document, known: dict[str, str] | None = None) -> Document:
    """The document with title, date, body and kind; ``known`` are the file's own properties."""
    known = known or {}
    name = PurePath(document.path).stem
    ends = _ends(document)
    title = _title(document, ends.head) or known.get("title", "") or _name_title(name)
    day = (
        _issued(title, ends)
        or _issued_in_year(title, ends)
        or day_in(known.get("date", ""))
        or month_end(title)
        or _name_day(name)
        or day_in(document.text[:_OPENING])
    )
    body = _body(title, ends) or known.get("body", "") or _title_body(_name_title(name))
    kind = _kind(document, title, ends.head, name)
    blocks = _titled(document, title)
    return replace(document, blocks=blocks, title=title, date=day, body=body, kind=kind)


def _titled(document: Document, title: str) -> tuple[Block, ...]:
    """The blocks, with those of the head that make up the title marked as such."""
    rest = title
    blocks = list(document.blocks)
    for at, block in enumerate(blocks[:_FRONT_LINES]):
        text = _clean(document.text[block.start : block.end])
        if rest and text and rest.startswith(text) and block.kind != "cell":
            blocks[at] = replace(block, kind="title", level=0)
            rest = rest.removeprefix(text)
    return document.blocks if rest else tuple(blocks)


def _ends(document: Document) -> _Ends:
    """The first lines up to the first sentence or numbered line, and the last ones."""
    lines = _lines(document, document.blocks[: 2 * _HEAD_LINES])
    head: list[str] = []
    for line in lines[:_HEAD_LINES]:
        text = _clean(line)
        # A short sentence may be a picture's caption between title and text.
        if number_level(text) or (text.endswith("。") and (len(text) > _LONG_LINE or not head)):
            break
        if len(text) > 2 * _LONG_LINE and "。" in text:
            break
        head.append(line)
        if _GREETING.match(text):
            break
    rest = document.blocks[len(head) :]
    return _Ends(tuple(head), tuple(_lines(document, rest[-2 * _TAIL_LINES :])[-_TAIL_LINES:]))


def _lines(document: Document, blocks: tuple[Block, ...]) -> list[str]:
    """The texts of blocks that have any."""
    lines = [document.text[block.start : block.end].strip() for block in blocks]
    return [line for line in lines if line]


def _clean(line: str) -> str:
    """A line without the marks of its format and the blanks that only spread it out."""
    text = re.sub(r"^#+\s*|\*\*|__", "", line.strip())
    return re.sub(
        r"(?<=[\u4e00-\u9fff]) *[ \u3000](?=[\u4e00-\u9fff\d])|(?<=\d) (?=年)", "", text
    ).strip()


# Title -------------------------------------------------------------------------------------------


def _title(document: Document, head: tuple[str, ...]) -> str:
    """The lines marked as title, or those of the head that read like one.

    A title names a genre; where that found does not, a line near the top that does is better: the
    lines above it are then a page's banner, not the document's.
    """
    if document.blocks and document.blocks[0].caption:
        return _marked(document) or document.blocks[0].caption
    found = _marked(document) or _of_head(head)
    return found if _GENRE.search(found) else _named(document) or found


def _marked(document: Document) -> str:
    """The lines marked as title, without the masthead above them."""
    marked = [block for block in document.blocks[:_HEAD_LINES] if block.kind == "title"]
    runs = _runs(document, marked)
    return next((run for run in runs if not _MASTHEAD.fullmatch(run)), runs[-1] if runs else "")


def _of_head(head: tuple[str, ...]) -> str:
    """The lines of the head that make up a title, else its masthead or its first line."""
    lines = [_clean(line) for line in head]
    masthead = ""
    for at, line in enumerate(lines):
        if not _may_be_title(line):
            continue
        if _MASTHEAD.fullmatch(line) and not re.search(r"\d{4}年", line):
            masthead = masthead or line
            continue
        if joined := _joined(lines[at:]):
            return joined
    if masthead:
        return masthead
    first = lines[0] if lines else ""
    # A line of no known genre is a title only where nothing stands before it.
    plain = _may_be_title(first) and not re.search("[，。]", first)
    return first if plain and not _org(first) and not _OFFICER.fullmatch(first) else ""


def _named(document: Document) -> str:
    """The first line before the running text that is a title by itself, or an empty text."""
    blocks = tuple(b for b in document.blocks[:_FRONT_LINES] if b.kind != "cell")
    for line in map(_clean, _lines(document, blocks)):
        if len(line) > _LONG_LINE and "。" in line:
            return ""
        if _is_whole(line) and not number_level(line):
            return line
    return ""


def _is_whole(line: str) -> bool:
    """Whether a line is a title by itself: it names its genre, and its matter, period or body."""
    says = _NAMED.search(line) or _title_body(line)
    whole = bool(says and _GENRE.search(line)) and not line.startswith(_LINKED)
    return whole and _may_be_title(line)


def _runs(document: Document, marked: list[Block]) -> list[str]:
    """The title lines, those that stand together as one."""
    runs: list[str] = []
    previous: Block | None = None
    for block in marked:
        text = _clean(document.text[block.start : block.end])
        if not _may_be_title(text) and not (previous and len(text) < _LEAST_HAN):
            previous = None
            continue
        near = previous and not document.text[previous.end : block.start].strip()
        if near and not _ends_title(runs[-1]) and len(runs[-1] + text) <= _LONGEST_TITLE:
            runs[-1] += text
        else:
            runs.append(text)
        previous = block
    return runs


def _ends_title(text: str) -> bool:
    """Whether a title is complete: it ends in the name of its genre, as in …工作情况的通报."""
    return bool(_GENRE.search(text)) and not text.endswith(("情况", "计划", "方案"))


def _joined(lines: list[str]) -> str:
    """A title that starts on the first line and may run over the next ones, or an empty text."""
    text = ""
    for line in lines[:_TITLE_LINES]:
        if text and _is_whole(line) and not (_BEGINS_TITLE.search(text) or _org(text)):
            return line  # what stands above it is a slogan or a banner
        if text and (not _goes_on(line) or _OFFICER.fullmatch(line)):
            return ""
        text += line
        if len(text) > _LONGEST_TITLE:
            return ""
        if _GENRE.search(text):
            if (
                text.endswith(("情况", "计划"))
                and len(lines) > 1
                and re.match("[和与及]", lines[1])
            ):
                continue
            return text
    return ""


def _goes_on(line: str) -> bool:
    """Whether a line may be the second or third of a title."""
    return (
        bool(line)
        and line[-1] not in _CLOSES
        and not _NO_TITLE.match(line)
        and not _ISSUE.match(line)
    )


def _may_be_title(text: str) -> bool:
    """Whether a line can be or begin a title: not a number, date, issue, address or sentence."""
    if len(text) > _LONGEST_TITLE or not text or text[-1] in _CLOSES or "。" in text:
        return False
    if len(_HAN.findall(text)) < _LEAST_HAN:
        return False
    if _ISSUE.match(text) or _DOCUMENT_NUMBER.match(text) or _NO_TITLE.match(text):
        return False
    rest = _DAY.sub("", fold(text))
    return rest == fold(text) or bool(_GENRE.search(text))


def _name_title(name: str) -> str:
    """The file name without its number, where it is Chinese."""
    text = re.sub(r"^[\d\s._\-—、（）()]+(?![\d年月])", "", name)
    return text if re.search(r"[\u4e00-\u9fff]{2}", text) else ""


# Date --------------------------------------------------------------------------------------------


def day_in(text: str) -> date | None:
    """The first full date in a text: 2023年3月5日, 2023-03-05, 二〇二三年三月五日."""
    if match := _DAY.search(fold(text)):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _CHINESE_DAY.search(text):
        year = int("".join(str(_DIGITS[c]) for c in match[1]))
        return _day(year, _small(match[2]), _small(match[3]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _small(text: str) -> int:
    """一 to 三十一."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text] if len(text) == 1 else 0
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def month_end(text: str) -> date | None:
    """The last day of the month, quarter or half-year that a title names with its year."""
    folded = fold(text)
    if match := _MONTH.search(folded):
        return _last(int(match[1]), int(match[2]))
    if match := _HALF.search(folded):
        return _last(int(match[1]), 6 if match[2] == "上" else 12)
    if match := _QUARTER.search(folded):
        quarter = 3 if match[3] else "一二三四1234".index(match[2]) % 4 + 1
        return _last(int(match[1]), 3 * quarter)
    return None


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _issued(title: str, ends: _Ends) -> date | None:
    """The day of issue: on a head line of its own kind, under the signature, or of the print."""
    for line in ends.head:
        if (found := day_in(line)) and _is_date_line(_clean(line), title):
            return found
    printed: date | None = None
    for line in reversed(ends.tail):
        if (found := day_in(line)) and _is_signature(line):
            # The print (印发) is dated after the text itself, whose date stands above it.
            if not _is_print(line):
                return found
            printed = printed or found
    months = [
        month_end(line) for line in ends.head if _MONTH.fullmatch(fold(line).strip("（）() "))
    ]
    return printed or (months[0] if months else None)


def _issued_in_year(title: str, ends: _Ends) -> date | None:
    """The day of issue that leaves its year to the number of the issue, or to the title's period.

    （2022年第4期 5月5日） is of 2022; （1月8日） under a title of December 2024 is of 2025.
    """
    for line in ends.head:
        if match := _DAY_OF_ISSUE.search(fold(line)):
            return _day(*map(int, match.groups()))
    end = month_end(title)
    for line in (*ends.head, *reversed(ends.tail)):
        match = _DAY_ALONE.fullmatch(fold(line).strip("（）() \u3000"))
        if match and end:
            later = int(match[1]) < end.month
            return _day(end.year + later, int(match[1]), int(match[2]))
    return None


def _is_date_line(line: str, title: str) -> bool:
    """Whether a head line's date is that of issue, not one that the title or text speaks of."""
    return line != title and "。" not in line and not _GENRE.search(line)


def _is_signature(line: str) -> bool:
    """Whether a line of the end is a date alone, or an organisation and a date."""
    text = _without_date(line)
    return not text or bool(_ORG.fullmatch(text))


def _is_print(line: str) -> bool:
    return bool(re.search(r"印发?[）)。\s]*$", line))


def _without_date(line: str) -> str:
    """A signature's line without its date, blanks and the word for printing."""
    text = _CHINESE_DAY.sub("", _DAY.sub("", fold(line)))
    return re.sub(r"[\s　（）()]|(?:印发|印|发布)[）)]?$", "", text)


def _name_day(name: str) -> date | None:
    """The day or month that a file name gives: 20230305, 2023-03, 2023年3月."""
    folded = fold(name)
    if found := day_in(folded) or month_end(folded):
        return found
    if match := _COMPACT.search(folded):
        year, month = int(match[1]), int(match[2])
        return _day(year, month, int(match[3])) if match[3] else _last(year, month)
    return None


# Issuing body ------------------------------------------------------------------------------------


def _body(title: str, ends: _Ends) -> str:
    """The organisation that signs, that the title or head names, or that filled in the table."""
    signed, named = _signed(ends.tail), _title_body(title)
    if named and (match := _OFFICE.fullmatch(signed)) and named.endswith(match[1]):
        return named  # 集团办公室 signs for 某某集团
    if signed or named:
        # A signature may be short for the full name in the title: 集团安委会 for 某某集团…委员会.
        return (
            named if named.endswith(signed[-4:]) and len(signed) < len(named) else signed or named
        )
    lines = [_clean(line) for line in ends.head]
    for text in lines:
        if match := re.fullmatch(r"(.{2,30}(?<!会议))文件", text):
            return match[1]
        if _MASTHEAD.fullmatch(text) and (found := _title_body(text)):
            return found
    for line in (*ends.head, *ends.tail):
        if match := _FILLED_BY.search(line):
            return match[1]
    for line in ends.head:
        for match in _EDITED_BY.finditer(re.sub(r"[（(].*?[）)]|第\s*\d+\s*期", " ", line)):
            if _ORG.fullmatch(match[1]):
                return match[1]
    for line, text in zip(ends.head, lines, strict=True):
        if text == title:
            continue
        if (match := _OFFICER.fullmatch(text)) and (found := _org(match["org"])):
            return found
        parts = [_org(part) for part in re.split(r"[\s　]+", line.strip())]
        if any(parts) and len(line) < _LONG_LINE and not _GREETING.match(text):
            return "、".join(dict.fromkeys(part for part in parts if part))
    return ""


def _signed(tail: tuple[str, ...]) -> str:
    """The organisation above or beside the date that ends the text."""
    printed = ""
    for at, line in reversed(list(enumerate(tail))):
        if not (day_in(line) and _is_signature(line)):
            continue
        own = _org(_without_date(line))
        if _is_print(line):
            printed = printed or own
            continue
        if own:
            return own
        above: list[str] = []
        for before in reversed(tail[:at]):
            if not (name := _org(before)):
                break
            above.append(name)
        if above:
            return "、".join(reversed(above))
    return printed


def _org(line: str) -> str:
    """A line that is nothing but an organisation's name."""
    text = re.sub(r"[\s　]+", "", line)
    match = _ORG.fullmatch(text)
    return re.sub(r"[（(]章[）)]$", "", text) if match and len(text) >= _LEAST_HAN else ""


def _title_body(title: str) -> str:
    """The organisation that a title begins with: 某某局关于…, 某某公司2023年…"""
    match = _TITLE_ORG.match(title)
    return match[1] if match else ""


# Kind --------------------------------------------------------------------------------------------


def _kind(document: Document, title: str, head: tuple[str, ...], name: str) -> str:
    """Brief, notice, report or table: by the title, the head, the file name, then the contents."""
    cells = sum(b.end - b.start for b in document.blocks if b.kind == "cell")
    if document.text and cells / max(1, len(document.text.replace("\t", ""))) > _MOSTLY:
        return "table"
    mastheads = [_clean(line) for line in head[:3]]
    mastheads = [
        line for line in mastheads if _MASTHEAD.fullmatch(line) and not line.endswith("文件")
    ]
    for text in (*mastheads, title, _name_title(name)):
        for kind, pattern in _KINDS:
            if pattern.search(text):
                return kind
    return "brief" if any(_ISSUE.match(_clean(line)) for line in head) else "report"
