"""Events in a text: who did, or will do, what on a definite occasion, when and where.

A pattern says which word is a trigger and of what type (``patterns``); ``roles`` says who and what
belong to it. Here it is decided whether it is an event at all: 加强管理 is a duty, 采购中心 a name,
定期召开 a habit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from nlpsum.anchor import title
from nlpsum.extract.events import patterns, roles
from nlpsum.extract.events.scenes import Scene, pieces, told
from nlpsum.extract.frame import framed, hung
from nlpsum.model import Event
from nlpsum.text import holding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from nlpsum.extract.events.patterns import Match, Pattern
    from nlpsum.parts import Reading


def find(reading: Reading) -> Iterator[Event]:
    """The events of a document."""
    document = reading.document
    own = patterns.compiled(reading.terms.patterns)
    known = patterns.compiled((*reading.terms.patterns, *patterns.built_in()))
    hang = reading.once(hung)
    plans = [(block.end, frame.plan) for block, frame in reading.once(framed)]
    directive = bool(_DIRECTIVE.search(title(document)))
    block = 0
    whole = told(document.path, reading.words, reading.found.entities, known.keys(), own.keys())
    carried = roles.Carried(whole)
    asked = [whole.starts[hit] for hit in whole.hits]
    done = 0
    for start, end in pieces(holding(reading.words.sentences, asked)):
        first, done = bisect_left(asked, start, done), bisect_left(asked, end, done)
        if first == done:
            continue
        before = block
        while block < len(plans) - 1 and plans[block][0] <= start:
            block += 1
        if before < block:
            carried.forget(plans[block - 1][0])
        scene = Scene(whole, start, end)
        matches = patterns.matches(scene.words, whole.hits[first:done], scene.last, known)
        found = [match for match in matches if not scene.covered(scene.starts[match.trigger[0]])]
        taken = scene.start
        for index, match in enumerate(found):
            if scene.starts[match.trigger[0]] < taken:
                continue
            (first, last), after = match.trigger, index + 1
            # 挂牌成立, 竣工投产: one event by two words.
            while (
                after < len(found)
                and found[after].trigger[0] == last
                and _same(match, found[after])
            ):
                last, after = found[after].trigger[1], after + 1
            if scene.words[first][0] in _ARRIVES and after < len(found):
                onward = found[after]  # 莅临我市检查指导 is told by 检查指导
                places = scene.starts[first], scene.starts[onward.trigger[0]]
                same = len(set(map(scene.clause_of, places))) == 1
                if same and onward.pattern.label == "visit":
                    continue
            following = found[after].trigger[0] if after < len(found) else scene.last
            trigger = roles.Trigger(scene, first, last, match.first, following, match.pattern.label)
            plan = directive or (bool(plans) and plans[block][1])
            if event := _event(trigger, match.pattern, carried, hang.date, plan=plan):
                taken = event.span.end
                yield event


def _same(one: Match, other: Match) -> bool:
    """Whether two triggers side by side say the same kind of thing."""
    return one.pattern.label == other.pattern.label in {"start", "finish", "visit", "other"}


_COMES = re.compile("[到赴来临]")
_ARRIVES = frozenset(("莅临", "来到", "到访", "抵达", "前来"))
# A notice or opinion says what is to be done, unless it says that it has been.
_DIRECTIVE = re.compile("(?:意见|通知|决定|方案|规划|要点|办法|措施|细则)(?:（.{1,12}）)?$")
# What makes a verb a plan, a rule or a habit instead of something that happened.
_MODAL = re.compile(
    r"将(?<![即务]将)(?=[^，]{0,3}$|在|于|继续|全面|正式|陆续)|拟"
    r"|计划(?<![动展年度资产项大普收算化设]计划)(?=[^，]{0,4}$)|力争|确保|争取|准备|预计|打算|有望"
    r"|要(?<![主重需简摘纲]要)(?![求点素闻])|务必|尽快|抓紧"
)
_FIRST = ("支持", "鼓励", "引导", "推动", "促进", "吸引", "坚持")
_NEAR = (
    "引导", "参与", "便于", "有利于", "有助于", "不断", "能够", "需要", "是否", "支持", "推动",
    "促进", "推进", "为了", "方便",
)  # fmt: skip
# Each way begins with a character of its own, so that the search goes from one to the next.
_RULE = re.compile(
    r"应(?<![响相供效反适对]应)(?![急用对])|必须|不得|不能|不再|不予|可以|严禁|禁止|凡|如需|如果"
    r"|鼓励|允许|负责(?!人)|用于|应当|定期|经常|每年|每月|每周|每季度|常态化"
    r"|待(?<=^待)|未[^，]{0,6}$|没有[^，]{0,6}$"
    r"|不[^，]{0,3}$|可[^，]{0,3}$|须[^，]{0,3}$|需[^，]{0,3}$|若[^，]{0,3}$"
    # 提请大会审议: nobody has done so.
    r"|提请[^，]{0,24}$|提交[^，]{0,24}$|报请[^，]{0,24}$|作出[^，。]{0,6}$|"
    + "|".join([f"{word}(?<=^..)" for word in _FIRST] + [f"{word}[^，]{{0,8}}$" for word in _NEAR])
)
_HABIT = re.compile(
    r"(?:持续|继续|深入|广泛|有序|扎实|大力|积极|全面|切实|加大|常态|深化|统筹|加快|进一步"
    r"|大规模|严格|认真|严肃|强化|重点|系统|稳步|着力|集中|接续|稳妥|规范|多形式|全力|充分|注重"
    r"|主动|依法|高质量|高效|精准|科学|对[^，]{2,20})[^，]{0,3}$"
)
_DONE = re.compile(r"了|过|已|成功|首次|先后|累计|圆满|顺利|正式|率先|刚刚|共")
_ASPECTS = ("了", "过")
_NOUN_FOLLOWS = re.compile(
    r"(?:工作|会议|制度|时间|机制|办法|程序|情况|结果|方式|方法|平台|系统|中心|单位|企业|人员"
    r"|项目|标准|活动|经费|资金|成本|价格|价|范围|名单|部门|主体|能力|条件|力度|管理|期|区|额"
    r"|量|点|场所|过程|环节|全覆盖|阶段|情形|事项|业务|职责)(?=的|[，。；、]|$|[和与及])|率|数|时(?!代)|后|仪式|早投|总?金额|预算|面积|里程|规模|总额"
    r"|制度规定|为\d|[\d一二三四五六七八九十百]+\s?周年"
)
_HELD_NOUN = re.compile(
    r"(?:工作|制度|时间|日期|地点|地|机制|办法|程序|情况|结果|方式|方法|形式|频次|次数|场次|期数"
    r"|单位|方|经费|费用|成本|场所|条件|能力|资格|权|率|前|后|时|期间|当天|当日)"
    r"(?=的|[，。；、：（）]|$|[和与及为定设是改])|为\d|率\d|情况(?!通报|说明|介绍|反映|交流)"
    r"|时(?!代|间|尚|[装政])|后(?!续|备|勤|期|评)"
)
_HOSTS = frozenset(("主办", "承办", "协办", "组织", "举办"))
_HELD = re.compile("[^。；]{0,30}?的[^。；]{2,60}?(?:举行|举办|召开|开幕|闭幕|开赛|落幕)")
# 参加座谈, 出席签约仪式 tell of those who were there.
_ATTENDING = ("参加", "出席", "列席", "参与", "收看", "观看")
_MEANS = ("通过", "采取", "采用")
# What the work rests on: 按照会议部署要求; but 根据2月6日省厅发布的通知 tells that day's event.
_BASES = ("按照", "根据", "依照", "依据")
_ORDERS = ("安排", "要求", "部署", "规定", "精神", "通知", "计划", "方案")
_COMPOUND = re.compile("工作|会议|制度|办法|机制|情况|结果|方案|标准|程序|人员|活动")
_OF = re.compile(r"的(?:正式|全面|顺利|成功|隆重)?$")
_MARKS = re.compile(r"标志着?|随着")
_AMOUNT = re.compile(
    r"(?:约|达|总额)?\d[\d.,，]*\s?[万亿]*(?:元|吨|亩|平方米|公里|%)|.{0,12}(?:收入|支出|产值"
    r"|增加值|投资额?|营业额|销售额|总量)\s?\d"
)
_TEST = re.compile("(?:正式|竣工|初步|交工|现场)*验收$")  # 完成验收: 验收 says it
_MADE = frozenset(("issue", "meeting"))
_FOR = re.compile(r"为[^，]{0,14}$")
_COUNTED = re.compile(r"\d(?:人次|次|场|场次|件|起|人|余人)$")
_LEAST = 3


def _event(
    trigger: roles.Trigger,
    pattern: Pattern,
    carried: roles.Carried,
    issued: date | None,
    *,
    plan: bool,
) -> Event | None:
    """The event of a match; None where the trigger is a duty, a habit or a noun."""
    scene = trigger.scene
    before, after = trigger.before, trigger.after
    opens = pattern.id.startswith("carry-out")
    if after.startswith("、") and (
        before.endswith("、") or (pattern.label in _MADE and trigger.in_compound)
    ):
        return None
    if pattern.id == "so-many" and before.endswith(("政府", "集中", "招标", "委托")):
        return None
    if pattern.label == "finish" and _FOR.search(before):
        return None
    if scene.text[trigger.start : trigger.end] in _HOSTS and _HELD.match(
        scene.text, trigger.end, scene.end
    ):
        return None  # 由甲主办的论坛在乙举行: it is held once
    if before.endswith(_ATTENDING) or before.startswith(_MEANS):
        return None
    if not after and pattern.weak and before.startswith("经"):
        return None  # 经省政府批准
    if before.startswith(_BASES) and after.endswith(_ORDERS) and "日" not in before + after:
        return None
    if _RULE.search(before) or (
        "的" in before[-3:] and _OF.search(before) and not _MARKS.search(before)
    ):
        return None
    # 到柳塘镇检查指导工作 has nothing for its object.
    works = pattern.label == "visit" and after == "工作" and _COMES.search(before)
    if after.startswith(("和", "与", "及", "暨")) or (
        pattern.weak and not works and _COMPOUND.match(after)
    ):
        return None
    # 召开预算会议 has 预算会议 for its object; 召开时间 is a noun.
    noun = _HELD_NOUN if pattern.id == "hold" else _NOUN_FOLLOWS
    if noun.match(after) and not opens and not works:
        return None
    if pattern.weak and trigger.in_compound:
        return None
    done = bool(_DONE.search(before[-12:])) or after.startswith(_ASPECTS)
    modal = bool(_MODAL.search(before))
    when = roles.when(trigger)
    past = bool(when.own and when.period and issued and when.period.last <= issued)
    mode = "plan" if modal or (plan and not done and not past) else "done"
    if mode == "plan" and ((pattern.weak and not when.own) or (opens and not modal)):
        return None
    if opens and mode == "plan" and not when.text:
        return None
    parts = roles.read(trigger)
    # 在公布采购需求时, 通过评审后: the occasion of something else.
    if parts.object.endswith(("时", "后", "之前", "之际")) and not when.own:
        return None
    shown = done or when.own
    if pattern.weak and not _shown(trigger, parts, carried, when, shown=shown):
        return None
    if after.startswith("的") and not parts.own_actor and not when.text:
        return None
    # 完成收入24.41亿元 states a figure; for an event a body must have paid or done it.
    if pattern.weak and not parts.own_actor and _AMOUNT.match(parts.object):
        return None
    if pattern.id == "complete" and (_AMOUNT.match(parts.object) or _TEST.match(parts.object)):
        return None
    habit = opens and not done and not when.text and _HABIT.search(before)
    if habit and not roles.has_name(trigger, parts):
        return None
    if opens and not when.text and _COUNTED.search(parts.object):
        return None
    if len(parts.object) < _LEAST and not (parts.place or (parts.own_actor and not opens)):
        return None
    return Event(
        scene.span(trigger.clause.start, max(trigger.end, parts.end)),
        scene.span(trigger.start, trigger.end),
        pattern.label,
        roles.actor(trigger, parts, carried),
        parts.object,
        when.text,
        parts.place,
        mode,
        when.period,
    )


def _shown(
    trigger: roles.Trigger,
    parts: roles.Parts,
    carried: roles.Carried,
    when: roles.When,
    *,
    shown: bool,
) -> bool:
    """Whether a weak trigger has what shows an occasion: 了, an actor of its own, a date."""
    if len(parts.object) < _LEAST and not parts.place:
        return False
    if shown or parts.own_actor:
        return True
    return bool(when.text and roles.actor(trigger, parts, carried))
