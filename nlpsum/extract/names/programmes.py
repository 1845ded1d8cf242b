"""Programmes, projects, campaigns, awards, funds: a head (行动 工程 大赛 基金 …) and its name.

The name is read from its head leftwards, as far as the verb that governs it: 开展 | 公厕整治行动.
Weak heads (项目 活动 政策 平台 …) need a quotation or a place in the name: 各类活动 is none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nlpsum.extract.names import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.extract.names.atoms import Atoms

_STRONG = (
    "行动", "攻坚战", "保卫战", "歼灭战", "运动", "学习教育", "主题教育", "大赛", "锦标赛",
    "试点", "试验区", "先行区", "示范区", "集群", "博览会", "论坛", "普查", "工程", "计划",
    "规划", "基金", "奖", "一体化系统", "信息平台", "健康平台", "采购网", "服务平台", "管理系统",
)  # fmt: skip
_INNER = "PpGznrVLHSUDCOJgB"
_NEAR = 4
_LONGEST = 30
_FAR = 120  # no name with all that is cut off before it is longer
_QUOTED = re.compile(r"Q(?:[nzrVHSUCDpPg]{0,5}?H+(?!S)|H*)")
_BEFORE_QUOTED, _NEAREST = frozenset("PpGzrnVLO"), 4
_FIVE_YEARS = re.compile("“[一二三四五六七八九十]{1,3}五”$")
_GENERIC = re.compile(
    r"(?:政府性|社会保险|社保|医保|政府|养老|全口径|财政性|实际|思想和|四大|三大|八大|五大|自觉"
    r"|具体|统一|批量|联合|重大|重点|一批|系列|各类|各项|新|专项|年度|专门|相关|有关|国家|全国"
    r"|中央|三年|中期|基础|基本|投资|工作|实施|财政|预算|收支|收入|支出|采购|发展|建设|规划"
    r"|生产|主体|配套|附属|民生|水利|交通|土建|在建|重大战略|民生实事|综合|整治|改造|治理|隐患"
    r"|示范|改革|创新|引导|产业|专题|集中|执法|巡查|检查|宣传)*"
    r"(?:行动|计划|工程|规划|基金|奖|试点|运动|示范区|试验区|项目|集群|论坛|大赛|普查|活动)+$"
)
_COUNTS = re.compile(
    r"(?:新一轮|(?:高标准|高质量|高水平|高起点)(?:建设|推进|实施|打造|谋划)|一系列|系列|一批"
    r"|各类|各项|首批|首个|首届|多项|多个|全面|深入|重大|重点|第[一二三]批|国家级|省级|市级"
    r"|实施|开展|推进|建设|启动|落实)+"
)
_NTH = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[届次](?!全国代表|全体|常务|会议"
    r"|人民代表)(?![^，。！？\n]{0,8}(?:人民政府|签约|代表))[\u4e00-\u9fff]{2,18}?(?:艺术节|文化节"
    r"|旅游节|电影节|博览会|论坛|普查|运动会|大赛|锦标赛|交易会|展览会|洽谈会|峰会"
    r"|节(?![约水能日假])|(?:发展|视听|体育|健身|产业|商|创新)大会)(?!员)"
)
_ITS_LEVEL = re.compile("(?<![\u4e00-\u9fff])[省市县区]$")
_HONOUR = re.compile(
    "(?:获批|入选|荣获|获评|纳入|列入|列为|获得|命名为|授予|评为|跻身|创成|创建为?|争创|申报|荣膺|当选)"
    "(?:建设|首批|第[一二三四五六七八九十]+批|为|了|成为)*"
    "((?:国家级?|全国|世界|中国|省级|全省|市级|全市)[\u4e00-\u9fff“”]{2,24}?"
    "(?:试点(?:城市|地区)?|城市|示范[区县市]|先行区|试验区|先导区|实验区|公园|遗产|集群|景区"
    "|先进集体|先进个人|先进单位|文明村镇|文明单位|文明校园|文明家庭|文明城市|基地|计划|工程"
    "|典型案例|优秀案例|[百十]强县?|乡镇|示范[村镇乡校户]|重点村|试点县|模范|标兵|能手|劳动模范|奖章|卫生县城"
    "|示范单位|示范基地|示范企业|创新中心|重点实验室|工作站|创业学院|特色小镇|传统村落|小巨人企业|单项冠军))"
    r"(?=[，。；、）)]|\s*(?:\n|$)|建设|名单|名录|行列|称号|等|荣誉)"
)


def find(text: str, run: Atoms) -> Iterator[tuple[int, int, str]]:
    """The programmes of a text; labels are PROGRAM."""
    code = run.code
    if "Q" in code:
        yield from _quoted(text, run)
        yield from _products(text, run)
    yield from _titled(text, run)
    for match in _NTH.finditer(text):
        start = match.start()
        level = _ITS_LEVEL.search(text[max(0, start - 2) : start])  # 县 | 第36届运动会
        yield start - (level is not None), match.end(), "PROGRAM"
    for match in _HONOUR.finditer(text):
        yield match.start(1), match.end(1), "PROGRAM"
    at = 0
    while (at := code.find("H", at)) >= 0:
        last = at
        while last + 1 < len(code) and code[last + 1] == "H":
            last += 1
        strong = text.endswith(_STRONG, 0, run.starts[last + 1])
        name = _unquoted(text, run, last) if strong else _project(text, run, last)
        if name:
            yield *name, "PROGRAM"
        at = last + 1


def _titled(text: str, run: Atoms) -> Iterator[tuple[int, int, str]]:
    """《…》项目."""
    for match in _TITLED.finditer(run.code):
        start, after, end = run.starts[match.start() : match.end() + 1]
        if text[after:end] in {"项目", "工程", "课题", "专项"}:
            yield start, end, "PROGRAM"


_TITLED = re.compile("T[^T]")
_QUOTATIONS = re.compile("Q(?:、?Q)*")
_WARES = re.compile(
    "[^，。；“]{0,6}(?:品牌|产品|APP|软件|小程序|电商平台|IP|影片|精品|大单品|机器人|大模型"
    "|新药|芯片|客户端)"
)
_KIND_OF_WARE = re.compile("(?:APP|小程序|电商平台|品牌|客户端|公众号)")


def _products(text: str, run: Atoms) -> Iterator[tuple[int, int, str]]:
    """“甲”“乙”等品牌, “丙”小程序."""
    starts, code = run
    for match in _QUOTATIONS.finditer(code):
        first, last = match.span()
        end = starts[last]
        if not _WARES.match(text, end):
            continue
        kind = _KIND_OF_WARE.match(text, end)
        for index in range(first, last):
            if code[index] == "Q":
                stop = starts[index + 1]
                yield starts[index], kind.end() if kind and stop == end else stop, "PRODUCT"


def _quoted(text: str, run: Atoms) -> Iterator[tuple[int, int, str]]:
    """“五个一工程”奖, 生物经济“双百工程”, “双拥”活动."""
    starts, code = run
    last = 0
    awarded = -1  # where a list of honours may go on
    for match in _QUOTED.finditer(code):
        low = max(last, match.start() - _NEAREST)
        first = quote = match.start()
        last = match.end()
        while first > low and code[first - 1] in _BEFORE_QUOTED:
            first -= 1
        start, end = starts[quote : quote + 2]
        inner, stop = text[start:end], starts[last]
        headed = _head_in_quote().search(inner)
        if text[end:stop] in {"", "称号", "培训班"}:
            stop = end
            near = text[max(0, start - _NEAR_AWARD) : start]
            if _AWARDED.search(near) or (awarded == start and near.endswith(("”", "”、"))):
                awarded = end + (text[end : end + 1] == "、")
                if len(inner) >= _LEAST_HONOUR and not headed:
                    yield start, end, "PROGRAM"
                    continue
            if not headed and (campaign := _CAMPAIGN.match(text, end)):
                stop = campaign.end()
            elif not headed or text[end : end + 1] == "的":
                continue
        if "台独" not in inner:
            yield _prefixed(text, run, first, quote), stop, "PROGRAM"


# What stands before an honour: 被评为“…”, 获国务院“…”表彰.
_AWARDED = re.compile(
    "(?:评为|授予|(?<![查抓缴截收捕])获|荣获|获得|命名为|入选|当选|认定为|评选为|荣膺|获评|夺得|摘得|斩获"
    "|跻身)[^，。；、“”]{0,12}$"
)
_NEAR_AWARD, _LEAST_HONOUR = 16, 6
# “六打六治”打非治违专项行动: what the campaign does stands between its name and its head.
_CAMPAIGN = re.compile(
    "(?!期间|时期|以来|规划|精神|目标|要求|理念|原则)[^，。、；：“”《》\\s的了在为和与是被将以及等]{0,6}?"
    "(?:行动|工程|计划|活动|大赛|竞赛)(?!方案|计划)"
)


def _prefixed(text: str, run: Atoms, first: int, quote: int) -> int:
    """Where a quoted programme's name begins: at its quotation, or at what it is a programme of."""
    starts, code = run
    governs = lexicon.words("verb-of-programmes")

    def word(index: int) -> str:
        return text[starts[index] : starts[index + 1]] if index >= 0 else ""

    governed = word(first - 1) in governs
    for index in range(quote - 1, first - 1, -1):
        # 深化“双百工程”, 完成武陵山“山水工程”: the verb governs; but 开展 | 优化环境“专项治理”.
        leads = index == first and not governed
        if word(index) in governs and (index == quote - 1 or code[index + 1] in "PpLG" or leads):
            first, governed = index + 1, True
            break
    if first == quote and code[first - 1 : first] == "M" and word(first - 1).endswith("年"):
        return starts[first - 1] if word(first - 2) in governs else starts[quote]
    if first == quote or _FIVE_YEARS.match(text, starts[quote], starts[quote + 1]):
        return starts[quote]
    if first and not governed and code[first - 1] not in ".、":
        return starts[quote]
    start = starts[first]
    counted = _COUNTS.match(text, start, starts[quote])
    return counted.end() if counted else start


@cache
def _head_in_quote() -> re.Pattern[str]:
    """A quotation that ends in a head: “五个一工程”."""
    return re.compile(rf".{{2,}}{lexicon.alternatives('quote-programme')}[”\"’]$")


def _enough(name: str) -> bool:
    """Whether a name says enough: 强基行动 and 提升工程 do not, 脱贫攻坚战 and 文华奖 do."""
    least = (
        3
        if name.endswith("奖")
        else 5
        if name.endswith(("战", "论坛", "普查", "博览会", "教育"))
        else 6
    )
    return least <= len(name) <= _LONGEST


_SWEEP = re.compile("大[^大]{2}|集中|专项|联合")  # 大排查大整治集中行动


def _project(text: str, run: Atoms, last: int) -> tuple[int, int] | None:
    """The named project that ends there: 鹤大高速靖通段项目, 年产2万吨磷酸锂建设项目."""
    starts, code = run
    end = starts[last + 1]
    if not text.endswith("项目", 0, end):
        return None
    first, begin = last, -1
    while first > 0 and end - starts[first] <= _PROJECT:
        first -= 1
        if code[first] not in _PROJECT_INNER:
            break
        if code[first] in "Ppzr" or text.startswith("年产", starts[first]):
            begin = first
    name = text[starts[begin] : end] if begin >= 0 else ""
    if len(name) < _NAMED or _ANY_PROJECT.search(name):
        return None
    return end - len(name), end


_PROJECT, _NAMED = 40, 9
_PROJECT_INNER = "PpGznrVLHSUDCOBme（）"
_ANY_PROJECT = re.compile(
    "(?:重点|招商|引资|产业|工业|农业|投资|民生|政府|合作|签约|惠民|配套|储备|援建|扶贫|公益|科研|科技|文化|旅游|体育"
    "|试点|示范|专项债|债券|PPP|EPC|基建|水利|交通|能源|环保|技改|外资|内资|采购|在建|续建|开工|竣工|优质|总投资"
    "|亿元|万元|以上|[个批些类项等]|招标|中标|建设工程|基础设施|保障性|生态|服务)项目$"
    "|查处|新开工|入库|PPP|研究|课题|等|[个项]项目"
)


def _unquoted(text: str, run: Atoms, last: int) -> tuple[int, int] | None:
    """The name that ends with a strong head, ``last``, read leftwards; None if there is none."""
    starts, code = run
    governs = lexicon.words("verb-of-programmes")
    end = starts[last + 1]
    first = last
    governed = False
    while first > 0 and end - starts[first] <= _FAR:
        kind = code[first - 1]
        if text[starts[first - 1] : starts[first]] in governs and not (
            kind == "n" and first > 1 and code[first - 2] in "nzpPO"
        ):
            governed = True
            break
        if kind == "c" and first > 1 and code[first - 2] in "nz" and last - first < _NEAR:
            first -= 1
            continue
        if kind not in _INNER and not _SWEEP.fullmatch(text, starts[first - 1], starts[first]):
            break
        first -= 1
    while (
        first < last and code[first] != "H" and text[starts[first] : starts[first + 1]] in governs
    ):
        if not _enough(text[starts[first + 1] : end]):
            break
        first, governed = first + 1, True
    start = starts[first]
    name = text[start:end]
    if counted := _COUNTS.match(name):
        start += counted.end()
        name = text[start:end]
        governed = True
    if not _enough(name) or _GENERIC.fullmatch(name):
        return None
    proper = any(k in "Ppzr" for k in code[first:last])
    goes_on = text[end : end + 2] in {
        "启动",
        "实施",
        "顺利",
        "扎实",
        "建成",
        "全面",
        "深入",
        "获批",
        "加快",
        "有力",
        "有序",
        "取得",
        "圆满",
        "稳步",
    }
    at_start = first == 0 or code[first - 1] in ".、c"
    if governed or proper or (goes_on and at_start):
        return start, end
    return None
