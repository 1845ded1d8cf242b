"""Reading the words around a number: what it measures, how it changes, against what, of which whole.

The text before a number is a clause with a tail (…比上年增长, …达到, 占…的); the tail is peeled off word by
word and says the kind, what is left names the metric. Readings are cached: reports repeat themselves.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple


class Tail(NamedTuple):
    """What the words between a metric and its number say."""

    change: str = ""
    to: bool = False
    basis: str = ""
    share: bool = False
    of: str = ""
    rank: bool = False
    target: bool = False
    past: bool = False
    cumulative: bool = False
    current: bool = False
    modifier: str = ""
    shared: bool = False
    verb: str = ""
    start_of: bool = False


class Left(NamedTuple):
    """The clause before a number: the metric it names (may be empty) and its tail."""

    subject: str
    tail: Tail
    fresh: bool
    part: bool
    scope: str
    listed: bool
    verb: str


_UP = "增长 增加 增幅 增速 增 提高 上升 提升 上涨 扩大 增收 增产 增多 回升 加快 涨 涨幅 升高 攀升 跃升 多收 净增 净增加 高于 高出 多于 偏多 偏高 改善 延长 前移 提前 高 多 快于 快 增长了 增支 升 净增长 增值 递增 扩张 增投 上浮 上调 调增 拉升 增亏 优于 上扬".split()
_DOWN = "下降 减少 降低 下滑 回落 减产 降幅 减幅 跌幅 降 减 缩小 收窄 缩短 偏少 偏低 跌 下跌 减收 低于 压减 压降 后退 下调 调减 核减 少 低 慢于 慢 缩减 减亏 萎缩 下浮 减支 递减 走低 短收 少收 精简 降温 放缓".split()
_COMPARED = r"(?:比|较|与|同|和|相比|相较|相较于|比较)(?:于)?(?:历史|常年|正常)?(?:上年|去年|前年|上年同期|去年同期|上年同月|去年同月|上年末|去年末|上年底|去年底|年初|上月|上个月|上月末|上季度|上季度末|上一?年度?|上期|同期|历年|常年|常年同期|历史同期|近年同期|某时|某年|某月|某年末|计划|预算|上年执行数|上年决算数|上年预算数?|上年完成数|上年快报数|目标)(?:同期|同口径|全年|实际|决算数?|执行数|预算数?|完成数|同比|水平|均值|可比)*(?:的)?(?:相比|比较|比)?(?:，)?"
_LEVEL = "达到 达 为 是 有 共有 共 共计 合计 总计 计 累计 累计达 完成 实现 突破 首破 首次突破 仅 只 仅为 已 已达 约为 达到了 完成了 实现了 突破了 在 保持在 稳定在 维持在 控制在 至 到 增至 增加到 增长到 增加至 提高到 提高至 提升到 提升至 上升到 上升至 升至 扩大到 扩大至 扩展到 拓展到 拓展至 降至 降到 下降到 下降至 降低到 降低至 减少到 减少至 减至 压减到 缩短到 缩短至 回落至 回升至 跃升至 调整为 调整到 调减到 调增到 均为 均达 均达到 均 各 各为 都 分别为 分别达 分别达到 分别完成 分别实现 分别有 分别 共完成 共实现 累计完成 累计实现 全年完成 全年实现 预计 预计完成 预计实现 预计达 预计达到 预计为 将达 将达到 实际 实际完成 实际为 也 又 高达 多达 最高 最低 最多 最少 平均 平均为 总共 总数达 总量达 规模达 存 余 由 从 自 ： : 即 超额完成 提前完成 当月 本月 全月 全年 累计为 当年 其中 逾 收 支 中 每 每人 每月 每年 每天 每人每月 每人每年 人均 户均 日均 月均 每平方米 每吨 每亩 每公里 以上 呈 报 录得 收于 收报 大约 大概 估计 估算为 达成 新增 减免".split()
_TARGET = "计划 拟 目标 力争 争取 确保 预期 预期目标 预算 控制在 安排 规划 不低于 不少于 不超过 不高于 要 达到或超过 将 目标为 目标是 计划为 预期为 保持 任务 任务数 指标".split()
_MODIFIERS = "约 近 超 超过 突破 首次突破 首破 首超 已超 逾 过 达到或超过 不低于 不少于 不小于 不超过 不高于 不大于 不足 不到 不满 至少 至多 最多 最少 大于 小于 高于 低于 多于 少于 将近 接近 逼近 大约 大概 满 上 不下 几乎 均超 均超过 均突破 控制在 近百 约为".split()
_STATE = "同比 环比 同口径 同口径下 可比口径 按可比口径 按同口径 可比 可比价 按可比价 按可比价格 按可比价格计算 按可比价计算 按可比口径计算 按不变价 按不变价格计算 按不变价计算 不变价 年均 年均实际 名义 实际 剔除价格因素 扣除价格因素 扣除价格因素后 累计 自然 净 均 平均 同期 预计 预期 再 又 还 分别 各 都 平均每年 月均 当月 成倍 约合 进一步 持续 大幅 仍 同步 总体 稳步 小幅 略 略有 逐步 年 每年 一次性 连续 逐年 直接 间接".split()
_RANKED = "居 位居 列 位列 名列 排 排名 排在 排位 位次 居于 居全国 居全省 居全市 全国 全省 全市 世界 全球 亚洲 第 增速 总量 稳居 跃居 上升到 上升至 前移至 升至 跃升至 跃升到 提升至 提升到 由 从 为 全区 中部 西部 东部 中部地区 西部地区 东部地区 全州 全县 同类 省内 国内 同类水司 并列 均居 均列 均位居 均居全国 均居全省 继续保持 保持 获 获评 荣获 荣膺 首次进入 进入 跻身 挺进".split()

_DIRECTIONS = {**dict.fromkeys(_UP, "up"), **dict.fromkeys(_DOWN, "down")}
_YEARLY = re.compile("同比|上年|去年|某年|比年|同期")
_NOW_TO = re.compile("(?:到|至|为|达到|达|在)$")


def _words(*lists: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted({w for words in lists for w in words}, key=lambda w: -len(w)))


@cache
def _tail_pattern() -> re.Pattern[str]:
    """The run of tail words that ends a clause, from its first."""
    words = _words(_UP, _DOWN, _LEVEL, _TARGET, _MODIFIERS, _STATE)
    return re.compile(rf"(?:{_COMPARED}|(?:{words})(?:了|率为|幅度为|幅度达)?|\s|的|率(?=$))+$")


@cache
def _share_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<a>占(?:到)?(?P<of1>[^，。；]{0,40}?)(?:的)?(?:(?:比重|比例|比率|份额|百分比|的比)(?:已)?(?:提高|提升|上升|下降|升|降|达|约|超|为|分别|均|保持|稳定)*(?:到|至|为|在|过|达到|达)?(?:约|近|超|超过)?|(?:约|近|超|超过|到|达|的|仅|不到|不足|分别为|分别达)*))$"
        r"|(?P<b>(?:为|完成|达到?|占|实现|已?完成|相当于|是)(?P<of2>[^，。；]{0,20}?(?:预算数?|年初预算|调整预算|预算的?任务|计划|任务|目标|目标任务|预期|年度|进度|总数|总额|总量|执行数|决算数|序时)(?:数|额|任务|目标|预算|计划)?)的(?:约|近|超|超过)?)$"
        r"|(?P<c>(?:占比|比重|占有率|比例)(?:分别|均|各|已|约|将|仍|也)*(?:比上年|较上年)?(?:提高|提升|上升|下降|降|升|保持|稳定)?(?:达到|达|为|到|至|超过|超|在|约|近|不低于|不超过|高达|是|控制在)*)$"
    )


@lru_cache(maxsize=1 << 14)
def tail_of(text: str) -> Tail:
    """The meaning of a peeled tail."""
    modifier = ""
    body = text
    for word in _LONG_MODIFIERS:
        if text.endswith(word):
            modifier, body = word, text[: -len(word)]
            break
    change, to, verb = "", False, ""
    for word in _LONG_DIRECTIONS:
        at = body.rfind(word)
        if at < 0 or _covered(body, at, word):
            continue
        rest = body[at + len(word) :]
        change, verb = _DIRECTIONS[word], word
        to = bool(_NOW_TO.search(rest)) and word not in {"增速", "增幅", "降幅", "涨幅", "跌幅", "减幅"}
        break
    basis = ""
    if "环比" in body or re.search("(?:比|较|与)上(?:个?月|季度)", body):
        basis = "环比"
    elif "年均" in body or "平均每年" in body:
        basis = "年均"
    elif re.search("(?:比|较|与)(?:上年末|去年末|上年底|去年底|年初|某年末)", body):
        basis = "较年初"
    elif "同比" in body or re.search("(?:比|较|与|同)(?:上年|去年|上一年|同期|某年同期)", body):
        basis = "同比"
    return Tail(
        change=change,
        to=to,
        basis=basis,
        target=bool(re.search("计划|拟|目标|力争|争取|确保|预期|控制在|安排|不低于|不超过|任务", text)),
        past=False,
        cumulative="累计" in text,
        current="当月" in text or "本月" in text,
        modifier=modifier,
        shared="分别" in text or "均" in body[-3:] or "各" in body[-2:],
        verb=verb,
        start_of=body.endswith(("由", "从", "自")),
    )


_LONG_MODIFIERS = sorted(_MODIFIERS, key=lambda word: -len(word))
_LONG_DIRECTIONS = sorted((w for w in _DIRECTIONS), key=lambda word: -len(word))


def _covered(body: str, at: int, word: str) -> bool:
    """Whether a short word is part of another: the 多 of 多于, the 高 of 提高."""
    if word in {"高", "多", "少", "低", "快", "慢"}:
        return at > 0 and body[at - 1] not in "年月期均末底底初比上同、，数算划重 "
    return False


_CLAUSES = re.compile(r"[，,；;：:。！？\n]")
_MARKS = re.compile(r"^(?:\s|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}(?:是|、)|[①-⑳]|——|[-·•●◆▪、]|其一|首先|其次|第[一二三四五六七八九十]+[，、])+")
_OPENINGS = re.compile(
    "^(?:其中|此外|同时|另外|另|并且|并|且|还|又|共计|共|合计|累计|总计|再|均|全年|全月|全市|全省|全县|全区|全州|全国|我国|我市|我省|我县|我区|全集团|全公司|已|将|截至目前|目前|初步核算|初步统计|预计|经统计|据统计|据初步统计|按常住人口计算|按可比价计算|按可比价格计算|当月|本月|当年|当日|年内|今年|期末|期内|年末|年底|年初|月末|各级|至此|以来|来|期间|先后|成功|有效|切实|积极|大力|全力|主动|持续|深入|扎实|稳步|全面|进一步|及时|严格|着力|加快|不断|则|而|由于|因此|从而|使|使得|让|约|近|超|新|只|仅|力争|确保|争取|计划|拟|要|实际|主要|的|和|与|及|以及|分别|分|对|在|从|向|为|由|将|把|被|给|用|于|中|，|、|\\s)+"
)
_VERBS = "完成 实现 办理 受理 组织 开展 举办 召开 发放 下达 拨付 争取 筹集 筹措 统筹 安排 投入 落实 推荐 培育 引进 引导 建成 建设 新建 改建 改造 修建 打造 建立 设立 成立 创建 认定 认证 获得 获批 获评 获 荣获 入选 入围 拥有 共有 现有 实有 设有 检查 排查 整改 查处 处置 处理 治理 清理 整治 惠及 覆盖 带动 撬动 吸引 促成 推动 推进 支持 帮助 帮扶 服务 签订 签约 达成 落地 落户 开工 竣工 投产 培训 招聘 招收 选派 选聘 派出 出动 走访 慰问 救助 资助 补助 补贴 奖励 减免 减轻 压减 核减 节约 盘活 化解 偿还 兑付 发行 征收 缴纳 上缴 收缴 收取 发布 印发 出台 制定 修订 审议 审批 审查 审核 评审 监测 检测 抽检 送检 抽查 报告 收到 收治 接种 接待 疏解 淘汰 关停 退出 腾退 拆除 回收 清收 清运 清淤 疏浚 更换 安装 新增 新设 新登记 新开 开通 开设 开放 优化 提升 提质 完善 升级 实施 执行 承办 主办 参加 参与 参训 发展 吸纳 吸收 登记 注册 销售 购买 采购 购置 收购 储备 供应 供给 配备 配套 种植 养殖 造林 绿化 治愈 出院 追踪 解除 增加 减少 达到 有 生产 输出 输送 运送 运输 贷款 放款 投放 融资 到位 化 促进 涉及 包括 评选 评为 命名 表彰 授予 捐赠 募集 移交 破获 抓获 起诉 立案 结案 审结 执结 调解 化债 使用 利用".split()


@cache
def _verb_prefix() -> re.Pattern[str]:
    drop = "完成 实现 办理 受理 组织 开展 举办 发放 下达 拨付 争取 筹集 筹措 安排 投入 落实 推荐 培育 引进 建成 新建 新增 改造 打造 建立 设立 成立 创建 认定 认证 获得 获批 获评 荣获 入选 拥有 共有 现有 设有 排查 整改 查处 处置 治理 惠及 覆盖 带动 支持 签订 招聘 选派 派出 出动 走访 减免 盘活 化解 偿还 发行 征收 上缴 收缴 发布 印发 出台 制定 修订 疏解 提质 淘汰 关停 拆除 更换 安装 统筹 优化 实施 推进 推动 促成 引导 吸引 撬动 达到 涉及 实有 累计 共 支持 促进 帮助 检测 举办 召开 认定 评选 建设 修建 改建 支出 配备 执行 发放 追踪到 解除 清淤 疏浚".split()
    return re.compile(rf"^(?:(?:{_words(drop)})(?:了|到|出|的|各类|各项)?)+(?=[\u4e00-\u9fff“《A-Za-z（])")


@cache
def _inner_verb() -> re.Pattern[str]:
    inner = "完成 实现 发放 下达 拨付 争取到 争取 筹集 筹措 安排 获得 获批 新建 建成 改造 培育 引进 投入 受理 办理 组织 开展 举办 认定 入选 发布 惠及 促成 统筹整合 支出(?=医疗|社会|救助|补助|资金) 共发布 共发放 共有 拥有 带动 吸引 落实 涉及 减免 处置 处理 新增 累计 排查 检测 支持 推进 实有 配备 报告".split()
    return re.compile("|".join(sorted(inner, key=lambda w: -len(w))))


@lru_cache(maxsize=1 << 15)
def left(gap: str) -> Left:
    """The reading of the text between the figure before (or the sentence's start) and a number."""
    clauses = _CLAUSES.split(gap)
    fresh = len(clauses) > 1
    part = "其中" in gap
    last = clauses[-1]
    subject, tail, scope, listed, verb = _clause(last)
    basis = tail.basis
    back = len(clauses) - 2
    steps = 0
    while not subject and back >= 0 and steps < 3:
        before = clauses[back]
        if before.strip():
            found, earlier, scope2, listed2, _ = _clause(before)
            if not basis and earlier.basis:
                basis = earlier.basis
            if len(found) >= 2 and not re.search("看$|计算$|说$|[是下]$|介绍|^分", found):
                subject, scope, listed = found, scope or scope2, listed2
            steps += 1
        back -= 1
    if basis != tail.basis:
        tail = tail._replace(basis=basis)
    return Left(subject, tail, fresh, part, scope, listed, verb)


@lru_cache(maxsize=1 << 15)
def _clause(text: str) -> tuple[str, Tail, str, bool, str]:
    """Subject, tail, scope, whether the subject lists several, and the verb that led it."""
    text = text.strip()
    if match := _share_pattern().search(text):
        of = match["of1"] or match["of2"] or ""
        if match["c"]:
            whole = text[: match.start()]
            subject, scope, verb = _subject(whole)
            word = "占比" if match["c"].startswith("占比") else match["c"][:2]
            subject = subject + word if subject else ""
            return subject, Tail(share=True, of="", shared="分别" in match.group(), target="控制在" in text or "不低于" in text), scope, "、" in subject, verb
        subject, scope, verb = _subject(text[: match.start()])
        tail = tail_of(match.group()[-4:])
        return subject, Tail(share=True, of=_clean_of(of), modifier=tail.modifier, shared="分别" in match.group()), scope, "、" in subject, verb
    match = _tail_pattern().search(text)
    if match:
        subject, scope, verb = _subject(text[: match.start()])
        tail = tail_of(match.group())
    else:
        subject, scope, verb = _subject(text)
        tail = Tail()
    if not subject and "由" in text[:1]:
        pass
    return subject, tail, scope, "、" in subject or "和" in subject, verb


def _clean_of(of: str) -> str:
    return re.sub("^(?:到|了|全市|全省|全年)|的$|总?(?:比重|比例)$", "", of)


_SCOPE = re.compile(r"^(全市|全省|全县|全区|全州|全国|全集团|市本级|市级|省本级|州本级|州级|县级|县本级|区本级|省级|市直|集团|[\u4e00-\u9fff]{2,8}(?:公司|集团)(?=完成|实现|累计|上半年|供|售|处)|我市|我省|我县|我区|我州)")


def _subject(text: str) -> tuple[str, str, str]:
    """The metric in a clause without its tail, the scope before it, and the verb that led it."""
    text = _MARKS.sub("", text.strip())
    scope = ""
    for _ in range(2):
        if match := _SCOPE.match(text):
            if match[1] not in {"市级", "县级", "省级", "州级"} and not match[1].endswith("本级"):
                text = text[match.end() :]
            scope = scope or match[1]
        text = _OPENINGS.sub("", text) if not text.startswith(("和平", "对外", "对东", "新能", "新材", "新登", "新型", "新建商", "新兴", "分享", "由于", "中央", "中小", "中长", "中等", "中药", "中介", "中国", "中型", "主要", "在校", "在岗", "在园", "在册", "在建", "从业", "为民", "来华", "向上", "使用", "用户", "用水", "用电", "用地", "新", "大力", "中", "用", "在", "从", "对", "为")) else text
    verb = ""
    if match := _verb_prefix().match(text):
        verb = match.group()
        text = text[match.end() :]
    inner = None
    for inner in _inner_verb().finditer(text):
        pass
    if inner and len(text) - inner.end() >= 2 and inner.start() > 0:
        verb = inner.group()
        text = text[inner.end() :]
    return text.strip("，、的 　了—-·"), scope, verb


_STOPS = re.compile(r"[，,。；;：:！？\n（()）|—]|\s{2,}")
_NOUN_ENDS = re.compile(
    "(?:进行|通过|获得|获批|获评|获|入选|列入|成为|达到|使用了?|享受|参保|参加|领取|实施|开展|完成|实现|得到|纳入|投入|投产(?!项目)|开工|竣工|建成|全部|正在|已|均|都|被|是|为|在|将|从|并|增长|下降|居|位|占|受益|落地|落户|签约|上线|进入|分享|支持|用于|保持|连续|推动|建设(?!用地|项目|工程)|增加|同比|全面|提前|基本|持续|较|比|以及其|到|等$|新增|减少|左右|以上|以下|以内|，)"
)


@lru_cache(maxsize=1 << 15)
def right(text: str) -> str:
    """The noun phrase that begins right after a number and its unit; empty if none does."""
    stop = _STOPS.search(text)
    if stop:
        text = text[: stop.start()]
    if not text or text[0] in "、和及与“" and text[0] != "“":
        return ""
    ends = _NOUN_ENDS.search(text)
    if ends:
        text = text[: ends.start()]
    return text.strip("、的 　等")
