"""What a document is: title, day of issue, issuing body and kind, from what it says of itself.

Asked in this order: the content (head lines, then the signature at the end), the file's own properties,
the file name. When a file was last saved says nothing about when its text was issued and is not used.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from nlpsum.read.lines import number_level
from nlpsum.text import Document, fold

if TYPE_CHECKING:
    from nlpsum.text import Block

_HEAD_LINES = 12
_TAIL_LINES = 8
_LONG_LINE = 60
_LONGEST_TITLE = 80
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "O": 0}

_DAY = re.compile(
    r"((?:19|20)\d\d)\s*[年./-]\s*(0?[1-9]|1[0-2])\s*[月./-]\s*(0?[1-9]|[12]\d|3[01])(?:\s*日|(?!\d))"
)
_CHINESE_DAY = re.compile(
    r"([一二][零〇○ＯO一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_MONTH = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:1\s*[-—–~至]\s*)?(1[0-2]|0?[1-9])\s*月")
_QUARTER = re.compile(r"((?:19|20)\d\d)\s*年?\s*第?([一二三四1234前])(?:\s*三)?\s*季度")
_HALF = re.compile(r"((?:19|20)\d\d)\s*年?\s*([上下])半年")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")

_ORG_END = (
    r"(?:委员会|办公室|办公厅|领导小组|指挥部|联席会议|政府|公司|集团|总队|支队|大队|中心|协会|学会|商会|联合会|"
    r"学院|大学|学校|医院|银行|分行|支行|研究院|研究所|管委会|党委|党组|党工委|纪委|监委|工会|妇联|团委|"
    r"[省市县区州旗盟厅局委办院部处科署所站队社会行])"
)
_ORG = re.compile(rf"[\u4e00-\u9fff（）()·]{{1,40}}?{_ORG_END}(?:[（(]章[）)])?")
_TITLE_ORG = re.compile(rf"([\u4e00-\u9fff]{{2,30}}{_ORG_END})(?=关于|(?:19|20)\d\d|第|上半年|工作|[\d一二三四五六七八九十]+月|印发)")
_FILLED_BY = re.compile(
    r"(?:填报|编制|编报|主办|报送|制表|发布|发文)(?:单位|部门|机关|机构)?\s*[:：]\s*([\u4e00-\u9fff]{2,30})"
)
_EDITED_BY = re.compile(r"([\u4e00-\u9fff]{2,30}?)\s*(?:主办|编印|编发|主编|编)(?=\s|　|$|[（(\d])")
_ISSUE = re.compile(r"[（(【\[]?\s*(?:总?\s*第\s*[\d一二三四五六七八九十百〇零]+\s*期|(?:19|20)\d\d\s*年\s*第\s*[\d一二三四五六七八九十百]+\s*期|增刊)")
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fffA-Za-z]*\s*[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*第?\s*\d+\s*号")
_MASTHEAD = re.compile(r".{0,30}(?:简报|快报|动态|信息|专报|通讯|简讯|要情|文件)")
_CLOSES = "。；;：:，,、"
_GREETING = re.compile(r"(?:各位|同志们|尊敬的)|.{0,60}[:：]$")
_SECRET = re.compile(r"(?:绝密|机密|秘密|内部|特急|加急|平急|签发人|附件\s*\d*\s*[:：]?$|\d+$|主办|编印|抄送|目\s*录$)")

_KINDS = (
    ("brief", re.compile(r"简报|快报|月报|周报|旬报|日报|专报|简讯|工作动态|信息(?:第|$)|工作信息")),
    (
        "notice",
        re.compile(r"(?:通知|通报|公告|通告|决定|意见|批复|函|纪要|办法|细则|方案|规定)(?:[（(].*[）)])?$"),
    ),
    ("table", re.compile(r"(?:表|明细|台账)(?:[（(].*[）)])?$")),
    ("report", re.compile(r"报告|总结|汇报|公报|要点|打算|分析|情况")),
)
_MOSTLY = 0.6


def about(document: Document, known: dict[str, str] | None = None) -> Document:
    """The document with title, date, body and kind; ``known`` are the file's own properties."""
    known = known or {}
    name = PurePath(document.path).stem
    head, tail = _ends(document)
    title = document.title or _title(document, head) or known.get("title", "") or _name_title(name)
    day = (
        document.date
        or _issued(title, head, tail)
        or day_in(known.get("date", ""))
        or month_end(title)
        or month_end("\n".join(head[:4]))
        or _name_day(name)
    )
    body = document.body or _body(title, head, tail) or known.get("body", "") or _title_body(name)
    kind = _kind(document, title, head, name)
    return replace(document, title=title, date=day, body=body, kind=kind)


def _ends(document: Document) -> tuple[list[str], list[str]]:
    """The lines before the running text, and the last lines."""
    lines = [document.text[b.start : b.end].strip() for b in document.blocks]
    lines = [line for line in lines if line]
    head: list[str] = []
    for line in lines[:_HEAD_LINES]:
        if _LONG_LINE < len(line) and line.rstrip().endswith("。"):
            break
        head.append(line)
    return head, lines[len(head) :][-_TAIL_LINES:]


# Title -------------------------------------------------------------------------------------------


def _title(document: Document, head: list[str]) -> str:
    """The title block, or the first line that reads like a title."""
    titled = [b for b in document.blocks[:_HEAD_LINES] if b.kind == "title"]
    lines = [_clean(document.text[b.start : b.end]) for b in titled]
    lines = [line for line in lines if _may_be_title(line)]
    if lines:
        run = _adjoining(document, titled)
        if _MASTHEAD.fullmatch(lines[0]) and 1 < len(lines) and run < len(lines):
            return "".join(lines[run:]) if len("".join(lines[run:])) <= _LONGEST_TITLE else lines[run]
        joined = "".join(lines[:run])
        return joined if len(joined) <= _LONGEST_TITLE else lines[0]
    if document.blocks and document.blocks[0].caption:
        return document.blocks[0].caption
    candidates: list[str] = []
    for line in head:
        text = _clean(line)
        if _GREETING.match(text) or number_level(text):
            break
        if _may_be_title(text):
            candidates.append(text)
    if not candidates:
        return ""
    first, *others = candidates
    if _MASTHEAD.fullmatch(first) and others and _MASTHEAD.fullmatch(others[0]) is None:
        second = others[0]
        if not _EDITED_BY.match(second) and not _ORG.fullmatch(second):
            return second
    if others and _unfinished(first) and len(first + others[0]) <= _LONGEST_TITLE:
        return first + others[0]
    return first


def _adjoining(document: Document, titled: list[Block]) -> int:
    """How many title blocks stand together at the start: a title set on several lines."""
    count = 1
    for above, below in zip(titled, titled[1:], strict=False):
        if document.text[above.end : below.start].strip():
            break
        count += 1
    return count


def _unfinished(line: str) -> bool:
    """Whether a title's first line needs the next: 关于… without its 通知, or an organisation alone."""
    if line.startswith("关于") or "关于" in line:
        return not re.search(r"(?:通知|通报|报告|意见|决定|公告|函|批复|方案|情况|总结|汇报|纪要|说明|公报)(?:[（(].*)?$", line)
    return bool(_ORG.fullmatch(line))


def _clean(line: str) -> str:
    """A line without the marks of its format and the blanks that only spread it out."""
    text = re.sub(r"^#+\s*|\*\*|__", "", line.strip())
    return re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "", text).strip()


def _may_be_title(text: str) -> bool:
    """Whether a line can be a title: not a number, date, issue, address or sentence."""
    if not 3 < len(text) <= _LONGEST_TITLE or text[-1] in _CLOSES:
        return False
    if len(re.findall(r"[\u4e00-\u9fff]", text)) < 4:  # noqa: PLR2004
        return False
    if _ISSUE.match(text) or _DOCUMENT_NUMBER.match(text) or _SECRET.match(text):
        return False
    if text.startswith(("——", "--", "（", "(", "【")) or "http" in text:
        return False
    return not (_DAY.search(fold(text)) and len(_DAY.sub("", fold(text)).strip(" （）()")) < 14)  # noqa: PLR2004


def _name_title(name: str) -> str:
    """The file name without its number, where it is Chinese."""
    text = re.sub(r"^[\d\s._\-—、（）()]+", "", name)
    return text if re.search(r"[\u4e00-\u9fff]{2}", text) else ""


# Date --------------------------------------------------------------------------------------------


def day_in(text: str) -> date | None:
    """The first full date in a text: 2023年3月5日, 2023-03-05, 二〇二三年三月五日."""
    folded = fold(text)
    if match := _DAY.search(folded):
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
    if match := _HALF.search(folded):
        return _last(int(match[1]), 6 if match[2] == "上" else 12)
    if match := _QUARTER.search(folded):
        quarter = 3 if match[2] == "前" else "一二三四1234".index(match[2]) % 4 + 1
        return _last(int(match[1]), 3 * quarter)
    if matches := list(_MONTH.finditer(folded)):
        return _last(int(matches[0][1]), int(matches[0][2]))
    return None


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _issued(title: str, head: list[str], tail: list[str]) -> date | None:
    """The day of issue: on a head line of its own kind, or under the signature."""
    for line in head:
        if (found := day_in(line)) and _is_date_line(line, title):
            return found
    for line in reversed(tail):
        if (found := day_in(line)) and _is_signature(line):
            return found
    return None


def _is_date_line(line: str, title: str) -> bool:
    """Whether a head line's date is that of issue, not one that the text speaks of."""
    if line.rstrip("）) ").endswith(("。", "；")) and len(line) > _LONG_LINE // 2:
        return False
    return _clean(line) != title or not re.search(r"[至—–-]", line)


def _is_signature(line: str) -> bool:
    """Whether a line of the end is a date alone, or an organisation and a date."""
    folded = re.sub(r"[\s　（）()]", "", _CHINESE_DAY.sub("", _DAY.sub("", fold(line))))
    folded = re.sub(r"印发|印$|发布$", "", folded)
    return not folded or bool(_ORG.fullmatch(folded))


def _name_day(name: str) -> date | None:
    """The day or month that a file name gives: 20230305, 2023-03, 2023年3月."""
    folded = fold(name)
    if found := day_in(folded):
        return found
    if found := month_end(folded):
        return found
    if match := _COMPACT.search(folded):
        year, month = int(match[1]), int(match[2])
        return _day(year, month, int(match[3])) if match[3] else _last(year, month)
    return None


# Issuing body ------------------------------------------------------------------------------------


def _body(title: str, head: list[str], tail: list[str]) -> str:
    """The organisation that signs, that the title names, or that filled in the table."""
    for at in range(len(tail) - 1, -1, -1):
        if not (day_in(tail[at]) and _is_signature(tail[at])):
            continue
        own = _org(_CHINESE_DAY.sub("", _DAY.sub("", fold(tail[at]))))
        if own:
            return own
        above: list[str] = []
        for line in reversed(tail[:at]):
            if not (name := _org(line)):
                break
            above.append(name)
        if above:
            return "、".join(reversed(above))
    if named := _title_body(title):
        return named
    for line in head:
        if found := _title_body(_clean(line)):
            return found
    for line in [*head, *tail]:
        if match := _FILLED_BY.search(line):
            return match[1]
    for line in head:
        text = _clean(line)
        if match := re.fullmatch(r"(.{2,30})文件", text):
            return match[1]
        for match in _EDITED_BY.finditer(re.sub(r"[（(].*?[）)]|第\s*\d+\s*期", " ", line)):
            if _ORG.fullmatch(match[1]) or match[1].endswith("部"):
                return match[1]
    for line in head:
        for part in re.split(r"[\s　]{2,}|　", line):
            text = _clean(part)
            if text != title and _org(text) and len(text) < _LONG_LINE // 2:
                return text
    return ""


def _org(line: str) -> str:
    """A line that is nothing but an organisation's name."""
    text = re.sub(r"[\s　]+", "", line)
    match = _ORG.fullmatch(text)
    return re.sub(r"[（(]章[）)]$", "", text) if match and len(text) > 3 else ""  # noqa: PLR2004


def _title_body(title: str) -> str:
    """The organisation that a title begins with: 某某局关于…, 某某公司2023年…"""
    match = _TITLE_ORG.match(title)
    return match[1] if match else ""


# Kind --------------------------------------------------------------------------------------------


def _kind(document: Document, title: str, head: list[str], name: str) -> str:
    """Brief, notice, report or table: by the title, the head, the file name, then the contents."""
    cells = sum(b.end - b.start for b in document.blocks if b.kind == "cell")
    if document.text and _MOSTLY < cells / max(1, len(document.text.replace("\t", ""))):
        return "table"
    for text in (title, *(_clean(line) for line in head[:3]), _name_title(name)):
        for kind, pattern in _KINDS[:3]:
            if pattern.search(text):
                return kind
    return "brief" if any(_ISSUE.match(_clean(line)) for line in head) else "report"
