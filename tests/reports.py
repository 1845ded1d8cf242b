"""Four years' reports of an invented bureau, whose headings change a little every year."""

WORK = {
    "科技创新": [
        "新认定高新技术企业{a}家，研发投入强度达到{b}%。",
        "全年登记技术合同{c}项，技术合同成交额{b}亿元。",
        "建成省级重点实验室{d}家，授权发明专利{a}件。",
        "科技型中小企业入库{c}家，兑付创新券{d}万元。",
        "与砚湖理工学院共建联合实验室{d}个，转化科技成果{a}项。",
        "科技贷款余额{b}亿元，支持研发项目{a}个。",
    ],
    "农业农村": [
        "粮食播种面积{c}万亩，粮食总产{a}万吨。",
        "新建高标准农田{b}万亩，改造灌区{d}处。",
        "生猪存栏{c}万头，水产养殖面积{b}万亩。",
        "培育家庭农场{a}家、农民合作社{d}家。",
        "完成春播{c}万亩，推广良种{d}个。",
        "脱贫户人均收入增长{b}%，村集体收入{a}万元。",
    ],
    "生态环保": [
        "空气优良天数比例{c}%，细颗粒物浓度下降{b}%。",
        "整治入河排污口{a}个，断面水质达标率{c}%。",
        "完成造林绿化{b}万亩，修复湿地{d}公顷。",
        "关停燃煤锅炉{a}台，污水处理率{c}%。",
        "办结环保督察信访件{a}件，立案{d}件。",
        "生活垃圾分类覆盖小区{c}个，危废处置率{c}%。",
    ],
}
_HEADINGS = (
    ("一、科技创新", "二、农业农村", "三、生态环保"),
    ("一、科技创新", "二、农业农村", "三、生态环保"),
    ("一、推进科技创新", "二、农业农村", "三、加强生态环保"),
    ("一、科技创新", "二、做好农业农村", "三、生态环保"),
)


def reports() -> dict[str, str]:
    """Text by file name."""
    made: dict[str, str] = {}
    for number, headings in enumerate(_HEADINGS):
        lines = [f"青屿区{2018 + number}年工作总结", ""]
        for heading, sentences in zip(headings, WORK.values(), strict=True):
            lines.append(heading)
            numbers = {"a": 20 + number, "b": f"{3 + number}.2", "c": 90 + number, "d": 4 + number}
            lines += [sentence.format(**numbers) for sentence in sentences]
        made[f"{2018 + number}年工作总结.txt"] = "\n".join(lines) + "\n"
    return made
