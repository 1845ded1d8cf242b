"""One name for one thing: metric and body names brought to a form that can be compared.

A name is folded, stripped of what does not tell metrics apart (time words, empty verbs, the body's
own name, quotes) and its aliases are replaced; the characters that remain, sorted, are its key.
Sorting makes 老旧供水管网改造 and 改造老旧供水管网 one key, and 处理污水 and 污水处理量.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.ledger.bodies import alone, place, short
from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nlpsum.text import Document

_SAME = (
    ("技术合同成交额", "技术合同交易额"),
    ("一般公共预算收入", "一般预算收入"),
    ("一般公共预算支出", "一般预算支出"),
    ("地区生产总值", "生产总值"),
    ("GDP", "生产总值"),
    ("规模以上", "规上"),
    ("固定资产投资", "固投"),
    ("社会消费品零售总额", "社零总额"),
    ("研究与试验发展", "R&D"),
    ("高新技术企业", "高企"),
    ("进出口总值", "进出口总额"),
)
"""Names that offices use for one statistic, longer first; ``terms.toml`` adds the user's."""

_TIME = re.compile(
    r"(?:(?:20)?\d\d年)?(?:\d{1,2}(?:[—–\-~～至到]\d{1,2})?月份?(?:\d{1,2}[日号])?(?:[底末初]|以来)?)"
    r"|(?:19|20)\d\d(?:[—–\-~～至到](?:19|20)?\d\d)?年?[底末初]?"
    r"|[一二三四五六七八九十]+月份?[底末]?"
    r"|(?:今年|本年|当年|全年|年度|年内|本年度)(?:以来)?|[上下]半年|(?:前|第)?[一二三四]季度|前[一二三四两]个季度"
    r"|前\d+个?月|前[两三四五六七八九十]+个月|当月|本月|全月|当日|本期|截至目前|截止目前|目前|截至|截止|期末|年末|年底|月底"
    r"|累计|同期|以来|期间"
)
_EMPTY = re.compile(
    r"降本增效(?=节约)|分别|共计|合计|总计|共有|全部|均已|已经|达到了?|达|完成率(?P<keep>)|完成|实现|取得|开展|组织开展|组织|举办|举行|进行|保持在?"
    r"|提前|其中|各类|各级|有效(?!发明|专利|注册|商标|期)|顺利|全面|持续|积极|稳步|深入|较好|总体|(?<!节)约为?|超过|突破|不低于|不少于"
    r"|(?:提高|提升|上升|增加|增长|下降|降低|减少|缩短|压缩|压降|回落|升|降|增|减)[至到为]"
    r"|[区县市境]内|监督(?=抽检|抽查|检查|检验|检测)|[检查]出(?=不合格)|(?<=查)出|[为是共已就仅均有的了在至超近由从到]|(?<!节)约"
)
_ASIDE = re.compile(
    r"（(?:以下|下)(?:统?简称|称)[^）]*）|^\s*[，、：；]?[一二三四五六七八九十]+(?:是|要)"
)
_SUCH_AS = re.compile(
    r"^[^，。；]*(?:、[^、]{2,}|[”》]|[^，。；、]{2,}[^高中初平优同劣相均何一二三四上下对])等(?=[^级于同待额候][^等]{3,}$)"
)
"""Examples before what they are of: 线缆检测、秸秆利用等市级创新平台, 迎新春长跑等群众体育赛事."""
_MASKED = re.compile(r"[×＊*]+[省市区县州镇乡村]?")
_MARKS = re.compile(r"[\s“”‘’\"'《》〈〉（）()【】\[\]「」『』，。、；：:;,.!?！？·•—–\-~～/|#*%]")
_DIGITS = re.compile(r"(?<![A-Za-z])\d[\d,.]*(?![A-Za-z\d])")
_OWN = re.compile(
    r"我(?:省|市|区|县|州|旗|镇|乡|局|委|厅|院|校|公司|集团)|本(?:局|委|厅|院|校|公司|集团)|全局|本部门|我们"
)
_SELF = re.compile(r"^(?:集团公司|集团|全集团|公司|全局|全区|全市|全县|全省)(?=.{2})")
_FILLER = re.compile(
    r"^(?:向.{2,8}?(?=发出|发送|制发|提出|移送))?(?:.{0,10}(?:联合|会同).{1,8}?部门)?"
    r"(?:发出|下达|开出|出具|制发|受理|涌现出?|通过|开行|各(?=节|项|类|单位))?(?=.{2})|(?<=.{3})受理$"
)
"""Verbs around a name that say no more than the noun they lead to, to whom or with whom it is."""
_PERSONS = re.compile(
    r"(?:患者|病人|乘客|群众|消费者|市民|用户)(?=投诉|举报|咨询|信访)|(?<=出院)(?:患者|病人)$"
)
"""Who complains or is discharged, where that goes without saying."""
_ITS_OBJECT = re.compile(r"(?<=立案)(?:查处)?(?:违法|违纪|违规)?(?:案件)?$")
"""What a case was opened on, where that goes without saying: 立案查处违法案件, 立案."""
_TAIL = re.compile(r"(?:数量|总量|数额|量|数|额|值)$")
_DECLARED = re.compile(
    r"(?P<full>[^，。；：！？\n（）]{3,60}?)（(?:以下|下)(?:统?简称|称)：?[“《「]?(?P<short>[^）”》」]{2,20})[”》」]?）"
)
_LEAD = re.compile(
    r"^(?:组织|开展|积极|根据|按照|依据|贯彻落实|贯彻|落实|印发|召开|推进|实施|对|将|由|在|与|和|及|的|我局|我委|关于|年初|带领)+"
)


class Names(Struct, frozen=True, eq=False):
    """What is known about names in one job.

    ``aliases`` maps a longer or other name to the one it stands for, both without quotes; ``own``
    are the names under which the job's body speaks of itself (``云汀水务集团有限公司``, ``集团``).
    """

    aliases: tuple[tuple[str, str], ...] = ()
    own: tuple[str, ...] = ()
    _cores: dict[str, str] = {}

    def core(self, text: str) -> str:
        """The characters of a name that tell it from others, in order.

        ``上半年，集团完成供水量`` gives ``供水``.
        """
        found = self._cores.get(text)
        if found is None:
            found = self._cores[text] = self._core(text)
        return found

    def completed(self, name: str, words: str) -> str:
        """A name, or the declared one that its clause gives in full and of which it is a part.

        In 科技特派员下乡开展技术服务64人次, 技术服务 is the declared 特派员服务.
        """
        bare, clause = _MARKS.sub("", fold(name)), _MARKS.sub("", fold(words))
        return next((to for full, to in self.aliases if full in clause and bare in full), name)

    def of_asker(self, text: str) -> bool:
        """Whether a text names the asker."""
        return any(name in text for name in self.own if len(name) > len("集团"))

    def key(self, text: str) -> str:
        """The core's characters, sorted: equal for names that differ only in word order."""
        return "".join(sorted(self.core(text)))

    def _core(self, text: str) -> str:
        plain = _ASIDE.sub("", _SUCH_AS.sub("", fold(text)))
        plain = _DIGITS.sub("", _TIME.sub("", _OWN.sub("", plain)))
        plain = _MARKS.sub("", _MASKED.sub("×", plain))
        for full, to in self.aliases:
            plain = plain.replace(full, to)
        bare = plain
        for name in self.own:
            bare = bare.replace(name, "")
        bare = _EMPTY.sub("", _SELF.sub("", bare))
        bare = _ITS_OBJECT.sub("", _PERSONS.sub("", _FILLER.sub("", bare)))
        # A name made of empty words only (完成率, 组织数) is kept whole: better odd than empty.
        return _TAIL.sub("", bare) or bare or plain


def names(
    documents: Iterable[Document], aliases: Mapping[str, str] | None = None, body: str = ""
) -> Names:
    """The names of a job: known ones, what documents declare (以下简称), the user's aliases.

    ``body`` is the body for which the report is written.
    """
    declared: dict[str, str] = {}
    here, bare = place(body), short(body)
    # 青屿区科技局 calls itself 区科技局.
    inner = bare[len(here) - 1 :] if here and len(bare) > len(here) else ""
    own = {name for name in (body, bare, "" if alone(body) else here, inner) if name}
    for document in documents:
        for full, brief in declarations(document.text):
            if body and short(full) == short(body):
                own |= {full, brief}
            else:
                declared.setdefault(full, brief)
    pairs = {**dict(_SAME), **declared, **(dict(aliases) if aliases else {})}
    bare = {_MARKS.sub("", fold(k)): _MARKS.sub("", fold(v)) for k, v in pairs.items()}
    ordered = sorted(
        ((k, v) for k, v in bare.items() if k and k != v), key=lambda p: (-len(p[0]), p)
    )
    return Names(tuple(ordered), tuple(sorted(own, key=lambda name: (-len(name), name))))


def declarations(text: str) -> list[tuple[str, str]]:
    """Each full name with the short one declared for it (``…（以下简称…）``), in order."""
    if "简称" not in text:
        return []
    found: list[tuple[str, str]] = []
    for match in _DECLARED.finditer(_quoted_commas(text)):
        full = _LEAD.sub("", text[match.start("full") : match.end("full")].strip())
        if len(full) > len(match["short"]):
            found.append((full, text[match.start("short") : match.end("short")]))
    return found


_QUOTED = re.compile(r"“[^”\n]{1,40}”")


def _quoted_commas(text: str) -> str:
    """The text with the punctuation inside quotation marks hidden, one character for one."""
    return _QUOTED.sub(lambda m: re.sub(r"[，。；：！？]", "　", m.group()), text)


@lru_cache(maxsize=65536)
def leftovers(one: str, other: str) -> tuple[str, str]:
    """The characters that only one of two keys has."""
    ours, theirs = Counter(one), Counter(other)
    return "".join((ours - theirs).elements()), "".join((theirs - ours).elements())


_BARE = re.compile(r"[\s\d.,，。；：、×xX%百千万亿]+")


@lru_cache(maxsize=65536)
def _pairs(text: str) -> frozenset[str]:
    bare = _BARE.sub("", fold(text))
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def closeness(one: str, other: str) -> float:
    """How much two stretches of text share, from 0 to 1, whatever their numbers."""
    a, b = _pairs(one), _pairs(other)
    return len(a & b) / len(a | b) if a or b else 0.0
