"""Who did what, when and where: the parts of an event around its trigger.

The actor is what the clause begins with, up to its first verb, adverb or preposition; a clause
without one carries on the actor of the clause before it (承前省略). The object is what follows the
trigger.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.extract.events.scenes import Actor, Scene, pieces
from nlpsum.extract.names import lexicon
from nlpsum.text import sentences

if TYPE_CHECKING:
    from nlpsum.extract.events.scenes import Clause, Told
    from nlpsum.model import Entity
    from nlpsum.period import Period


class When(Struct, frozen=True, gc=False):
    """A date as printed and what it means; ``own`` says that it is the trigger's clause's."""

    text: str
    period: Period | None
    own: bool


class Parts(Struct, frozen=True, gc=False):
    """The other parts of an event as printed, empty where nobody says; ``end`` is the object's end.

    ``subject`` is whom the clause itself names; where it does not but ``carries`` one on, ``actor``
    looks back for him. ``own_actor`` says that the clause itself names who can act.
    """

    subject: Actor
    carries: bool
    object: str
    place: str
    end: int
    own_actor: bool


class Trigger:
    """A trigger: words ``first`` to ``last`` of the scene.

    ``opening`` is the word at which its match begins; ``following`` the next trigger's word.
    ``before`` is its clause up to what matched, ``after`` the clause behind it.
    """

    __slots__ = (
        "after", "before", "clause", "end", "first", "following", "label", "last", "opening",
        "scene", "start",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913, PLR0917 - what a match says
        self, scene: Scene, first: int, last: int, opening: int, following: int, label: str
    ) -> None:
        """The trigger of a match."""
        self.scene, self.first, self.last = scene, first, last
        self.opening, self.following, self.label = opening, following, label
        self.start, self.end = scene.starts[first], scene.starts[last]
        self.clause = scene.clause(scene.clause_of(self.start))
        self.before = scene.text[self.clause.start : scene.starts[opening]]
        self.after = scene.text[self.end : self.clause.end]

    @property
    def in_compound(self) -> bool:
        """Whether a common noun stands right before it: 合同验收, 招标采购."""
        scene = self.scene
        if self.first == scene.first:
            return False
        word, tag = scene.words[self.first - 1]
        start = scene.starts[self.first - 1]
        if (
            tag not in {"n", "vn", "b", "j", "a"}
            or start < self.clause.start
            or word in lexicon.words("adverb")
            or lexicon.ends_in("actor-ending", word)
            or scene.covered(start)
        ):
            return False
        opening = scene.word_at(self.clause.start)
        return all(
            tag != "p" and word not in _TAKES and word not in _AT
            for word, tag in scene.words[opening : self.first]
        )


_TAKES = frozenset("将把")
NOBODY = Actor("", -1)
"""Nobody said."""
_LEADING = re.compile(
    r"[\s　•·●■◆○]|[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[，,、]"
    r"|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．](?!\d)"
    r"|同时|此外|其中|另外|随后|之后|会后|会上|期间|并且|而且|因此|目前|截至|日前|本报讯|据悉"
    r"|据了解|据统计|另据记者了解|另据|并|且|还|也|又|而|再|为此|由此"
)
_STOPS = frozenset(("p", "d", "ad", "v", "vd", "ul", "uz", "ug", "vg", "zg", "y"))
_NO_SUBJECT = frozenset(("vn", "i", "l", "an", "c", "z"))
_ACTORS = frozenset(("ORG", "PERSON", "PRODUCT"))


def read(trigger: Trigger) -> Parts:
    """The parts of a trigger's event that its own sentence says; ``when`` tells its date."""
    scene = trigger.scene
    thing, end = _between(trigger) or _object(trigger)
    if len(thing) < _LEAST_THING:
        thing = _disposed(trigger) or thing
    if whole := _whole_of(trigger):
        own = subject = NOBODY
        what, acts = whole, False
    else:
        own = _own(trigger, thing)
        acts = own.start >= 0 and _acts(scene, own)
        what, subject = _settled(trigger, own, thing, acts=acts)
    host = None if thing or trigger.label not in _HAPPENS else _hosted(trigger)
    if host:
        what, own = host
        subject, acts = own, _acts(scene, own)
    elif trigger.label == "meeting" and not thing and (event := _taking_place(trigger)):
        what = event
        if subject.text in event or _OTHERS.search(scene.text, trigger.clause.start, trigger.start):
            subject = NOBODY
    elif trigger.label in {"issue", "award"} and (not what or what.startswith("给")):
        what = _document(trigger) or what
    carries = subject.start < 0 and what != own.text
    place = _place(trigger)
    if trigger.label == "visit" and what and not place and _is_name(scene, end - len(what), end):
        place, what = what, ""
    honoured = own.start >= 0 and trigger.label == "award" and subject is own
    return Parts(subject, carries, what, place, end, acts or honoured)


def actor(trigger: Trigger, parts: Parts, before: Carried) -> str:
    """Who acts; ``before`` is whom the sentence carries on. 该中心 is the centre spoken of last."""
    scene, who = trigger.scene, parts.subject
    if parts.carries:
        who = _carried(scene, scene.clause_of(trigger.start), before)
    if who.text.startswith("该") and (said := before.actor(scene.start).text).endswith(
        who.text[1:]
    ):
        return said
    return _called(scene, who) or who.text


def has_name(trigger: Trigger, parts: Parts) -> bool:
    """Whether the object is, or holds, a programme with a name."""
    names = trigger.scene.within(trigger.end, parts.end)
    return any(name.label == "PROGRAM" for name in names)


_LEAST_THING = 3
# 将嫌疑人抓获, 对市场进行检查, 就该课题开展调研: the object stands before.
_HOW = (
    "(?:[一全]举|全部|依法|成功|分别|正式|竣工|现场|集中|随机|全面|统一|专项|实地|陆续"
    "|走访|调研|督导|检查|考察)*"
)
_DISPOSED = re.compile(rf"(?:(?<![即必定])将|把)([^，。；将把为以]{{2,40}}?){_HOW}$")
_TOWARDS = re.compile(
    rf"(?:(?<![针面应])对|就|围绕)(?!其)([^，。；]{{2,40}}?){_HOW}(?:进行|开展|实施|予以)了?{_HOW}$"
)


def _disposed(trigger: Trigger) -> str:
    """What a clause disposes of before its trigger: 将…抓获, 对…进行检查."""
    if trigger.label not in {"visit", "finish", "other", "support"}:
        return ""
    text, start, stop = trigger.scene.text, trigger.clause.start, trigger.start
    match = _TOWARDS.search(text, start, stop) or _DISPOSED.search(text, start, stop)
    return match[1] if match else ""


_OTHERS = re.compile("[承协]办的")  # who bears the costs, not who calls
_TAKING_PLACE = re.compile(
    "(?:会议?|大会|仪式|典礼|活动|论坛|比赛|大赛|[年峰]会|讲座|演出|晚会|联赛|运动会|培训班|[节展赛]|闭幕式|开幕式|研讨班|演练)"
    "(?:今日|近日|今天|昨日)?"
)
_WHERE_AND_HOW = re.compile(
    "(?:(?:在|于)[^，]{2,30}?)?(?:隆重|正式|成功|顺利|圆满|如期|胜利|联合|共同|同步|热烈|盛大|火热|同时|准时|已|将|再次|首次|在京|分别|陆续)*"
)


def _taking_place(trigger: Trigger) -> str:
    """What takes place, where the clause says it first: 项目集中签约仪式 | 在会展中心 | 举行."""
    scene = trigger.scene
    at = _lead(scene, trigger.clause.start, trigger.start)
    first = scene.word_at(at)
    if scene.words[first][1] in {"v", "vd"} and not scene.covered(scene.starts[first]):
        return ""  # 保障 | 大会顺利召开
    for match in _TAKING_PLACE.finditer(scene.text, at, trigger.start):
        if _WHERE_AND_HOW.fullmatch(scene.text, match.end(), trigger.start):
            start = _subject_end(scene, at, match.start())
            return scene.text[start : match.end()].strip()
    return ""


def _subject_end(scene: Scene, at: int, stop: int) -> int:
    """Where the thing begins that takes place: behind 由…主办的, if that stands first."""
    hosted = _HOSTED_BY.match(scene.text, at, stop)
    return hosted.end() if hosted else at


_HOSTED_BY = re.compile("[^。；]{2,60}(?:[主承协]办|组织|牵头|举办)的")


def _document(trigger: Trigger) -> str:
    """The title said before, in 《…》已经会议通过，现印发给你们."""
    named = [n for n in trigger.scene.names if n.label == "POLICY" and n.span.end <= trigger.start]
    return named[-1].text if named else ""


_SHORT_ENOUGH = 10  # 市科技局局长祁望舒
_AND_PARTY = re.compile(
    "一行(?:[^，]{0,4}人)?|等[\\d一二三四五六七八九十]*[余多]?(?:名|位|人)?[^，、]{0,4}"
)


def _called(scene: Scene, actor: Actor) -> str:
    """Of a long subject that names one person: that one with the last post, 总工程师董国发一行."""
    end = actor.start + len(actor.text)
    if actor.start < 0 or len(actor.text) <= _SHORT_ENOUGH:
        return ""
    persons = [n for n in scene.within(actor.start, end) if n.label == "PERSON"]
    if len(persons) != 1:
        return ""
    (person,) = persons
    along = _AND_PARTY.fullmatch(scene.text, person.span.end, end)
    if not along and not scene.text.startswith("代表", person.span.end) and person.span.end != end:
        return ""
    start = person.span.start
    before = scene.word_at(start) - 1
    if scene.words[before][0] in lexicon.words("title"):
        start = scene.starts[before]
        if scene.text[start - 1] == "副" and start > actor.start:
            start -= 1
    return scene.text[max(start, actor.start) : person.span.end] + (along[0] if along else "")


_HOSTED = re.compile(
    r"由(?P<host>[^，。；由]{2,24}?)(?:联合|共同)?(?:主办|举办)(?:[、，][^。；]{2,24}?[承协]办)?的"
    r"(?P<what>[^，。；]{3,30}?)(?:在|于|正式|隆重|成功|顺利|如期|$)"
)


def _hosted(trigger: Trigger) -> tuple[str, Actor] | None:
    """What is held and by whom, in 由甲主办、乙承办的丙在丁举行."""
    match = _HOSTED.search(trigger.scene.text, trigger.clause.start, trigger.start)
    if not match:
        return None
    return match["what"], Actor(match["host"], match.start("host"))


def _own(trigger: Trigger, thing: str) -> Actor:
    """Whom or what the clause itself begins with, or names as the doer."""
    if doer := _by(trigger) or _nearest(trigger):
        return doer
    own = _leads(trigger)
    behind = _behind(trigger) if trigger.label in _HAPPENS and not thing else NOBODY
    # 期盼已久的水利枢纽工程开工: what opens is the last noun phrase, not the first.
    return behind if own.start >= 0 and behind.start > own.start + len(own.text) else own


def _settled(trigger: Trigger, own: Actor, thing: str, *, acts: bool) -> tuple[str, Actor]:
    """The object and the actor, where what the clause begins with may be either."""
    scene = trigger.scene
    if own.start < 0:
        return thing, own
    if not thing and _by(trigger):
        return _leads(trigger).text, own
    if not thing and trigger.label in {"start", "finish"} and not _agrees(trigger):
        return own.text, NOBODY  # 市政务服务中心挂牌
    enters = scene.words[trigger.first][0] == "进入"
    if enters or (not thing and not acts and trigger.label in _HAPPENS):
        return own.text, NOBODY
    said = acts or own.text.startswith("“") or trigger.label == "award"
    named = (name.label != "DATE" for name in scene.within(own.start, own.start + len(own.text)))
    return thing, own if said or any(named) else NOBODY


def _agrees(trigger: Trigger) -> bool:
    """Whether the trigger is what somebody does, not what befalls what it is said of."""
    return trigger.scene.text[trigger.start : trigger.end].startswith(
        ("签", "完成", "复工", "复产", "达成", "恢复")
    )


def _leads(trigger: Trigger) -> Actor:
    """The subject of the trigger's clause."""
    scene = trigger.scene
    return _subject(scene, trigger.clause, scene.starts[trigger.opening])


def _behind(trigger: Trigger) -> Actor:
    """The noun phrase right before the trigger, adverbs between them aside."""
    scene, words = trigger.scene, trigger.scene.words
    first = scene.word_at(trigger.clause.start)
    index = trigger.opening - 1
    while index >= first and words[index][0] in lexicon.words("adverb"):
        index -= 1
    last = index
    while index >= first:
        tag = words[index][1]
        if (tag in _STOPS or tag == "uj") and not scene.covered(scene.starts[index]):
            break
        index -= 1
    if index == last:
        return NOBODY
    start = scene.starts[index + 1]
    name = scene.named.get(start)
    if name and name.label == "DATE":  # 高炉于6月30日投产
        return NOBODY
    if index >= scene.first and words[index][0] in _BESIDE:  # 甲与乙签约, 在甲大学开赛
        return NOBODY
    return Actor(scene.text[start : scene.starts[last + 1]], start)


_WHOLE = re.compile(r"(?:标志着?|随着)(.{4,40})的(?:正式|全面|顺利|成功|隆重)?$")


def _whole_of(trigger: Trigger) -> str:
    """What 标志着…的启动 speaks of; empty for any other clause."""
    match = _WHOLE.search(trigger.before) if "的" in trigger.before[-4:] else None
    return match[1] if match else ""


def _nearest(trigger: Trigger) -> Actor | None:
    """The body or person right before the trigger of a clause like 财政部发布的价格."""
    alone = trigger.label in {"start", "finish"} and not trigger.after
    if not alone and not trigger.after.startswith("的"):
        return None
    for name in trigger.scene.names:
        if name.span.end == trigger.start and name.label in _ACTORS:
            joined = alone and trigger.scene.text[name.span.start - 1] in _BESIDE
            return None if joined else Actor(name.text, name.span.start)
    return None


# 甲与乙签约 has two that act, 在甲大学开赛 a place.
_BESIDE = frozenset("与和同跟在于")


class Carried:
    """Whom a sentence carries on from those before it in its block; found when an event asks.

    ``_seen`` is where the text begins that has not been looked at yet.
    """

    __slots__ = ("_actor", "_block", "_seen", "_whole")

    def __init__(self, whole: Told) -> None:
        """Nobody, as nothing is told yet."""
        self._whole = whole
        self._actor = NOBODY
        self._block = self._seen = 0

    def forget(self, at: int) -> None:
        """At the start of a block nobody is carried on."""
        self._actor = NOBODY
        self._block = at
        # A sentence may begin in the block before, where they are the cells of one line.
        self._seen = max(self._seen, self._whole.text.rfind("\n", self._seen, at) + 1)

    def actor(self, until: int) -> Actor:
        """The subject of the last sentence before ``until`` that has one, if it can act."""
        told = [
            piece
            for piece in pieces(sentences(self._whole.text, self._seen, until))
            if piece[0] >= self._block
        ]
        self._seen = max(self._seen, until)
        for start, end in reversed(told):
            scene = Scene(self._whole, start, end)
            for clause in map(scene.clause, range(len(scene.ends))):
                actor = _subject(scene, clause, clause.end)
                if actor.start >= 0:
                    self._actor = actor if _acts(scene, actor) else NOBODY
                    return self._actor
        return self._actor


def _whole(scene: Scene, index: int) -> tuple[Actor, bool]:
    """The subject of a whole clause and whether it can act; asked again by each trigger behind."""
    found = scene.subjects.get(index)
    if not found:
        clause = scene.clause(index)
        actor = _subject(scene, clause, clause.end)
        found = scene.subjects[index] = actor, actor.start >= 0 and _acts(scene, actor)
    return found


def _acts(scene: Scene, actor: Actor) -> bool:
    """Whether a subject can do something: a body, a person, or one of the usual stand-ins."""
    names = scene.within(actor.start, actor.start + len(actor.text))
    if not _ACTORS.isdisjoint([name.label for name in names]):
        return True
    said = actor.text
    return (
        said in lexicon.words("stands-in")
        or lexicon.ends_in("actor-ending", said)
        or lexicon.ends_in("title", said)
    )


def _is_name(scene: Scene, start: int, end: int) -> bool:
    """Whether the text is, or ends in, the name of a place."""
    return any(
        start <= name.span.start and end - name.span.end in {0, 1} and name.label == "PLACE"
        for name in scene.names
    )


# How many clauses back a subject is looked for.
_REACH = 30


def _carried(scene: Scene, at: int, before: Carried) -> Actor:
    """The subject of the nearest clause before that has one which can act."""
    for index in range(at - 1, max(0, at - _REACH) - 1, -1):
        actor, acts = _whole(scene, index)
        if acts:
            return actor
    return before.actor(scene.start)


def _subject(scene: Scene, clause: Clause, stop: int) -> Actor:
    """What the clause begins with, up to its first verb, adverb or preposition."""
    text = scene.text
    at = _lead(scene, clause.start, stop)
    start = end = at
    nouns = lexicon.words("verb-as-noun")
    starts, words, named, hidden = scene.starts, scene.words, scene.named, scene.hidden
    for index in range(scene.word_at(at), scene.last):
        first = starts[index]
        if first < end:
            continue
        if first >= stop:
            break
        word, tag = words[index]
        name = named.get(first)
        if name:
            if name.label == "DATE":
                break
            end = name.span.end
        elif first in hidden:
            end = hidden[first]
        elif tag in _STOPS and word not in nouns:
            break
        elif end == start and tag in _NO_SUBJECT and word not in nouns:
            return NOBODY
        else:
            end = starts[index + 1]
    subject = text[start : min(end, stop)].strip(" 　、")
    while subject[-2:] in lexicon.words("adverb"):
        subject = subject[:-2].rstrip()
    if subject.endswith("新"):
        subject = _NEWLY.sub("", subject)
    longest = _LIST if "、" in subject else _SUBJECT
    if (
        len(subject) < _LEAST
        or len(subject) > longest
        or subject[-1] in "的地得"
        or subject[0] in "的了和与及"
    ):
        return NOBODY
    # 我市教育事业, 自治区针对性: what acts is the first word.
    heads = subject[:-1], subject[:-2], subject[:-3], subject[:-4]
    head = next(filter(lexicon.words("stands-in").__contains__, heads), "")
    if head and not lexicon.ends_in("actor-ending", subject):
        return Actor(head, start)
    return Actor(subject, start)


_NEWLY = re.compile("(?<=..[^高创更革刷全崭])新$")  # 管委会新 | 签约


def _lead(scene: Scene, at: int, stop: int) -> int:
    """Past dates, list marks and connectives at the beginning of a clause."""
    while at < stop:
        name = scene.named.get(at)
        if name and name.label == "DATE":
            at = name.span.end
        elif not name and (match := _LEADING.match(scene.text, at, stop)):
            at = match.end()
        else:
            break
    return at


_BY = re.compile(
    r"(?:由(?<![理自缘]由)(?!于)|被|经(?<![总部历财]经)(?![理济营费贸开过])"
    r"|受(?<![接享]受)(?![理益]))([^，。；由被]{2,30}?)(?:[于在以通][^，]{2,20})?(?:联合|共同"
    r"|牵头|负责|统一|组织|委托|等)?$"
)


def _by(trigger: Trigger) -> Actor | None:
    """Who stands behind 由 or 被: 由市科技局主办."""
    match = _BY.search(trigger.before)
    if not match:
        return None
    stop = trigger.clause.start + match.end(1)
    start = _lead(trigger.scene, trigger.clause.start + match.start(1), stop)
    actor = Actor(trigger.scene.text[start:stop], start)
    return actor if _acts(trigger.scene, actor) else None


_ASPECT = re.compile(
    r"(?:[了过着]|起来|实施|投用|投产|使用|运营|建设|举办|召开|成立|发布|并|完毕)(?=[^，。；])"
    r"|[了过：:\s]"
)
_LEAST, _SUBJECT, _LIST = 2, 40, 80
_LASTS = re.compile(r"\d{1,3}\s?(?:多|余)?(?:个月|天|年|周|个多月)")
_HAPPENS = frozenset(("start", "finish", "issue", "meeting"))
_VERB = 2
_VERBAL = frozenset(("v", "vn", "n", "ns", "nr"))


def _object(trigger: Trigger) -> tuple[str, int]:
    """What follows the trigger within its clause; what the 的 behind it leads to."""
    scene, text = trigger.scene, trigger.scene.text
    at, stop = trigger.end, trigger.clause.end
    while at < stop and (match := _ASPECT.match(text, at, stop)):
        at = match.end()
    if trigger.label == "award" and text.startswith("为", at):
        at += 1  # 被认定 | 为
    if text[at : at + 1] == "的":
        if trigger.label == "meeting" and (held := _AT_WHICH.match(text, at + 1, stop)):
            return held[1], held.end(1)
        return _noun_phrase(scene, at + 1, stop)
    if trigger.following < scene.last:
        ahead = scene.starts[trigger.following]
        if at < ahead < stop and text[ahead - 1] in "并且后、":
            stop = ahead - 1
    if trigger.label == "start" and (onward := _ONWARD.search(text, at, stop)):
        stop = onward.start()
    if trigger.label in _DONE_TO and _IN_USE.match(text, at, stop):
        return "", trigger.end
    if since := _SINCE.match(text, at, stop):
        at = since.end()
    if trigger.label == "meeting" and (held := _OPENS_WITH_MEETING.match(text, at, stop)):
        stop = held.end()
    thing = text[at:stop].strip(" 　、的")
    # 建成亮相, 签约落地: a second verb is no object.
    if _LASTS.match(thing):
        return "", trigger.end
    if len(thing) <= _VERB:
        index = scene.word_at(at)
        alone = index < scene.last and scene.starts[index] == at and scene.starts[index + 1] >= stop
        if alone and scene.words[index][1] in _VERBAL:
            return "", trigger.end
    return thing, at + len(text[at:stop].rstrip(" 　、的"))


# 组成宣讲团 | 深入柳塘镇开展活动: a second thing done.
_ONWARD = re.compile("(?<=..)(?:深入|前往|赴)(?=[^，]{2,20}(?:开展|进行|调研|检查|走访|慰问))")
# 建成 | 并投入使用: what is done next is no object.
_IN_USE = re.compile(
    "(?:正式|全面|顺利|同步|全部)*(?:投入|交付|对外|并网|开放|运[行营]|投[产用]|启用)"
)
_DONE_TO = frozenset(("start", "finish"))
# 开工建设以来, 成立于1994年: no objects.
_SINCE = re.compile("以来.*|[于自].{2,14}(?:年|月|日|天).*")
# 召开会议部署工作: a second verb follows the meeting.
_OPENS_WITH_MEETING = re.compile(
    "[^，。；“]{0,12}?(?:会议|大会|座谈会|专题会|调度会|例会)(?=(?:研究|部署|传达|学习|总结|安排|听取|审议|通报|要求|讨论|贯彻|推进)"
    "(?![^，]*(?:会|会议|大会)$))"
)
_AT_WHICH = re.compile(
    "([^，。；]{3,60}?(?:会议?|大会|仪式|典礼|活动|论坛|比赛|大赛|讲座|晚会))上?(?=$|上)"
)


def _between(trigger: Trigger) -> tuple[str, int] | None:
    """What 开展…检查 checks: the words between, where the match begins before its trigger."""
    scene = trigger.scene
    if trigger.opening == trigger.first or scene.words[trigger.opening][0] == "被":
        return None
    start = scene.starts[trigger.opening + 1]
    thing = scene.text[start : trigger.start].removeprefix("了").removesuffix("的").strip()
    return (thing, trigger.end) if thing and thing not in lexicon.words("adverb") else None


def _noun_phrase(scene: Scene, at: int, stop: int) -> tuple[str, int]:
    """The words from ``at`` up to the next verb, adverb or preposition."""
    end = at
    for index in range(scene.word_at(at), scene.last):
        start, last = scene.starts[index : index + 2]
        if start < end:
            continue
        if start >= stop:
            break
        word, tag = scene.words[index]
        name = scene.named.get(start)
        hidden = scene.hidden.get(start, 0)
        if name or hidden:
            end = name.span.end if name else hidden
        elif start > at and (
            tag in _STOPS or (word in {"与", "和"} and scene.text[last : last + 1] in "国去上")
        ):
            break
        else:
            end = last
    return scene.text[at:end].strip(), end


def when(trigger: Trigger) -> When:
    """The date of the trigger's clause, else the nearest before it."""
    scene, before = trigger.scene, trigger.start
    if scene.text[trigger.end : trigger.end + 1] in _SINCE_WHEN:
        behind = scene.named.get(trigger.end + 1)
        if behind and behind.label == "DATE":  # 成立于1994年
            return When(behind.text, behind.period, own=True)
    dates = [name for name in scene.names if name.label == "DATE" and name.span.end <= before]
    if not dates:
        return _NEVER
    opens = trigger.clause.start
    inside = next((date for date in dates if date.span.start >= opens), None)
    own = inside or next((date for date in reversed(dates) if _alone(scene, date)), None)
    chosen = own or dates[-1]
    return When(chosen.text, chosen.period, own is not None)


_NEVER = When("", None, own=False)


_SINCE_WHEN = frozenset("于自")


def _alone(scene: Scene, date: Entity) -> bool:
    """Whether a date is a clause of its own, and so dates all that follows in the sentence."""
    clause = scene.clause(scene.clause_of(date.span.start))
    return (
        not scene.text[clause.start : date.span.start].strip()
        and not scene.text[date.span.end : clause.end].strip()
    )


_AT = frozenset(
    "在 于 到 来 赴 深入 前往 走进 来到 至 莅临 抵达 奔赴 赶赴 远赴 走访".split()  # noqa: SIM905
)
# What a venue without a name ends in.
_VENUE = re.compile(
    "会议室|会议厅|礼堂|大厅|报告厅|体育馆|体育场|体育中心|会展中心|广场|公园|酒店|宾馆|中学|小学|学校|校区|大学|学院"
    "|剧院|影院|场馆|基地|园区|小区|工地|车站|办公楼|办公室|大楼|会场|大院|校园|车间|展馆|活动中心|会议中心|服务中心"
    "|系统|高新区|开发区|新区|现场|分会场|主会场|这里|施工点|码头|敬老院|幼儿园|医院|文化宫|[县区市州乡镇村]$"
)


# 西配楼301会议室, whatever the words are.
_HALL = re.compile(
    "([^，。、的在]{0,16}(?:会议室|会议厅|礼堂|报告厅|体育馆|体育场|体育中心|会展中心|活动中心|会议中心|行政中心|大剧院|博物馆|多功能厅))"
    "(?:隆重|成功|顺利|正式|联合|主持|组织)*$"
)


def _place(trigger: Trigger) -> str:
    """Where: what stands between 在, 到, 赴 … and the trigger, if it names a place or body."""
    scene = trigger.scene
    for index in range(trigger.first - 1, scene.word_at(trigger.clause.start) - 1, -1):
        if scene.words[index][0] in _AT and not scene.covered(scene.starts[index]):
            start = scene.starts[index + 1]
            if hall := _HALL.match(scene.text, start, trigger.start):
                return hall[1]
            place, end = _noun_phrase(scene, start, trigger.start)
            named = any(name.label in {"PLACE", "ORG"} for name in scene.within(start, end))
            if named or place in lexicon.words("stands-in") or _VENUE.search(place[-4:]):
                return _trimmed(place)
    return ""


def _trimmed(place: str) -> str:
    """A place without the adverb behind it: 这里 | 隆重."""
    while place[-2:] in lexicon.words("adverb"):
        place = place[:-2]
    return place
