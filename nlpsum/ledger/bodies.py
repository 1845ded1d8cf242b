"""Whose figure it is: the body that issued a document, and the place or unit a figure speaks of.

全市 in a bureau's notice is that city; 我区 and 全局 are the speaker's own; 自来水公司 is a part of
the group. Figures of one scope never answer a question about another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.text import fold

if TYPE_CHECKING:
    from nlpsum.text import Document

_FORM = re.compile(r"(?:股份|集团)?有限(?:责任)?公司$|集团有限公司$")
_PLACE = re.compile(
    r"^[\u4e00-\u9fff×X]{1,9}?(?:自治区|自治州|自治县|特别行政区|新区|开发区|高新区|地区|省|市|区|县|州|盟|旗|街道|镇|乡)"
)
_TITLE_BODY = re.compile(
    r"^(?:中共|共青团)?(?P<body>[\u4e00-\u9fff×（）]{2,30}?(?:有限公司|集团|公司|人民政府|政府办公室|办公室|委员会|管委会|"
    r"[局厅院校部会委社所]|中心|大学|医院|银行))(?=关于|\d{4}年|[一二]〇|工作|\d{1,2}月)"
)
_LEVELS = "省市区县州盟旗镇乡"


def home(document: Document) -> str:
    """The body that a document speaks for: as read, else from its title; empty where neither tells."""
    if document.body:
        return fold(document.body).strip()
    title = fold(document.title).strip().lstrip("#").strip()
    match = _TITLE_BODY.match(title)
    if match:
        return match["body"]
    place = _PLACE.match(title)
    return place.group() if place else ""


def short(body: str) -> str:
    """A body's name without its legal form: 云汀水务集团有限公司 → 云汀水务集团."""
    bare = _FORM.sub("", body)
    if "集团" in body and bare and not bare.endswith("集团"):
        return bare + "集团"
    return bare or body


def place(body: str) -> str:
    """The place a body's name begins with: 柳河区科技局 → 柳河区; empty if it begins with none."""
    found = ""
    rest = body
    while match := _PLACE.match(rest):
        found = body[: len(found) + match.end()]
        rest = body[len(found) :]
    return found


def same_house(one: str, other: str) -> bool:
    """Whether two bodies may speak for one another.

    A body and its own departments do (云汀水务集团有限公司安全生产委员会; 客户服务中心, which names
    no place or company), and offices of one place (柳河区财政局, 柳河区科技局). A city's bureau and
    a company, a city and its district do not. An unknown body is taken for the asker's own.
    """
    if not one or not other:
        return True
    a, b = short(one), short(other)
    if a in b or b in a:
        return not _one_is_a_part(a, b)
    here, there = place(a), place(b)
    if here and there:
        return here.endswith(there) or there.endswith(here)
    return not (there or _is_company(b)) or not (here or _is_company(a))


def _one_is_a_part(a: str, b: str) -> bool:
    """Whether one is a place and the other a smaller place in it (安徽省, 安徽省淮南市)."""
    here, there = place(a), place(b)
    return bool(here and there and here != there and not _suffix(here, there))


def _suffix(here: str, there: str) -> bool:
    return here.endswith(there) or there.endswith(here)


def _is_company(body: str) -> bool:
    return bool(re.search(r"公司|集团|银行|大学|学院|医院", body))


def whose(scope: str, speaker: str, asker: str, own: tuple[str, ...]) -> str:
    """Whose a figure is, as the asker would say it: empty for the asker's own, else a name.

    ``scope`` is what the figure says (全市, 自来水公司, or nothing), ``speaker`` the body of its
    document, ``asker`` the body that asks, with its other names ``own``.
    """
    text = fold(scope).strip()
    if _speaks_of_itself(text, speaker):
        return "" if same_house(speaker, asker) else short(speaker)
    if text in own or short(text) == short(asker) or text == place(asker):
        return ""
    return short(text)


_ITSELF = frozenset(
    ("", "集团", "公司", "全局", "全委", "全系统", "全公司", "集团公司", "集团合并", "本部门")
)


def _speaks_of_itself(scope: str, speaker: str) -> bool:
    if scope in _ITSELF or re.fullmatch(r"[我本].{1,3}", scope):
        return True
    if len(scope) == len("全市") and scope[0] == "全" and scope[1] in _LEVELS:
        return place(speaker).endswith(scope[1])
    return bool(speaker) and (short(scope) == short(speaker) or scope == place(speaker))
