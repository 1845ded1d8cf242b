"""Tails: the words between a metric and its number, peeled off and read.

…比上年增长 · …达到 · …控制在 · 占…的比重为. A tail says whether the number is a change, a share
or a target, against what, and which word modifies it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.extract import lexicon
from nlpsum.text import HAN, alternation, late

if TYPE_CHECKING:
    from nlpsum.model import Direction


class Tail(Struct, gc=False):
    """What a tail says.

    ``change`` is up, down or empty; ``to`` says that the number is where the change ends (增至),
    ``origin`` that it is where it starts (由…), ``base`` that it is last year's itself
    (较上年的905万元), ``beside`` that it is against another's level (高于全省); ``reach`` that the
    metric reaches to it (拓展至22个省).
    """

    change: Direction = ""
    to: bool = False
    basis: str = ""
    share: bool = False
    of: str = ""
    target: bool = False
    base: bool = False
    origin: bool = False
    beside: bool = False
    reach: bool = False
    cumulative: bool = False
    shared: bool = False
    modifier: str = ""


_DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys(lexicon.words("up"), "up"),
    **dict.fromkeys(lexicon.words("down"), "down"),
}
_CHANGES = late(alternation({word[::-1]: "" for word in _DIRECTIONS}))
_MODIFIERS = late(alternation({word[::-1]: "" for word in lexicon.words("modifiers")}))
"""Words to read from the end: the last one, the longest that ends there."""
_LONGEST_COMPARISON = 18


_SINCE = "(?:[初末底]年|年[去上]|期同|比同)"
"""What makes 新增 a change, read from its end: 较年初新增32亿元."""
_GUARDS = {
    "总计": "(?![入出])",
    "合计": "(?![入出])",
    "减": "(?![审核])",
    "却": "(?!冷)",
    "达": "(?![送直抵发])",
    "可": "(?![许认])",
    "还": "(?![返偿归退交])",
    "约": "(?![签合节预公条违])",
    "为": "(?!行)",
    "有": "(?![国公私])",
    "到": "(?![报签])",
    "过": "(?![通经])",
    "满": "(?![圆期])",
    "提升": "(?!造改|治整)",
    "升": "(?!提造改|提治整)",
}
"""What must not stand before a word of a tail, for it to be one: 收入总计, 审减."""
_WORDS = [
    word
    for name in ("up", "down", "level", "target", "modifiers", "state")
    for word in lexicon.words(name)
]
_RUN = alternation(
    {word[::-1]: _GUARDS.get(word, "(?!新)" if word[0] == "增" else "") for word in _WORDS}
)
_LONG = alternation({word[::-1]: "" for word in _DIRECTIONS if len(word) > 1})
_BACKWARDS = late(
    rf"(?:(?:[至到]|[为达]?(?:率|度幅))(?:{_LONG})(?!然自)|了?(?:{_RUN})|增新(?={_SINCE})|[\s的，“])+"
)
"""The run of tail words at a clause's end, read from the end."""
_ENDS = frozenset("率度幅新了的，“ \t\n\u3000").union(word[-1] for word in _WORDS)
"""What such a run can end with: most clauses end in none."""


_BESIDE = re.compile(
    "高于|低于|高出|快于|慢于|优于|好于|超出?[时序]{2}进度|[较比]常年|[较比]多年|[较比]历[年史]"
)
_AGAINST = (
    rf"(?:(?<!相)|(?<=相)(?:比|较于?))于?(?:{lexicon.pattern('base')})"
    r"(?:同期|同口径|全年|实际|完成|执行|决算|预算|快报|年初|调整|平均|水平|均值|可比|进度|数|的)*"
    r"(?:相比|比较|比)?"
)
_ABOVE = (
    "(?:于|(?<=高)出)"
    rf"(?:[全本同][国省市县区州行].{{0,2}}平均(?:水平|增速|值)|(?![Ⅰ-Ⅻ]){HAN}{{2,6}})"
)
"""What a change of percentage points is against: 高于全市2.1个百分点."""
# A search is six times as fast where what it looks for begins with one of some characters.
_COMPARED = late("[比较与同和相]" + _AGAINST)
"""比上年, 较2024年末, 与上年同期相比, 较上年执行数."""
_COMPARISON = late(
    rf"[比较与同和相高低快慢优好](?:(?<=[比较与同和相]){_AGAINST}|(?<=[高低快慢优好]){_ABOVE})$"
)


def peel(text: str) -> int:
    """Where the tail of a clause begins."""
    at = len(text)
    while at:
        if text[at - 1] in _ENDS and (match := _BACKWARDS.match(text[at - 1 :: -1])):
            at -= match.end()
        found = _COMPARISON.search(text, at - _LONGEST_COMPARISON, at)
        if not found:
            break
        at = found.start()
    return at


@lru_cache(maxsize=1 << 12)
def read(text: str) -> Tail:
    """The meaning of a peeled tail."""
    text = text.rstrip("“ ")
    found = _MODIFIERS.match(text[::-1])
    body = text[: len(text) - found.end()] if found else text
    modifier = text[len(body) :]
    change, to = _change(body)
    compared = _COMPARED.search(body)
    if modifier in {"超", "超过"} and compared and compared.end() == len(body):
        change, modifier = "up", ""
    return Tail(
        change=change,
        to=to,
        basis=basis(body),
        target=bool(_AIMS.search(text)),
        base=not change and compared is not None and compared.end() >= len(body.rstrip("的")) - 1,
        origin=bool(_ORIGIN.search(body)),
        beside=bool(_BESIDE.search(body)),
        reach=body.endswith(("至", "到", "覆盖", "拓展")),
        cumulative="累计" in text,
        shared="分别" in text or body.endswith(("均", "各")),
        modifier="" if modifier == "控制在" else modifier,
    )


_AIMS = re.compile(
    "计划|拟|目标|力争|争取|确保(?!了)|预期|控制在|任务|规划|必须|务必|不得|要(?=达|控|完|实|确)"
    "|不低于|不少于|不超过(?!.*达)"
)
_ORIGIN = re.compile("(?:由|从|自)(?:原来?的?|当初的?|每[人年月日天平方米吨]+)*$")
_RATES = lexicon.those("rates_of_change")
_NOUN_USE = re.compile("(?:分别|均|各)为")
"""同比增长分别为3%和5%: the growths themselves."""
_TO = re.compile(
    "(?:到|至|为|达到|达|在)(?:约|近|超|了|的|人均|户均|每人每年|每人每月|每人|每年|每月)?$"
)


def _change(body: str) -> tuple[Direction, bool]:
    """Direction of the last word of change in a tail, and whether 到 or 至 follows it."""
    last = _CHANGES.search(body[::-1])
    if last is None:
        return "", False
    word, end = last.group()[::-1], len(body) - last.start()
    to = word not in _RATES and not _NOUN_USE.match(body, end) and bool(_TO.search(body, end))
    return _DIRECTIONS[word], to


_PER_YEAR = re.compile("年均(?!值|水平)|年平均")
_MONTHLY = re.compile(
    r"(?:比|较|与)(?:上(?:个?[月季]|(?<=较上)(?=[增减下提降回扩缩]))|\d{1,2}月|前?[一二三1-3]季度|1[-—至到]\d{1,2}月)(?!.?同期|末|底)"
)
_FROM_NEW_YEAR = re.compile("(?:比|较|与)(?:上年年?末|去年年?末|上年年?底|去年年?底|年初)")
_YEARLY = re.compile("(?:比|较|与|同)(?:上年|去年|上一年|同期|上期)")


def basis(text: str) -> str:
    """What a change is against, as the words say: 同比 环比 年均 较年初, or empty."""
    compares = "比" in text or "较" in text or "与" in text or "同" in text
    if compares and ("环比" in text or _MONTHLY.search(text)):
        return "环比"
    if "年" in text and _PER_YEAR.search(text):
        return "年均"
    if not compares:
        return ""
    if _FROM_NEW_YEAR.search(text):
        return "较年初"
    return "同比" if "同比" in text or _YEARLY.search(text) else ""


SHARE = late(
    r"占(?:到|了)?(?P<whole>(?!用|地(?![区方])|比)[^，。；]{0,40}?)(?P<word>的?(?:比重|比例|比率|份额"
    r"|百分比))?"
    r"(?P<rest>(?:分别|均|已|约|近|超过|超|达到|达|提高到|提高至|提升到|提升至|提升|提高"
    r"|上升到|上升至|上升|下降到|下降至|下降|降至|升至|为|仅|不到|不足|到|至|的|也|将"
    r"|由|从|(?:继续|一直|始终)?(?:保持|稳定|维持)在|比上年|较上年|同比)*+)$"
    r"|(?:为|完成|达到?|占|实现|相当于|是|执行)(?P<plan>(?!了)[^，。；、]{1,20}?)(?:的(?:约|近"
    r"|超|超过)?|(?<=计划)|(?<=预算)|(?<=任务)|(?<=[划务算]数))$"
    r"|(?P<noun>占比|比重|占有率|比例)(?P<after>(?:分别|均|各|已|约|将|仍|也|比上年|较上年"
    r"|同比|提高|提升|上升|下降|降|升|保持|稳定|达到|达|为|到|至|超过|超|在|近|由|从"
    r"|不低于|不超过|高达|是|控制在)*+)$"
)
"""占…的比重为; 为预算的; …比重达到. Possessive, so that no run of 达到 is tried twice."""

_WHOLE = re.compile(
    "^(?:到|了|全市|全省|全年)(?=.{2})|的$|总?(?:比重|比例)$|（[^（）]*）$|^预算[^（]*(?=预算)"
)


def share(text: str, match: re.Match[str]) -> tuple[str, str, Tail]:
    """The clause before a share, what is to be added to its subject, and the tail.

    A share's own change (比重提高2个百分点) is a change.
    """
    peeled = read(match["after"] or match["rest"] or "")
    changed = bool(peeled.change) and not peeled.to
    added = match["noun"] or ""
    if match["word"] and changed:
        added = "占" + (match["whole"] or "") + match["word"].lstrip("的")
    of = _WHOLE.sub("", match["whole"] or match["plan"] or "")
    return (
        text[: match.start()],
        added,
        replace(
            peeled,
            share=not changed,
            of=of,
            shared=peeled.shared or "分别" in text[: match.start()],
        ),
    )


_RANKS = late(
    r"(?:[，,]?(?:继续|连续|均|分别|稳|并|同比|排名|位次|总量|增速|综合)*+"
    r"(?:居于?|处于?|位于|保持|位居|列|位列|名列|列居|排名?|排在|排位|位次|跃居|跻身|进入|挺进|升至|升到"
    r"|提升至|上升到|跃升至|前移至|获评?|荣获|由|从|为|至|到)*+"
    r"(?:全国|全省|全市|全区|全州|全县|全球|世界|亚洲|中部|西部|东部|东北|省内|国内|同类水司|同类|地区|历史|历年|同期"
    r"|六省|城市|省会|计划单列市|县区|各市州|市州|地级市|副省级|同行业|行业"
    rf"|位|的|和|、|在|{HAN}{{0,4}}之)*+)$"
)


def ranked(text: str) -> str:
    """A clause before a rank without the words of ranking: 上线人数居全省 → 上线人数."""
    match = _RANKS.search(text)
    return text[: match.start()] if match else text
