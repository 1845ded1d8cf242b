"""Words into atoms: the units that the grammars of names are written over.

jieba cuts 市人社局 into 市人 · 社局; here listed texts and marked spans (dates, titles, quotations) go
first and jieba's words fill what is left. Each atom has a kind of one letter (``lexicon``); the
kinds of a text in order make a string, over which a name is an ordinary regular expression.
Besides the listed kinds:

======  =========================  ======  ================================
``M``   date                       ``n``   noun, or verb used as one
``T``   title in 《》              ``z``   likely part of a name
``Q``   quotation in “”            ``r``   likely a person
``N``   document number            ``v``   verb
``K``   name of the user's own     ``m``   numeral
``c``   和 与 及 暨                ``d``   any other word
``、`` ``（`` ``）``               ``.``   any other mark
======  =========================  ======  ================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nlpsum.extract import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nlpsum.words import Word

_NOUN = {"n", "vn", "an", "j", "b", "a", "s", "f", "l", "nt", "ad", "ns"}
_NAME = {"nz", "nrt", "eng", "ng", "zg", "g", "nrfg"}
_PERSON = {"nr"}
_MARKS = {"、": "、", "（": "（", "(": "（", "）": "）", ")": "）"}
_AND = {"和", "与", "及", "暨"}
# Verbs that names of bodies and programmes are made of.
_IN_NAMES = frozenset(
    "采购 管理 服务 发展 保护 投资 建设 监督 执法 救援 指挥 督查 检测 监测 检验 检疫 推广 培训 治理 提升 改造 融合 创新"
    " 转型 攻坚 整治 修复 整合 评价 评估 交易 结算 消费 研发 制造 加工 种植 养殖 开发 运营 物流 配送 融资 担保 租赁 咨询"
    " 防治 预防 控制 防控 应急 统筹 联合 合作 交流 信息 互联 普法 扶持 振兴 培育 孵化 引进 激励 补贴 招生 就业 创业 审批"
    " 规划 设计 勘察 勘测 研究 调查 普查 宣传 促进 协调 调解 仲裁 收储 储备 救助 帮扶 保障 供应 供水 排水 供电 供热 抗旱 防汛".split()
)


class Atom(NamedTuple):
    """``text[start:end]`` with its kind."""

    start: int
    end: int
    kind: str


def atoms(text: str, words: Sequence[Word], marked: Iterable[Atom]) -> list[Atom]:
    """The atoms of a folded text; ``marked`` spans, in order and apart, are kept whole."""
    found: list[Atom] = []
    fixed = iter(marked)
    ahead = next(fixed, None)
    at = 0
    for word in words:
        if ahead and ahead.start < word.end:
            if at < ahead.start:
                at = _fill(text, at, ahead.start, word, found)
            found.append(ahead)
            at = ahead.end
            ahead = next(fixed, None)
            while ahead and ahead.start < word.end:
                _fill(text, at, ahead.start, word, found)
                found.append(ahead)
                at = ahead.end
                ahead = next(fixed, None)
        if at < word.end:
            at = _fill(text, at, word.end, word, found, ahead.start if ahead else len(text))
    return found


def _fill(  # noqa: PLR0913 - one step of the loop above
    text: str, at: int, end: int, word: Word, found: list[Atom], limit: int | None = None
) -> int:
    """Adds the atoms of ``text[at:end]``, which is ``word`` or a part of it; gives where they end."""
    limit = end if limit is None else limit
    while at < end:
        known = lexicon.look_up(text, at)
        if known and known[0] <= limit and _fits(known, at, word):
            found.append(Atom(at, known[0], known[1] if known[1] != "x" else "n"))
            at = known[0]
        else:
            whole = at == word.start and end == word.end
            found.append(Atom(at, end, kind(text[at:end], word.tag if whole else "n")))
            return end
    return at


def _fits(known: tuple[int, str], at: int, word: Word) -> bool:
    """Whether a listed text stands here: a short place must be a word, and not cut one in two."""
    end, letter = known
    if letter == "p":
        return at == word.start and (end > word.end or word.tag in {"ns", "nr", "n", "nz", "j", "nt"} and end == word.end) or (word.tag in {"ns", "nt"} and at == word.start)
    if letter in "PODxK":
        return True
    return end == word.end if at == word.start else True


def kind(text: str, tag: str) -> str:
    """The kind of an unlisted word with jieba's tag."""
    if not text[0].isalnum():
        return _MARKS.get(text, ".")
    if text in _AND:
        return "c"
    one = lexicon.kinds().get(text)
    if one and one != "x":
        return one
    if tag == "m" or text[0].isdigit():
        return "m"
    if tag in _PERSON:
        return _named(text, "r")
    if tag == "ns":
        return _named(text, "p")
    if tag in _NAME or (tag == "x" and text[0] > "\u3400"):
        return _named(text, "z")
    if tag in _NOUN:
        return _named(text, "n")
    if text in _IN_NAMES:
        return "n"
    return {"v": "v", "p": "d"}.get(tag, "d")


_PLACE_ENDS = ("村", "镇", "乡", "街道", "社区", "新区", "自治州", "自治县")
_BODY_ENDS = {"局": "S", "厅": "S", "委员会": "S", "公司": "C", "集团": "C", "银行": "C", "大学": "U", "学院": "U", "医院": "U", "中学": "U", "研究院": "U", "研究所": "U"}


def _named(text: str, otherwise: str) -> str:
    """The kind of a noun or name by how it ends."""
    if len(text) > 2:
        if otherwise in "prz" and text.endswith(_PLACE_ENDS):
            return "P"
        for end, letter in _BODY_ENDS.items():
            if text.endswith(end):
                return "D" if letter == "S" else "O" if otherwise in "pr" else letter
    if otherwise == "p":
        return "n" if text in lexicon.words("not-place") else "P" if text[-1] in "省市县区州镇乡村河江湖海山岛" and len(text) > 2 else "p"
    return otherwise
