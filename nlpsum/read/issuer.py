"""Who issued a document: the organisation that signs, that its head names, or that filled it in."""

from __future__ import annotations

import re

from nlpsum.read.days import CHINESE_DAY, DAY, day_in
from nlpsum.read.heads import GREETING, LEAST_HAN, LONG_LINE, MASTHEAD, Ends, clean
from nlpsum.text import HAN, fold

_ORG_END = (
    r"(?:委员会|办公室|办公厅|领导小组|指挥部|联席会议|政府|公司|集团|总队|支队|大队|中心|协会|学会|商会|联合会|"
    r"学院|大学|学校|医院|银行|分行|支行|研究院|研究所|管委会|党委|党组|党工委|纪委|监委|工会|妇联|团委|秘书处|"
    r"国务院|红十字会|海关|监狱|[林农牧机]场|幼儿园|[中小]学|[^年级全各本][厅局委办院部处科署所站队厂馆])"
)
_ORG = re.compile(
    rf"(?!关于|本报|来源|各|.*[\dA-Za-z_])[\w（）()·]{{1,40}}?{_ORG_END}(?:[（(]章[）)])?"
)
_TITLE_ORG = re.compile(
    rf"(?:(?:19|20)\d\d年)?(?!关于)({HAN}{{1,30}}?{_ORG_END})"
    r"(?=关于|(?:19|20)\d\d|第|上半年|下半年|一季度|工作|简报|快报|信息|印发|[\d一二三四五六七八九十]+月)"
)
_FILLED_BY = re.compile(
    r"(?:填报|编制|编报|主办|报送|制表|发布|发文)(?:单位|部门|机关|机构)?\s*[:：]\s*"
    rf"({HAN}{{2,30}})"
)
_EDITED_BY = re.compile(rf"({HAN}{{2,30}}?)\s*(?:主办|编印|编发|主编|编)(?=\s|　|$|[（(\d])")
_OFFICE = re.compile(rf"({HAN}{{1,4}}?)(?:党[委政]|综合)?办公室")
OFFICER = re.compile(
    rf"(?P<org>{HAN}*?)(?:副?(?:省长|市长|县长|区长|州长|总理|主席|书记|主任委员|主任|局长|厅长|部长|行长|"
    rf"院长|检察长|董事长|总经理))+\s*{HAN}{{0,4}}"
)


def issuer(title: str, ends: Ends) -> str:
    """The organisation that signs, that the title or head names, or that filled in the table."""
    signed, named = _signed(ends.tail), title_body(title)
    if named and (match := _OFFICE.fullmatch(signed)) and named.endswith(match[1]):
        return named  # 集团办公室 signs for 某某集团
    if signed or named:
        # A signature may be short for the full name in the title: 集团安委会 for 某某集团…委员会.
        return (
            named if named.endswith(signed[-4:]) and len(signed) < len(named) else signed or named
        )
    lines = [clean(line) for line in ends.head]
    for text in lines:
        if match := re.fullmatch(r"(.{2,30}(?<!会议))文件", text):
            return match[1]
        if MASTHEAD.fullmatch(text) and (found := title_body(text)):
            return found
    for line in (*ends.head, *ends.tail):
        if match := _FILLED_BY.search(line):
            return match[1]
    for line in ends.head:
        bare = re.sub(r"[（(][^）)]{0,80}[）)]|第\s*\d+\s*期", " ", line)
        for match in _EDITED_BY.finditer(bare):
            if _ORG.fullmatch(match[1]):
                return match[1]
    for line, text in zip(ends.head, lines, strict=True):
        if text == title:
            continue
        if (match := OFFICER.fullmatch(text)) and (found := org(match["org"])):
            return found
        parts = [org(part) for part in re.split(r"[\s　]+", line.strip())]
        if any(parts) and len(line) < LONG_LINE and not GREETING.match(text):
            return "、".join(dict.fromkeys(part for part in parts if part))
    return ""


def _signed(tail: tuple[str, ...]) -> str:
    """The organisation above or beside the date that ends the text."""
    printed = ""
    for at, line in reversed(list(enumerate(tail))):
        if not (day_in(line) and is_signature(line)):
            continue
        own = org(_without_date(line))
        if is_print(line):
            printed = printed or own
            continue
        if own:
            return own
        above: list[str] = []
        for before in reversed(tail[:at]):
            if not (name := org(before)):
                break
            above.append(name)
        if above:
            return "、".join(reversed(above))
    return printed


def org(line: str) -> str:
    """A line that is nothing but an organisation's name."""
    text = re.sub(r"[\s　]+", "", line)
    match = _ORG.fullmatch(text)
    return re.sub(r"[（(]章[）)]$", "", text) if match and len(text) >= LEAST_HAN else ""


def title_body(title: str) -> str:
    """The organisation that a title begins with: 某某局关于…, 某某公司2023年…"""
    match = _TITLE_ORG.match(title)
    return match[1] if match else ""


def is_signature(line: str) -> bool:
    """Whether a line of the end is a date alone, or an organisation and a date."""
    text = _without_date(line)
    return not text or bool(_ORG.fullmatch(text))


def is_print(line: str) -> bool:
    """Whether a line dates the print (印发), not the text."""
    return bool(re.search(r"印发?[）)。\s]*$", line))


def _without_date(line: str) -> str:
    """A signature's line without its date, blanks and the word for printing."""
    text = CHINESE_DAY.sub("", DAY.sub("", fold(line)))
    return re.sub(r"[\s　（）()]|(?:印发|印|发布)[）)]?$", "", text)
