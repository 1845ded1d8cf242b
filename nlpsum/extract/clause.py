"""Reading the words around a number: what it measures, how it changes, against what, of which whole.

The text before a number is a clause with a tail (…比上年增长, …达到, 占…的). The tail is peeled off word
by word and says the kind; what is left, freed of openings, scope and empty verbs, names the metric.
Readings are kept: reports say the same few things around ever new numbers.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple


class Tail(NamedTuple):
    """What the words between a metric and its number say.

    ``change`` is up, down or empty; ``to`` says that the number is where the change ends (增至).
    ``base`` says that the number itself is last year's (比上年的905万元).
    """

    change: str = ""
    to: bool = False
    basis: str = ""
    share: bool = False
    of: str = ""
    rank: bool = False
    target: bool = False
    base: bool = False
    cumulative: bool = False
    modifier: str = ""
    shared: bool = False
    reach: bool = False
    origin: bool = False


class Left(NamedTuple):
    """The clauses before a number: the metric they name (may be empty), its scope, and the tail.

    ``verb`` is the verb that was taken off before the metric; ``part`` says that 其中 stands there,
    ``breaks`` how many clause marks; ``topic`` is a phrase like 确诊病例中 before the last clause.
    """

    subject: str
    tail: Tail
    scope: str = ""
    verb: str = ""
    part: bool = False
    breaks: int = 0
    topic: str = ""
    context: str = ""


_UP = "增长 增加 增幅 增速 增 提高 上升 提升 上涨 扩大 增收 增产 增多 回升 加快 涨 涨幅 升高 攀升 跃升 多收 净增 净增加 净增长 高于 高出 多于 偏多 偏高 改善 延长 前移 提前 高 多 快于 快 增支 升 增值 递增 扩张 上浮 上调 调增 调高 拉升 增亏 优于 上扬".split()
_DOWN = "下降 减少 降低 下滑 回落 减产 降幅 减幅 跌幅 降 减 缩小 收窄 缩短 偏少 偏低 跌 下跌 减收 低于 压减 压降 后退 下调 调减 核减 少 低 慢于 慢 缩减 减亏 萎缩 下浮 减支 递减 走低 短收 少收 精简 放缓".split()
_BASES = r"(?:上年|去年|前年|上年同期|去年同期|上年同月|去年同月|上年末|去年末|上年底|去年底|上年年末|去年年底|年初|上个?月末?|上季度末?|上一?年度?|上期|同期|历年|常年|多年平均|历史|近年|某时|预算|计划|目标|序时进度|“?十[一二三四]五”?(?:期间|时期|末)?|\d{4}年(?:末|底|同期)?|\d{1,2}月(?:份|末|底)?|上半年|[一二三四]季度|1[-—]\d{1,2}月)"
_COMPARED = rf"(?:比|较|与|同|和|相比|相较于?)(?:于)?{_BASES}(?:同期|同口径|全年|实际|完成|执行|决算|预算|快报|年初|调整|平均|水平|均值|可比|数|[的])*(?:相比|比较|比)?"
_LEVEL = "达到 达 为 是 有 共有 共 共计 合计 总计 累计 累计达 完成 实现 突破 首破 首次突破 仅 只 仅为 已 已达 约为 在 保持在 稳定在 维持在 至 到 增至 升至 降至 减至 调整为 调整到 由 从 自 即 当月 本月 全月 全年 当年 又 也 收于 高达 多达 最高 最低 平均 总共 总数达 总量达 规模达 呈 录得 达成 左右 大约 估计 估算 每 每人 每月 每年 每天 每人每月 每人每年 每人每日 人均 户均 日均 月均 各 都 均 分别 实际 预计 已经 超额 提前 累计为 将 可 可达 可以 约合 折合 相当于 不变 余 仍 仍为 仍有 尚有 现有 实有 已有 取得 其中 拓展 覆盖 更正为 修正为 更正 修订为 核定为".split()
_TARGET = "计划 拟 力争 争取 确保 预期 预期目标 预期目标为 预期目标是 目标为 目标是 控制 控制在 要 安排 任务为 指标为 按".split()
_MODIFIERS = "约 近 超 超过 突破 首次突破 首破 首超 已超 逾 过 达到或超过 不低于 不少于 不小于 不超过 不高于 不大于 不足 不到 不满 至少 至多 最多 最少 大于 小于 高于 低于 多于 少于 将近 接近 逼近 大约 大概 满 不下 均超 均超过 均突破 控制在 超越 跨越 大于等于".split()
_STATE = "同比 环比 同口径 可比口径 按可比口径 按同口径 可比 可比价 按可比价 按可比价格 计算 按不变价 按不变价格 不变价 年均 名义 剔除价格因素 扣除价格因素 后 累计 自然 净 平均 预计 预期 再 还 分别 各 都 月均 成倍 进一步 持续 大幅 仍 同步 总体 稳步 小幅 略 略有 逐步 一次性 连续 逐年 双双 高速 快速 有所 明显 显著 均实现 年平均 复合 实现 同期".split()

_DIRECTIONS = {**dict.fromkeys(_UP, "up"), **dict.fromkeys(_DOWN, "down")}
_BY_LENGTH = sorted(_DIRECTIONS, key=lambda word: -len(word))
_TO = re.compile("(?:到|至|为|达到|达|在)(?:约|近|超|了)?$")
_NOUN_CHANGES = frozenset("增速 增幅 降幅 涨幅 跌幅 减幅".split())
_SHORT = frozenset("高 多 少 低 快 慢 升 降 涨 跌 减 增".split())


def words(*lists: list[str]) -> str:
    """An alternation of the words of some lists, longest first."""
    return "|".join(re.escape(w) for w in sorted({w for some in lists for w in some}, key=lambda w: -len(w)))


@cache
def _tail_pattern() -> re.Pattern[str]:
    """The run of tail words that ends a clause, from its first."""
    run = words(_UP, _DOWN, _LEVEL, _TARGET, _MODIFIERS, _STATE)
    return re.compile(rf"(?:{_COMPARED}|(?<!新)(?<![入出](?=总计|合计))(?:{run})(?:了|率为|率达|率|幅度为|幅度达|幅度)?|[\s的，]|“)+$")


_SHARE = re.compile(
    r"占(?:到|了)?(?P<whole>(?!用|地|比)[^，。；]{0,40}?)(?P<word>的?(?:比重|比例|比率|份额|百分比))?(?P<rest>(?:分别|均|已|约|近|超过|超|达到|达|提高到|提高至|提升到|提升至|提升|提高|上升到|上升至|上升|下降到|下降至|下降|降至|升至|为|仅|不到|不足|到|至|的|也|将|由|从|保持在|稳定在|比上年|较上年|同比)*)$"
    r"|(?:为|完成|达到?|占|实现|相当于|是|执行)(?P<plan>[^，。；]{0,14}?(?:预算|计划|任务|目标|预期|进度|总数|总额|总量|执行数|决算)(?:数|额|任务|目标|预算|计划|安排)?)的(?:约|近|超|超过)?$"
    r"|(?P<noun>占比|比重|占有率|比例)(?P<after>(?:分别|均|各|已|约|将|仍|也|比上年|较上年|同比|提高|提升|上升|下降|降|升|保持|稳定|达到|达|为|到|至|超过|超|在|近|不低于|不超过|高达|是|控制在)*)$"
)
"""占…的比重为; 为预算的; …比重达到."""

_RANK = re.compile(
    r"(?:[，,]?(?:继续|连续|均|分别|稳|并|同比|排名|位次|总量|增速)*(?:居于?|位居|列|位列|名列|列居|排名?|排在|排位|位次|跃居|跻身|进入|挺进|升至|升到|提升至|上升到|跃升至|前移至|获评?|荣获|由|从|为|至|到)*(?:全国|全省|全市|全区|全州|全县|全球|世界|亚洲|中部|西部|东部|东北|省内|国内|同类|地区|六省|城市|省会|计划单列市|县区|各市州|市州|地级市|同类水司|副省级|同行业|行业|位|的|和|、|在|[一-龥]{0,4}之)*)$"
)


@lru_cache(maxsize=1 << 12)
def tail_of(text: str) -> Tail:
    """The meaning of a peeled tail."""
    text = text.rstrip("“ ")
    modifier, body = "", text
    for word in _LONG_MODIFIERS:
        if text.endswith(word):
            modifier, body = word, text[: -len(word)]
            break
    change, to = "", False
    best = -1
    for word in _BY_LENGTH:
        at = body.rfind(word)
        if at < 0 or at <= best or _covered(body, at, word):
            continue
        if change and at < best:
            continue
        rest = body[at + len(word) :]
        best = at + len(word) - 1
        change = _DIRECTIONS[word]
        to = bool(_TO.search(rest)) and word not in _NOUN_CHANGES
    compared = re.search(_COMPARED, body)
    basis = _basis(body)
    return Tail(
        change=change,
        to=to,
        basis=basis,
        target=bool(re.search("计划|拟|目标|力争|争取|确保|预期|控制在|任务|规划|不低于|不超过(?!.*达)", text)),
        base=bool(compared) and not change and compared is not None and compared.end() >= len(body.rstrip("的")) - 1,
        cumulative="累计" in text,
        modifier="" if modifier in {"控制在"} else modifier,
        shared="分别" in text or body.endswith(("均", "各")),
        origin=bool(re.search("(?:由|从|自)(?:原来?的?|当初的?|每[人年月日天平方米吨]+)*$", body)),
        reach=body.endswith(("至", "到", "覆盖", "拓展")),
    )


def _basis(text: str) -> str:
    """What a change is against, as its words say."""
    if "环比" in text or re.search("(?:比|较|与)上(?:个?月|季度)", text):
        return "环比"
    if "年均" in text or "年平均" in text:
        return "年均"
    if re.search("(?:比|较|与)(?:上年年?末|去年年?末|上年年?底|去年年?底|年初)", text):
        return "较年初"
    if "同比" in text or re.search("(?:比|较|与|同)(?:上年|去年|上一年|同期|上期)", text):
        return "同比"
    return ""


_LONG_MODIFIERS = sorted(_MODIFIERS, key=lambda word: -len(word))


def _covered(body: str, at: int, word: str) -> bool:
    """Whether a short word is part of another one: the 高 of 提高, the 多 of 多于."""
    if word not in _SHORT:
        return False
    near = body[max(0, at - 1) : at + 3]
    return any(word in other and other in near for other in _BY_LENGTH if len(other) > 1) or body[at : at + 2] in {"高达", "多达", "增至", "升至", "降至", "减至"} and False


_FOOTNOTE = re.compile(r"\[\d{1,2}\]|［\d{1,2}］|〔\d{1,2}〕|[①-⑳]")
_CLAUSES = re.compile(r"[，,；;：:。！？\n]|——")
_MARKS = re.compile(
    r"^(?:\s|[（(]?[一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}(?:是|、)|[①-⑳]|——|[-·•●◆▪、”]|其一|首先|其次|最后|第[一二三四五六七八九十]+[，、])+"
)
_NOT_MARKS = re.compile("^[一二三四五六七八九十]是?(?:次|产业|类|线|般|体|级|号|带)")
_OPENING = "其中 此外 同时 另外 另 并且 并 且 还 共计 共 合计 累计 总计 再 均 全年 全月 全集团 全公司 已 将 截至目前 目前 初步核算 经初步核算 初步统计 预计 经统计 据统计 据初步统计 据了解 据悉 按常住人口计算 按可比价计算 按可比价格计算 按不变价格计算 年内 期内 年末 年底 月末 期末 至此 以来 期间 先后 成功 有效 切实 积极 大力 全力 主动 持续 深入 扎实 稳步 全面 进一步 及时 严格 着力 加快 不断 则 而 因此 从而 使得 力争 确保 计划 拟 实际 主要 和 与 及 以及 分别 将 把 让 由 加上 加 减去 按照 其它 其他为 包括 含 如 即 ， 末 底 的 年 度 ： : 现将 现 又 也 只 仅 约 近 超 对 在 比 较".split()
_OPENING_GUARD = re.compile("^(?:和平|与会|及格|由于|将军|将乐|年均|年末|年度|年产|年平均|年金|年货|年轻|底|度假|对外|对东|对欧|对美|对“|对台|对香|对共|对口|对非|对R|对A|在校|在岗|在园|在册|在建|在职|在外|在库|在读|在营|在产|在学|在用|在线|在贷|在施|在册|再生|再贷|再融|再担|近海|近岸|近视|约定|超级|超长|超市|超高|超大|超低|超短|比重|比例|比率|比值|比亚|较大|较重|含税|含金|加工|加计|加油|加气|加权|加装|加氢|如东|如皋|的士|末端|把关|让利|超长期|共同|共青|共建|共享|共用|共和|共管|并网|并购|并轨|并入|主要(?=污染|农|工业|产|粮|经济|指|食|矿|湖|河|水|港|街|城市|作物|超市|商)|均价|均衡|已婚|已建|现代|现金|现场|现役|现价|现汇|计划生育|计划免疫|计划外|计划内|计划投资|计划完成|计划总投资|实际(?=利用|使用|到位|投资|收入|贷款|控制|外资|缴费|参保|到账|引进|有效|增长|供水|供热|受理)|主动脉|全面二孩|持续(?=性)|合计(?=特)|还款|还贷|还本|还田|还林|还湿|末级|期末|其他|另类|又好|也门|只读|仅存|如期|即时|累计(?=参|注册|登记))")

_SCOPES = re.compile(
    r"(?P<place>全市|全省|全县|全区|全州|全国|全集团|全公司|全行业|全局|全院|全校|全镇|全乡|全街道|全盟|全旗|我国|我市|我省|我县|我区|我州|我局|我公司|本市|集团(?!公司|化|客户|有限)|公司(?!制|债|化)|市本级|省本级|州本级|县本级|区本级|(?:市级|省级|县级|州级|区级)(?=一般公共预算|政府性基金|社会保险基金|国有资本|财政|收入|支出))"
    r"|(?P<body>(?:[一-龥]{2,10}?(?:自治县|自治州|自治旗|开发区|高新区|经开区|示范区|集聚区|新区|街道|公司|集团|水厂|污水处理厂|分局|支队|[市县区旗盟镇乡])))(?=完成|实现|累计|共|地区|地方|一般公共|规模以上|固定资产|社会消费|人均|城镇居民|农村居民|获|发放|供水|售水|处理污水|全年|本级|空气|报告|新增|现有|开展|受理|排查)"
)
_PLACE = re.compile(r"^(?:[一-龥]{1,12}(?:自治县|自治州|自治旗|开发区|高新区|经开区|示范区|集聚区|新区|街道|公司|集团|水厂|处理厂|支队|分局|[市县区旗盟州镇乡省厂局]))$")
_NOT_PLACE = re.compile(r"(?:自然保护区|保护区|景区|社区|小区|园区|灌区|牧区|库区|山区|^(?:老|主|中心|新)?城区|行政区|片区|学区|矿区|服务区|生活区|城市|农村|超市|夜市|集市|股市|楼市|上市|门市|菜市|都市|省区市|工厂|电厂|邮局|全局)$|水厂$")


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(rf"(?:{words(_OPENING)})")


_LIGHT = "完成 实现 办理 开展 组织 举办 召开 发放 下达 拨付 争取到 争取 筹集 筹措 安排 投入 推荐 培育 引进 建成 建立 设立 成立 创建 认定 认证 获得 获批 获评 荣获 获 入选 拥有 共有 现有 设有 建有 惠及 覆盖 带动 签订 签约 选派 派出 出动 盘活 发行 上缴 收缴 发布 印发 出台 制定 修订 统筹 优化 实施 推进 推动 促成 引导 撬动 追踪到 支持 达到 涉及 实有 共发布 共 累计 打造 疏解提质 列支 兑现 落实 使用 收到 做好 保持 促进 帮助 吸引 配备 协调 新改建 化解 接到 接收 报告 取得 用于 购买 惠及群众 受益 创造 迎来 派驻 投放 募集 聚焦 对 向 为 有 占 达 从 在 到 至".split()
_INNER = "完成 实现 发放 下达 拨付 争取到 争取 筹集 筹措 安排 获得 获批 建成 受理 办理 组织 开展 举办 召开 认定 入选 共发布 发布 惠及 促成 共有 拥有 带动 吸引 涉及 累计 统筹整合 查看 支出(?=医疗|社会|救助|补助|资金|各类) 拨款 投入 打造 排查 报告 印发 签订 出动 派出 减免 审结 破获 查处 立案 实有 设有 设立 建立 误将".split()
_GENERIC = re.compile("^(?:投资|资金|收入|收益|产值|营收|利润|税收|面积|金额|贷款|融资|费用|经费|奖励|补贴|预警|消费|收|支|任务|目标|数量|人数|总数|产量|工单|案件|整改|诉求|隐患|培训|检查)$")


_FUNDS = frozenset("资金 投资 贷款 金额 收入 补贴 款项 收益 债券 隐患".split())
_MERE = frozenset("完成 实现 累计 共 达到 取得 有 占 对 向 为 在 从 至 到 达".split())


@cache
def _light() -> re.Pattern[str]:
    return re.compile(rf"^(?:{words(_LIGHT)})(?:了|出)?(?=[\u4e00-\u9fff“《A-Za-z（\d])")


@cache
def _inner() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(_INNER, key=lambda w: -len(w)))})(?![率数量的额])")


_LIGHT_GUARD = re.compile("^(?:投入(?:产出|强度)|获得感|实施(?:意见|方案|细则)|安排(?:部署)|达标|达产|达效|支出(?:预算|总计|合计|总量|决算|进度|规模|责任|结构|执行)|报告(?:发病|期)|有(?:效|色|线|机|害|关|轨|限|序|组织|资质|研发|电子)|使用(?:面积|权|率|林)|支持率|为民|对(?:外|东|欧|美|台|口|共|非|港|“)|向(?:上|社会)|在(?:校|岗|园|册|建|职|外|库|读|营|产|学|用|线|贷|施|编)|从(?:业|事)|到(?:位|账|户|期|港|达|访)|至(?:今)|占(?:用|地|比)|引进(?:外资|内资|省外|市外|国内|到位)|保持率|促进(?:会|中心|局)|组织(?:化|部|机构|收入|关系)|推进(?:会|机)|培育(?:室|钻石|期)|签约(?:额|项目|服务|率)|打造|治理(?:率|能力|面积|水土)|投放(?:量|额)|覆盖(?:率|面|人数|人口)|接收(?:量)|发行(?:量|额)|获批(?!资金)|处置(?:率|量)|报告期)")


@lru_cache(maxsize=1 << 14)
def left(gap: str, rate: bool, opens: bool) -> Left:  # noqa: FBT001 - one of two readings
    """The reading of the text between the number before (or the sentence's start) and a number.

    ``rate`` says that the number is a percentage or a fraction: only such a number can be a share.
    ``opens`` says that the text begins its sentence, so that its first clause may name the subject.
    """
    if "（以下" in gap or "(以下" in gap:
        gap = _DECLARED.sub("", gap)
    if "[" in gap or "①" in gap or "［" in gap or "〔" in gap:
        gap = _FOOTNOTE.sub("", gap)
    clauses = _CLAUSES.split(gap)
    subject, tail, scope, verb = clause(clauses[-1], rate)
    topic = ""
    breaks = len(clauses) - 1
    back = breaks - 1
    basis = tail.basis
    least = 0 if opens else 1
    while back >= 0 and breaks - back <= _CLAUSES_BACK:
        before = clauses[back]
        back -= 1
        if not before.strip():
            continue
        if not basis:
            basis = _basis(before)
        if found := _TOPIC.search(before):
            topic = topic or found["topic"]
            continue
        if not scope and (lead := _SCOPES.match(_MARKS.sub("", before.strip()))):
            scope = lead.group()
        if len(subject) < _TWO and back + 1 >= least and not _ASIDE.search(before):
            subject, _, scope2, _ = clause(_HAPPENING.sub("", before), False)
            scope = scope or scope2
    if basis != tail.basis:
        tail = tail._replace(basis=basis)
    context = ""
    if verb == "涉及" and breaks and clauses[-2].strip():
        context = clause(clauses[-2], False)[0]
    return Left(subject, tail, scope, verb, "其中" in gap, breaks, topic, context)


_CLAUSES_BACK = 3
_DECLARED = re.compile("[（(]以下(?:简)?称[^）)]{1,20}[)）]")
_HAPPENING = re.compile("(?<=[一-龥”]{2})(?:首批|全面|顺利|有序|正式|陆续|相继|如期|受|因|由于|误将|进展|推进情况|稳步|持续|加快|明显|继续).*$")
_TOPIC = re.compile("^(?:其中|在|从)?(?P<topic>[一-龥、（）()“”]{2,30}?)(?:中|看|来看|方面|情况)$")
_ASIDE = re.compile("看$|计算$|说$|[是下]$|介绍|^分|会议|指出|表示|强调|情况$|如下|^截至|^受|^因|因素|影响$")


@lru_cache(maxsize=1 << 14)
def clause(text: str, rate: bool) -> tuple[str, Tail, str, str]:  # noqa: FBT001
    """Subject, tail, scope and leading verb of one clause."""
    text = text.strip()
    if rate and ("占" in text or "的" in text or "比" in text) and (match := _SHARE.search(text)):
        return _shared(text, match)
    match = _tail_pattern().search(text)
    tail = tail_of(match.group()) if match else Tail()
    subject, scope, verb = subject_of(text[: match.start()] if match else text)
    return subject, tail, scope, verb


def _shared(text: str, match: re.Match[str]) -> tuple[str, Tail, str, str]:
    """A share of a whole; a share's own change (比重提高2个百分点) is a change."""
    subject, scope, verb = subject_of(text[: match.start()])
    peeled = tail_of(match["after"] or match["rest"] or "")
    if match["noun"] and subject:
        subject += match["noun"]
    if match["word"] and peeled.change and not peeled.to:
        subject += "占" + (match["whole"] or "") + match["word"].lstrip("的")
    share = not (peeled.change and not peeled.to)
    of = re.sub("^(?:到|了|全市|全省|全年)(?=.{2})|的$|总?(?:比重|比例)$|^预算.*(?=预算)", "", match["whole"] or match["plan"] or "")
    return subject, peeled._replace(share=share, of=of), scope, verb


@lru_cache(maxsize=1 << 14)
def subject_of(text: str) -> tuple[str, str, str]:
    """The metric in a clause without its tail, the scope before it, and the verb that led it."""
    text = text.strip()
    if not _NOT_MARKS.match(text):
        text = _MARKS.sub("", text)
    scope, verb = "", ""
    for _ in range(6):
        if match := _SCOPES.match(text):
            word = match.group()
            scope = scope or word
            if match["body"] or word[0] in "全我本集公":
                text = text[match.end() :]
                continue
            break
        if not _OPENING_GUARD.match(text) and (match := _openings().match(text)):
            text = text[match.end() :]
            continue
        if not _LIGHT_GUARD.match(text) and (match := _light().match(text)):
            rest = text[match.end() :]
            if len(rest) < _TWO or rest in _FUNDS and match.group() not in _MERE:
                break
            verb, text = match.group(), rest
            continue
        break
    text, verb = _object(_APPROVED.sub("", text), verb)
    return _closed(text.strip("，、的 　了—-·\"/")), scope, verb


def _closed(text: str) -> str:
    """The text without a quotation mark whose partner is missing."""
    if text.count("“") != text.count("”"):
        return text.strip("“”") if text[:1] in "“”" or text[-1:] in "“”" else text
    return text


_APPROVED = re.compile("^.{2,24}(?:批准|确定|下达|核定|通过)的(?=.{4})")


def _object(text: str, verb: str) -> tuple[str, str]:
    """The object of the last verb inside a clause; a bare object keeps the words before the verb."""
    found = None
    for found in _inner().finditer(text):
        pass
    if not found or found.start() < 1:
        return text, verb
    before, after = text[: found.start()], text[found.end() :].lstrip("了到的")
    if len(after) < 2 or "的" in after and text.find("的", found.end()) - found.end() <= 8 and len(text) - text.rfind("的") <= 6:
        return text, verb
    if _GENERIC.match(after) or len(after) <= 2:
        return before.rstrip("共累计已") + after, found.group()
    return after, found.group()


_STOPS = re.compile(r"[，,。；;：:！？\n|—]|\s{2,}")
_BRACKET = re.compile(r"[（(][^（）()]{0,6}[)）]")
_ENDS = re.compile(
    "进行|通过|获得|获批|获评|荣获|获|入选|列入|成为|达到|使用|享受|参保|参加|领取|实施|开展|完成|实现|得到|纳入|投入|投产(?!项目)|开工|竣工(?!面积)|建成|全部|正在|已|均|都|被|是(?!否)|为(?!主|民)|在(?!建|校|岗|职|册|园|线)|将|从(?!业)|增长|下降|居(?!民|住|委|家|村)|位居|位列|占(?!地|用)|受益|落地|落户|签约(?!项目)|上线|进入|分享|支持|用于|保持|连续|推动|增加|同比|全面|提前(?!批)|基本(?!医|养|农田|公共|药|生活|建设)|持续|较(?!大)|新增|减少|选择|安装|签订|报名|申报|挂牌|运行|上市(?!公司)|就位|参训|参会|出席|接受|产生|覆盖|涉及|服务于|组成|构成|合计|共(?!同|享|建|用)|实行|发放|交付|投运|通车|运营|启动|带动|聚焦|围绕|推进|促进|打造|引进|认定|评为|因(?!素)|由(?!于)|给|向|统筹|整合|选择|居住的|(?<=[目程区地网站])建设|对(?!外|口)|到(?!户|期|位)|并(?!网)|，"
)
_PEOPLE = re.compile("(?:党员干部|医务人员|人员|学生|职工|干部|党员|儿童|居民|患者|病例|教师|群众|老人|代表|委员|选手|员工|学员|医护|院士|专家|农民工|毕业生|劳动力|参赛者|志愿者|特派员|工作者|企业家|负责人)")
_VERB_FIRST = re.compile("^(?:参保|领取|享受|受益|参加|参训|参与|报名|就业|脱贫|失业|感染|死亡|受伤|在|获|入选|支持|用于|推动|通过|实施|保障)")
_NAMED_BY_LIST = re.compile("^(?:入选|列入|进入|获批|获评|成为|被评为|被认定为|纳入|获得|荣获|将进入)")


@lru_cache(maxsize=1 << 14)
def right(text: str) -> tuple[str, str]:
    """The noun phrase that begins right after a number and its unit, and the verb phrase after it."""
    if not text or text[0] in "，。；、：！？)）,;.和及与至到-—~～" or text[0].isspace() and len(text) > 1 and text[1] in "，。；、|":
        return "", ""
    if stop := _STOPS.search(text):
        text = text[: stop.start()]
    text = text.strip()
    text = _MODIFYING.sub("", text)
    ends = _ENDS.search(text)
    noun, rest = (text[: ends.start()], text[ends.start() :]) if ends else (text, "")
    if bracket := re.search(r"[（(]", noun):
        if not _BRACKET.match(noun, bracket.start()):
            noun, rest = noun[: bracket.start()], ""
    elif closed := re.search("[)）]", noun):
        noun, rest = noun[: closed.start()], ""
    return re.sub("[、和及与或等的 　“]+$", "", noun), rest


_GENERAL = frozenset("项目 企业 案例 产品 单位 县 个人 学校 团队 作品 品牌 基地 省 市 村 镇 乡 区 地区 县市 县区 市县 省份 城市 机构 部门 工程 课题 成果".split())


def is_general(noun: str) -> bool:
    """Whether a noun says too little alone: 项目, 企业, 县（市、区）."""
    return re.sub(r"[（(].*$", "", noun) in _GENERAL


_MODIFYING = re.compile("^(?:的|(?:居住|生活|工作|就读|从事|受益|参与)的)")


def of_people(noun: str) -> str:
    """The people that a noun phrase begins with: 退休人员 of 退休人员养老问题."""
    found = _PEOPLE.search(noun)
    return noun[: found.end()] if found else noun


def composed(noun: str, rest: str) -> str:
    """A general noun made particular by what is said of it: 项目 + 列入名录 → 名录项目."""
    said = re.sub("[，。；、].*$", "", rest)
    said = re.sub("^(?:已|均|都|全部|将|正在|被)+", "", said)
    if said.startswith("进行"):
        return noun
    named = _NAMED_BY_LIST.match(said)
    body = said[named.end() :] if named else said
    body = re.sub("^(?:了|为)", "", body)
    if not body or len(body) > 24:
        return noun
    return body if noun in body[-6:] else body + noun


_HEADS = "全产业链产值 全产业链营收 销售面积 施工面积 竣工面积 新开工面积 播种面积 种植面积 占地面积 建筑面积 面积 销售额 零售总额 零售额 增加值 总产值 产值 总产量 产量 进出口总额 进出口总值 进出口额 进出口 出口额 进口额 总额 投资额 投资 贷款余额 存款余额 余额 保费收入 营业收入 业务收入 业务总量 收入 支出 总人数 人数 人次 用户数 用户 人口 户数 总数 数量 周转量 货运量 客运量 用电量 用水量 供水量 发电量 总量 利用率 覆盖率 合格率 普及率 就业率 参保率 率 指数 床位数 床位 比重 占比 资金 经费 税收 利润总额 利润 价格 里程 产能 保有量 存栏 出栏 投入 成交额 交易额 金额 补助 补贴 贷款 存款 消费".split()


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{words(_HEADS)})$")


def head(metric: str) -> str:
    """The head noun of a metric that a part may take over: 销售面积 of 商品房销售面积."""
    match = _head().search(metric)
    return match.group() if match else ""


_BARE = re.compile("^(?:年初|年末|期末|实际|本年|当年|相应安排)?(?:收入|支出)(?:总计|总量|合计|预算|总额|年初预算|预算数|决算数)?$|^(?:总计|总量|合计|总额|余额|产量|产值|增加值|人数|总收入|总支出)$")
_ACCOUNTED = re.compile("(?:总?(?:收入|支出)|余额|产量|产值|增加值)(?:年初预算|预算数?|决算数?|总计|总量|合计)?$")
_ITEM = re.compile("^(?:上级|上年|省|中央|市|区县|县区|下级|地方政府)?(?:转移性|结余|结转|债务转贷|债务还本|上解|补助下级|补助|调入|调出|专项债务?|一般债务?|新增债券|再融资债券|结转下年|年终结余|滚存)(?:收入|支出|资金|结余|转贷收入|还本支出|转移支付)?$|^(?:收入|支出)(?:总计|总量|合计)?$")


def complete(subject: str, lead: str, last: str, account: str) -> str:
    """A subject that leaves out what stands in the sentence: 支出 after 社会保险基金收入, 上线率 after 上线.

    ``account`` is the budget account being spoken of, which its items (转移性收入) leave out.
    """
    if _BARE.match(subject):
        whole = lead if not last or re.search("总计|总量|合计", subject) else last
        found = _ACCOUNTED.search(whole)
        stem = whole[: found.start()] if found else ""
        if stem and not subject.startswith(stem[-2:]) and not (account and account not in stem):
            return stem + subject
    if account and account not in subject and _ITEM.match(subject):
        return account + subject
    if subject.endswith(("率", "人数", "数", "面积")) and len(subject) > _TWO:
        at = last.find(subject[: _TWO if len(subject) <= _TWO + _TWO else _TWO + 1])
        if at > 0:
            return last[:at] + subject
        if subject.endswith("面积") and last.endswith("面积") and len(subject) < len(last):
            return last[: len(last) - len(subject)] + subject
        if len(subject) <= _TWO + 1 and last.endswith(("指数", "率")) and len(last) > 6:
            return last[: len(last) - len(head(last) or "率")].removesuffix("综合") + subject
    return subject


_TWO = 2


def part_of(subject: str, whole: str) -> str:
    """A part named by its kind alone, with the head of its whole: 住宅 of 商品房销售面积 → 住宅销售面积."""
    if head(subject) or not subject:
        return subject
    if whole.startswith("城乡") and subject in {"城市", "城镇", "农村", "乡村"}:
        return subject + whole[2:]
    within = whole.find(subject)
    if within > 0 and len(subject) > 1:
        return whole[: within + len(subject)]
    own = head(whole)
    if not own or own in {"率", "投入", "总数", "数量"} or _PEOPLE.search(subject):
        return subject
    for size in (2, 1):
        if subject.endswith(own[:size]) and len(own) > size:
            return subject + own[size:]
    return subject + own


def shared_out(subject: str, count: int) -> list[str]:
    """The subjects of 分别: A、B产量 → A产量, B产量; empty if they are not as many as the numbers."""
    subject = re.sub("^(?:分别|全部)|(?:分别|均)$", "", subject)
    items = [item for item in re.split("[、和及与]|以及", subject) if item]
    if len(items) != count:
        items = [item for item in re.split("、", subject) if item]
    if len(items) == count and count > 1:
        last = items[-1]
        tail = ""
        if "等" in last[1:]:
            name, _, tail = last.partition("等")
            items[-1] = name
            return [item + tail for item in items] if tail else items
        own = head(last)
        return [item if head(item) or not own else item + own for item in items]
    if count == 2 and "城乡" in subject:
        return [subject.replace("城乡", "城镇"), subject.replace("城乡", "农村")]
    return []


def ranked(text: str) -> str:
    """A clause before a rank without the words of ranking: 上线人数居全省 → 上线人数."""
    match = _RANK.search(text)
    return text[: match.start()] if match else text


def is_place(text: str) -> bool:
    """Whether a name is only a place or a body: 鹿城区, 自来水公司."""
    return bool(_PLACE.match(text)) and not _NOT_PLACE.search(text) and "、" not in text
