"""Composing metrics: a clause that leaves words out takes them from what was said before.

支出 after 社会保险基金收入 · 其中住宅 after 商品房销售面积 · A、B分别增长4%、6%.
"""

from __future__ import annotations

from functools import lru_cache

from nlpsum.extract import lexicon, nouns
from nlpsum.text import HAN, alternation, late

_TWO = 2
_KEPT = 1 << 12


_HEAD = late(f"^(?:{alternation({word[::-1]: '' for word in lexicon.words('heads')})})")
"""Read from the end: one match there, no search."""


@lru_cache(maxsize=_KEPT)
def head(metric: str) -> str:
    """The head noun of a metric that its parts share: 销售面积 of 商品房销售面积; empty if none."""
    match = _HEAD.match(metric[::-1])
    return metric[-match.end() :] if match else ""


_SUMS = lexicon.spelled("sums")
_ACCOUNTED = late(
    "(?:总?(?:收入|支出|产量)|余额|产值|增加值)(?:年初预算|预算数?|决算数?|总计|总量|合计)?$"
)
_ITEM = late(
    "(?:上级|上年|省|中央|市|区县|县区|下级|地方政府)?(?:转移性|结余|结转|债务转贷|债务还本"
    "|上解|补助下级|年终结转|补助|调入|调出|专项债务?|一般债务?|新增债券|再融资债券|结转下年"
    "|年终结余|滚存)(?:收入|支出|资金|结余|转贷收入|还本支出|转移支付)?|(?:收入|支出)(?:总计"
    "|总量|合计)?"
)
_SOWN = late("(?:播种|种植|收获|采摘)面积$")
"""粮食播种面积, then 总产量."""
_LEFT_OVER = late("(?:本年|当年|上年|收支|累计|滚存|年末|期末|当期)*结[余存]")
_TOTAL = late("总计|总量|合计")
_LONG = 6


@lru_cache(maxsize=_KEPT)
def complete(subject: str, lead: str, last: str, account: str) -> str:
    """A subject with what it leaves out, from the sentence's first metric and the last one.

    ``account`` is the budget account being spoken of, which its items (转移性收入) leave out.
    """
    if subject in _SUMS:
        whole = lead if not last or _TOTAL.search(subject) else last
        if subject[-1] in "产量" and (field := _SOWN.search(last)):
            return last[: field.start()] + subject
        if _TOTAL.search(subject) and _ITEM.fullmatch(whole.removeprefix(account)):
            return account + subject if _ITEM.fullmatch(subject) else subject
        found = _ACCOUNTED.search(whole)
        stem = whole[: found.start()] if found else ""
        fund = _ASIDE.sub("", stem).endswith("基金") and account.startswith("社会保险基金")
        if (
            stem
            and not subject.startswith(stem[-_TWO:])
            and (fund or not account or account in stem)
        ):
            return stem + subject
    left_over = "结" in subject and _LEFT_OVER.fullmatch(subject)
    whole = last or lead
    if left_over and (fund := whole.rfind("基金")) > 0 and not whole.startswith("调"):
        return whole[: fund + _TWO] + subject
    if account and account not in subject and _ITEM.fullmatch(subject):
        return account + subject
    if subject in TRADES:
        trade = _TRADED.search(last)
        stem = last[: trade.start()] if trade else ""
        return subject if stem in _AT_LARGE else stem + subject
    if len(subject) > _TWO and subject.endswith(("率", "数", "面积")):
        return _overlapped(subject, last)
    return subject


@lru_cache(maxsize=_KEPT)
def alongside(subject: str, main: str, last: str, *, alike: bool) -> str:
    """A subject with what it leaves out of the metrics before it: 农村低保, then 低保金.

    ``alike`` says that the last one is of the same unit.
    """
    if len(subject) > _TWO and subject[-1] in _MEASURES and _MEASURE.fullmatch(subject, _TWO):
        for whole in (main, last):
            at = whole.find(subject[:_TWO], 1)
            if at > 0 and (full := _measured_too(subject, whole, at)):
                return full
    if alike and subject in TOWN_OR_COUNTRY and len(main) > _TWO:
        stem = main[_TWO:] if main[:_TWO] in TOWN_OR_COUNTRY else main.removeprefix("城乡")
        return subject + stem
    of_partner = alike and subject[:1] in _TO_OR_FROM and _PARTNER.fullmatch(subject)
    if of_partner and (toward := _TOWARD.match(last)):
        return subject + last[toward.end() :]
    if len(subject) == _TWO + 1:
        for whole in (main, last):
            if len(subject) < len(whole) and whole.endswith(subject[:_TWO]):
                return whole + subject[_TWO:]
        of_sum = alike and subject[-1] == last[-1:] and _SUM.fullmatch(subject)
        if of_sum and _SUM.search(last, _TWO):
            return last[: -len(subject)] + subject
    return beside(subject, last) if alike else subject


_TOWARD = late(rf"[对自]{HAN}{{2,10}}?(?=进出口|出口|进口|投资)")
_TO_OR_FROM = frozenset("对自")
_PARTNER = late(rf"[对自]{HAN}{{2,10}}")
"""对东盟进出口3亿元; 对欧盟2亿元."""
_SUM = late(
    "(?:缴存|提取|归集|支取|发放|回收|收购|投放|拨付|认缴|实缴|转入|转出|流入|流出|征收|入库|申请|授权|受理|办结)[额数]$"
)
"""住房公积金缴存额, then 提取额: two sums of one thing."""


def of_topic(subject: str, topic: str) -> str:
    """A thing named alone, with the head of what is spoken of: 主要产品产量中，生铁 → 生铁产量."""
    own = head(topic)
    return subject if not own or leans(subject) else part_of(subject, topic, first=False)


_REGION = late("(?:东部|中部|西部|东北|沿海|内陆)(?:地区)?")


def of_region(region: str, last: str) -> str:
    """The last metric, said of another region: 东部地区投资, then 中部地区; empty if of none."""
    before = _REGION.match(last)
    return region + last[before.end() :] if before and _REGION.fullmatch(region) else ""


def dealt_again(subject: str, before: tuple[str, ...]) -> list[str]:
    """One subject for each of those dealt before: 同城、异地业务量, then 收入 → 同城收入."""
    first, size = before[0], 0
    while size < len(first) and all(name.endswith(first[-size - 1 :]) for name in before):
        size += 1
    tail = first[len(first) - size :]
    _, place, rest = tail.partition("地区")
    tail = rest if place else tail if len(tail) > 1 else ""
    kinds = [name.removesuffix(tail) for name in before]
    if min(map(len, kinds)) == 1:
        # 本地, 外地: what tells them apart is part of a word.
        kinds = [kind + tail[:1] for kind in kinds]
    return [kind + subject for kind in kinds] if all(kinds) else []


def _measured_too(subject: str, whole: str, at: int) -> str:
    """A subject that measures otherwise what another does: 快递业务量, then 业务收入."""
    same = _MEASURE.fullmatch(whole, at + _TWO) and not whole.endswith(subject)
    return whole[:at] + subject if same and not whole.startswith(("拉动", "带动")) else ""


_MEASURE = late("(?:总|余)?(?:量|额|值|收入|支出|面积|人次|人数|费用?|率|件数|户数|套数|价格?)")
_MEASURES = frozenset("量额值入出积次数费用率价格")


def _overlapped(subject: str, last: str) -> str:
    """上线率 after 高考本科上线, 竣工面积 after 房屋施工面积, 优良率 after 空气质量指数."""
    at = last.find(subject[: _TWO if len(subject) <= _TWO + _TWO else _TWO + 1])
    if at > 1 and not last.startswith(("发生", "处置", "查处", "每")):
        return last[:at] + subject
    short = len(subject) <= _TWO + _TWO < len(last)
    if short and _BUILT.match(subject) and last.endswith("面积"):
        return last[: len(last) - len(subject)] + subject
    if len(subject) <= _TWO + 1 and len(last) > _LONG and last.endswith(("指数", "率")):
        sizes = (size for size in (6, 5, 4, 3) if leans(last[-size:]))
        size = next(sizes, len(head(last)))
        return last[: len(last) - size].removesuffix("综合") + subject
    return subject


_ASIDE = late("（[^（）]*）")
_BUILT = late("(?:施工|竣工|新开工|销售|待售|成交)面积")
_TELLS_NOTHING = frozenset({"率", "投入", "总数", "数量"})
TOWN_OR_COUNTRY = frozenset({"城市", "城镇", "农村", "乡村"})
_TRADE = late("进出口(?:总?[值额]|总额)?$")
TRADES = frozenset({"出口", "进口", "出口额", "进口额", "出口值", "进口值", "出口总值", "进口总值"})
_TRADED = late("(?:进出口|出口|进口)(?:总?[值额])?$")
_AT_LARGE = frozenset({"", "外贸", "货物", "货物贸易", "对外贸易", "海关"})
_HOUSES = frozenset(
    [
        "企业",
        "医院",
        "学校",
        "机构",
        "公司",
        "居民",
        "银行",
        "单位",
        "景区",
        "高校",
        "小学",
        "初中",
        "高中",
    ]
)
_NEW = late("新(?:登记|设立|设|注册|培育|认定)")


_FOUND = late(
    rf"^(?:新建|新增|新开工|新签约|新引进|新登记|新发展|新注册|改造(?!提升|项目|工程)|新产生|产生|开工|竣工|(?:期末)?在建|归集|发现|受理|排查|接到|接报|收到|接收|新收|收集|征集|缴存|编制(?=床位)|批捕|调处|收(?={HAN}{{2}}))|(?:受理|立案|批捕|起诉)$"
)
_DONE = late(rf"(?<={HAN}{{2}})(?:已经?|共){HAN}{{0,2}}$")
_CASES = late("(?:各类|全部|诉讼|收)?案件?")
"""结案 says already what such a thing is."""
_TEACHERS = ("教师", "人员", "职工")
_EVERY = late("^(?:各类|各项|各种)")
_TOLD = late(
    rf"^(?:接报|接处|接到|收到|受理|产生|新产生|排查)(?={HAN}{{2}})|^收(?=各|{HAN}{{1,4}}案)"
)
_ACCOUNTS = lexicon.spelled("accounts")
_OWNER = late(f"(?<=[业司团行构])(?:{lexicon.pattern('accounts')})$")
"""What a firm's books hold: said again of the same firms, they are not named again."""
_STATES = lexicon.those("states")
_LEANING = _STATES | _ACCOUNTS | lexicon.spelled("relative")
_GENERIC = lexicon.those("generic")
_HERDS = frozenset({"存栏", "出栏"})
_HARMED = {"死": "死亡人数", "亡": "死亡人数", "伤": "受伤人数"}


def leans(subject: str) -> bool:
    """Whether a subject only says which side of the thing before it: 合格率, 不合格, 死亡, 容量."""
    return subject in _LEANING


@lru_cache(maxsize=_KEPT)
def related(subject: str, main: str, *, alike: bool = True) -> str:
    """A subject that leans, with the thing that it is of: 食品抽检 + 合格率, 新增 + 合作社.

    A state is that of things counted in the same unit, ``alike``.
    """
    if subject in _STATES:
        thing = _FOUND.sub("", main)
        if not alike or (subject.endswith("案") and _CASES.fullmatch(thing)):
            return subject
        if thing[:1] == subject[:1]:
            thing = thing[-_TWO:]
        return subject + _EVERY.sub("", thing)
    if (
        len(main) < _TWO
        or subject[: _TWO + 1] in main
        or main.endswith(subject)
        or nouns.is_general(main)
    ):
        return subject
    if subject.endswith(("总投资", "总投资额", "损失")) or subject[-1] == main[-1] == "率":
        return subject
    if subject.endswith(_TEACHERS) and (
        main.endswith(("床位", "床数", "床位数")) or nouns.ends_in_people(main)
    ):
        return subject
    if subject.endswith("贷款余额"):
        at = main.removesuffix("存款余额").removesuffix("各项")
        return at + subject if main.endswith("存款余额") else subject
    if subject.endswith("价格"):
        return main[: -len(subject)] + subject if main.endswith("价格") else subject
    if subject in _ACCOUNTS:
        if found := _OWNER.search(main):
            return main[: found.start()] + subject
        return alongside(subject, main, "", alike=False)
    stem = _EVERY.sub("", _TOLD.sub("", main))
    if _CASES.fullmatch(stem) and "案" in subject:
        return subject if stem == "收案" else "案件" + subject
    if len(stem) > _LONG and stem[-_TWO:] in _GENERIC:
        return stem[-_TWO:] + subject
    if subject in _HERDS:
        return main.replace("出栏", "").replace("存栏", "") + subject
    stem = stem.removesuffix("招生").removesuffix("总量").removesuffix("总数").removesuffix("人数")
    if subject.endswith("率"):
        # 参与学生, then 参与率: the doing is said once.
        stem = stem.removeprefix(subject[:_TWO])
    stem = _DONE.sub("", stem.removesuffix(subject[:_TWO]))
    return stem + _HARMED.get(subject, subject)


def beside(subject: str, last: str) -> str:
    """A subject that stands beside the last one's, with the rest of it.

    小学生均经费, then 初中生 → 初中生均经费; 食品业产值, then 纺织业 → 纺织业产值.
    """
    if subject[-1] not in _KINDS or head(subject):
        return subject
    own = head(last)
    if not own or own in _HOW_MANY:
        return subject
    at = last.rfind(subject[-1], 1, len(last) - len(own))
    rest = last[at + 1 :]
    if rest != own and len(rest) > _TWO:
        rest = rest.removeprefix("总")
    named = last[at - 1 : at + 1] == subject[-_TWO:] and rest[0] not in "类业"
    alike = rest == own or (named and len(rest) > _TWO) or _PER_HEAD.match(rest)
    return subject + rest if at > 0 and alike else subject


_HOW_MANY = frozenset({"总量", "总数", "数量"})
_PER_HEAD = late("[人户日月年]?均|平均|期末|年末")


_KINDS = frozenset("业企人员民生户区县市省镇乡村国州类型校院厂司行团品物车船性工师商店场房宅路桥港")
"""The last characters of nouns that name kinds: 制造业, 初中生, 农村居民."""


@lru_cache(maxsize=_KEPT)
def part_of(subject: str, whole: str, *, first: bool) -> str:
    """A part named by its kind alone, with the head of its whole: 住宅 → 住宅销售面积.

    ``first`` says that 其中 stands before it.
    """
    if subject in TRADES and (trade := _TRADE.search(whole)):
        whole = whole[: trade.start()]
        return subject if whole in _AT_LARGE else whole + subject
    term = "款" in subject and _TERM.match(subject)
    if term and subject not in whole and whole.endswith(subject[-_TWO:]):
        return whole[:-_TWO] + subject
    if "级" in subject and (level := _LEVEL_OF.match(subject)):
        own = subject[level.end() :]
        whole = _LEVEL_OF.sub("", whole.removeprefix(level.group()))
        return level.group() + whole if whole.endswith(own) else subject
    if not subject or subject[-1] == "税" or head(_ASIDE.sub("", subject)):
        return subject
    if subject in TOWN_OR_COUNTRY:
        return subject + whole.removeprefix("城乡")
    new = "新" in whole and _NEW.match(whole)
    if new and subject not in whole and not _NEW.match(subject):
        return new.group() + subject
    if _RANK_OF_OFFICE.fullmatch(subject):
        return subject + _OF_OFFICE.sub("", whole)
    within = whole.find(subject)
    if within > 0 and "、" in whole[:within]:
        return subject
    if within > 0 and len(subject) > 1:
        return whole[: within + len(subject)] if first else subject
    if subject[-_TWO:] in _HOUSES and (kind := whole.find(subject[-_TWO:])) >= 0:
        rest = whole[kind + _TWO :]
        if len(rest) > 1 and rest[0] not in "业、和及与等（":
            return subject + rest
    if (likewise := beside(subject, whole)) != subject:
        return likewise
    own = head(whole)
    if not own or own in _TELLS_NOTHING or (nouns.names_people(subject) and own not in _SPENT):
        return subject
    for size in (_TWO, 1):
        if subject.endswith(own[:size]) and len(own) > size:
            return subject + own[size:]
    return subject + own


_LEVEL_OF = late("(?:(?:市|区|县|省|州|盟)(?:本级|级)|乡?镇级?|乡级|本级)(?=[收支])")
"""市本级收入, where its whole is 一般公共预算收入."""
_TERM = late("(?:短期|中长期|长期|活期|定期)(?:贷款|存款)$")
_SPENT = frozenset({"收入", "支出", "消费", "花费", "费用"})
_OF_OFFICE = late("^(?:(?:省|市|县|区)级及?以上|外贸|内贸|沿海|内河)")
_RANK_OF_OFFICE = late(
    "(?:国家|省|市|县|区|区县|县区|州|自治区|乡镇|部|厅)级|公办|民办|公立|民营|国有|集体|外贸|内贸|国内|国际|境内|境外|省内|省外|沿海|内河|[省市区县]属"
)


_ITEMS = late("[、和及与]|以及")
_ACT = late("接待|发送|到达")
"""接待游客、旅游收入: what has a verb of its own shares no head."""
_DEALING = late("^(?:分别|全部)|(?:分别|均)$")


_MEASURED = late(
    "(?:(?:年|月|日|季)?(?:平均|均)|人均|户均|累计|期末|例行|监督|监测|抽检|抽查|检测|综合|总体|实际|新增)+$"
)
"""How a thing is measured, which goes with what is measured of it: 例行监测合格率."""


_THREE = 3
_SECTORS = late("第?一、第?二[、和]第?三次?产业?|三次产业")
_GRADE = late("(?:国家|省|部|市|州|县|区|校)级?")
"""国家级、省级平台; 省、市级企业."""


def _common(items: list[str], last: str) -> str:
    """What a list's items share, said with the last: 居民人均收入 of 城镇、农村居民人均收入."""
    if (aside := _ASIDE.search(last)) and items[0].endswith("）") and last[aside.end() :]:
        return last[aside.end() :]
    if _GRADE.fullmatch(items[0]) and (grade := _GRADE.match(last)):
        rest = last[grade.end() :]
        return rest if items[0][-1] == "级" else "级" + rest
    own = head(last)
    size = len(items[0])
    even = size <= _TWO + 1 and all(len(item) == size for item in items[:-1])
    if own and even and len(last) - len(own) > size:
        return last[size:]
    if own and (how := _MEASURED.search(last, 0, len(last) - len(own))):
        return last[how.start() :]
    return own


def shared_out(
    subject: str, count: int, town_and_country: bool, *, exactly: bool = False
) -> list[str]:
    """The subjects of 分别: A、B产量 → A产量, B产量; empty if not as many as the numbers.

    ``exactly`` says that 和 and 及 part them too.
    """
    subject = _DEALING.sub("", subject)
    if count == _THREE and (found := _SECTORS.search(subject)):
        before, after = subject[: found.start()], subject[found.end() :]
        return [f"{before}第{which}产业{after}" for which in "一二三"]
    dealt, among, done = subject.partition("分别")
    if among and done:
        items = [item for item in _ITEMS.split(dealt) if item]
        return [item + done for item in items] if len(items) == count else []
    items = [item for item in _ITEMS.split(subject) if item]
    if len(items) != count and not exactly:
        items = [item for item in subject.split("、") if item]
        if len(items) != count and "和" in items[-1]:
            items = subject.replace("和", "、").split("、")
    if len(items) == count > 1:
        last = items[-1]
        if (own := head(items[0])) and (stem := items[0].removesuffix(own)):
            items[1:] = [
                related(item, stem) if leans(item) and stem[-1] not in item else item
                for item in items[1:]
            ]
        name, comma, tail = last.partition("等")
        if comma and name and tail:
            items[-1] = name
            return [item + tail for item in items]
        own = _common(items, last)
        return [
            item if head(item) or item.endswith(own) or _ACT.match(item) else item + own
            for item in items
        ]
    if count == _TWO and town_and_country and "城乡" in subject:
        return [subject.replace("城乡", "城镇"), subject.replace("城乡", "农村")]
    return []
