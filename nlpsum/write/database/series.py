"""Whose figures a document brings: the place or body that is followed over time and compared.

市财政局 is one body in one city's papers and another in the next city's. Where a body's name lacks
its place, the names of the file and its folders are asked, then the opening of the text; where none
tells, the body is that of its folder: ``市财政局（往年预算）``.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from nlpsum.ledger.bodies import alone, home, place, short, titled
from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Analysis
    from nlpsum.text import Document

_OPENING = 300
_DATES = re.compile(
    r"[（(][^（）()]*[）)]|[〇○零一二三四五六七八九]{4}年?度?|第.{1,3}期|[上下]半年|[一二三四]季度"
    r"|(?:\d+|十?[一二三四五六七八九十])(?:年度?|月份?|[日号期])|\d+|\W|_"
)
_LEVEL = re.compile(
    r"自治[区州县]|(?:经济|高新|技术)*(?:新|开发|高新)区"
    r"|[省市县区州盟旗镇乡](?![场容]|政(?![府协务法])|民(?!政))"
)
_UNIQUE = re.compile(r"中央|国务院|全国|国家|中国|部$")
_NUMBERED = re.compile(r"[第人中]")
_HEADED = re.compile(r"[\u4e00-\u9fff]{2,4}?[省市县区州](?=[省市县区州]级|本级|\d{4}年)")
_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,5}?(?:省|自治区)(?=[\u4e00-\u9fff]{2,}[市州盟])")
_NO_PLACE = re.compile(
    r"[于和与及在对各全我本该每两多]|[社城市园小校]区$|^.?[省市县区州盟旗镇乡]$|^自治.$|街道$"
)


def speaker(analysis: Analysis, folder: str) -> str:
    """The body that a document speaks for, with its place where that can be told; or the place.

    ``folder`` is the absolute path of the folder that the file lies in.
    """
    body = home(analysis.document)
    if place(body) or _stands_alone(body):
        return body
    level = _LEVEL.match(body)
    rest = body[level.end() :] if level else body
    for here in _places(analysis, folder):
        if not level or here.endswith(level.group()):
            return here + rest
    return body


def _stands_alone(body: str) -> bool:
    """Whether a body's name is no other's: a ministry's, a company's but not 市第一人民医院."""
    own = alone(body) and not _LEVEL.match(body) and not _NUMBERED.match(body)
    return own or bool(_UNIQUE.search(body))


def _places(analysis: Analysis, folder: str) -> Iterator[str]:
    """The places that may be a document's own, the likeliest first."""
    if heading := _HEADED.match(fold(analysis.document.title)):
        yield heading.group()
    path = PurePath(analysis.document.path)
    for name in (path.stem, *reversed(PurePath(folder).parts)):
        bare = _DATES.sub("", fold(name))
        here = place(titled(bare)) or (bare if place(bare) == bare else "")
        if here and not _NO_PLACE.search(here):
            yield here
    for entity in analysis.entities:
        if entity.span.start >= _OPENING:
            return
        if entity.label in {"PLACE", "ORG"} and not _UNIQUE.search(entity.text):
            here = _PROVINCE.sub("", place(fold(entity.text)))
            if here and not _NO_PLACE.search(here):
                yield here


def series(document: Document, body: str, folder: str) -> str:
    """The name under which a document's figures are followed; ``body`` is its ``speaker``.

    The place, for which its bureaus speak; a company, hospital or school itself. Where neither is
    known, the title without its dates, which the documents of a chain share, as their files'
    names do.
    """
    here = _PROVINCE.sub("", place(body))
    if body and (here or _stands_alone(body)):
        return here if here and not alone(body) else short(body)
    parts = [_DATES.sub("", fold(part)) for part in reversed(PurePath(folder).parts)]
    within = next(filter(None, parts), "")
    if body:
        return f"{short(body)}（{within}）"
    path = PurePath(document.path)
    title, stem = (_DATES.sub("", fold(text)) for text in (document.title, path.stem))
    if title:
        return f"{title}（{stem if stem and stem not in title else within}）"
    return f"{stem}（{within}）" if stem else within or path.stem
