"""Examples before a count: 和美诊所、惠民诊所 in 新增和美诊所、惠民诊所等12家示范诊所.

They tell nothing of what is counted, and belong to the period of their report.
"""

from __future__ import annotations

import re

ETC = "等"
_STOPS = "，。；：！？\n（）"
_PAIRED = {"”": "“", "》": "《"}
_VERBS = re.compile(
    r".*(?:拥有|推荐|引进|引育|培育|培养|获批|认定|新增|组织|帮助|支持|扶持|选派|走访|建成|打造|实施|推进|包括|涉及"
    r"|带领|联合|会同|授予|发展|建立|设立|创建|开展|举办|完成|申报|命名|评选|评为|表彰|通过|列入|入选|落地|签约"
    r"|开工|竣工|投产|其中|对|向|与|为|到|赴|在|给|由|将|以|有|是|把|如|及)"
)


def examples(text: str, count: int) -> tuple[int, int]:
    """Where the examples before a count at ``count`` stand; an empty range where it has none.

    They begin after the verb of their clause; quoted names are kept whole.
    """
    end = count - len(ETC)
    if not text.endswith(ETC, 0, count):
        return count, count
    start, closing = end, ""
    while start and (closing or text[start - 1] not in _STOPS):
        start -= 1
        if closing:
            closing = "" if text[start] == _PAIRED[closing] else closing
        elif text[start] in _PAIRED:
            closing = text[start]
    first = re.split(r"[、“《]", text[start:end], maxsplit=1)[0]
    verb = _VERBS.match(first)
    return start + (verb.end() if verb else 0), end
