"""Office files built from code, with the traps that ordinary reviewed files hold."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A docx with a body; ``parts`` are styles, numbering, comments, footnotes, header1 … as XML."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATION}{kind}" Target="{name}.xml"/>'
        for n, (name, kind) in enumerate(kinds.items(), 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
            f"{overrides}</Types>",
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATION}officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
            "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">'
            f"{relations}</Relationships>",
            "word/document.xml": f"{_HEAD}<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body>"
            "</w:document>",
            **{f"word/{name}.xml": _HEAD + xml for name, xml in parts.items()},
        }
    )


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; a run that is no XML is plain text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(*runs: str) -> str:
    return f'<w:ins w:id="1" w:author="张">{"".join(runs)}</w:ins>'


def deleted(text: str) -> str:
    return (
        f'<w:del w:id="2" w:author="张"><w:r><w:delText xml:space="preserve">{text}</w:delText>'
        "</w:r></w:del>"
    )


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tc(content: str = "", properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="区级标题"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="密"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="甲"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="乙"/><w:basedOn w:val="x"/></w:style>
</w:styles>"""


def _level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">{_level(0, "chineseCounting", "%1、")}
{_level(1, "chineseCounting", "（%2）")}{_level(2, "decimal", "%3.")}
{_level(3, "decimal", "%1.%4", "<w:isLgl/>")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{_level(0, "chineseCountingThousand", "第%1条")}
{_level(1, "none", "")}{_level(2, "bullet", "")}{_level(3, "decimalEnclosedCircle", "%4")}
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/>
</w:lvlOverride></w:num>
</w:numbering>"""


def numbered(number: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


class Trap(NamedTuple):
    """One thing that a reviewed Word file holds: what a reader must say of it, and what it must not."""

    name: str
    body: str
    wanted: tuple[str, ...]
    never: tuple[str, ...] = ()


def _box(text: str) -> str:
    content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _field(code: str, *result: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{''.join(result)}{end}"


def _sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


_GONE = "<w:rPr><w:del w:id='3' w:author='张'/></w:rPr>"

TRAPS = (
    Trap("split", p("投资", r("12", "<w:b/>"), r("3.5"), r("亿元", "<w:i/>")), ("投资123.5亿元",)),
    Trap("numbered heading", p("总体情况", style="1"), ("一、总体情况",)),
    Trap("number inherited", p("工业运行", style="Own"), ("（一）工业运行",)),
    Trap("legal number", p("细目", properties=numbered(1, 3)), ("1.1 细目",), ("一.1",)),
    Trap("article", p("总则", properties=numbered(2)), ("第一条总则",)),
    Trap("restart", p("第五项", properties=numbered(3, 2)), ("5. 第五项",)),
    Trap(
        "no number",
        p("无编号甲", style="1", properties=numbered(0)),
        ("无编号甲",),
        ("二、无编号甲",),
    ),
    Trap(
        "format none",
        p("无编号乙", properties=numbered(2, 1)),
        ("无编号乙",),
        ("第二条无编号乙", "1无编号乙"),
    ),
    Trap("circled", p("圈号", properties=numbered(2, 3)), ("①圈号",)),
    Trap(
        "number before digit",
        p("5万元补贴", properties=numbered(1, 2)),
        ("6. 5万元补贴",),
        ("6.5万元",),
    ),
    Trap("insertion", p("增长", inserted(r("8.2%"))), ("增长8.2%",)),
    Trap("deletion", p("下降", deleted("7.9"), r("6.1%")), ("下降6.1%",), ("7.9",)),
    Trap(
        "moved",
        p("<w:moveFrom>" + r("移走31家") + "</w:moveFrom>", "留下"),
        ("留下",),
        ("移走31家",),
    ),
    Trap("moved here", p("<w:moveTo>" + r("移来32家") + "</w:moveTo>"), ("移来32家",)),
    Trap("joined", p("合计1", properties=_GONE) + p("23万元"), ("合计123万元",)),
    Trap("content control", p("户数", _sdt(r("456户"))), ("户数456户",)),
    Trap("block control", _sdt(p("控件段落78人")), ("控件段落78人",)),
    Trap("link", p(f"<w:hyperlink>{r('链接91项')}</w:hyperlink>"), ("链接91项",)),
    Trap("text box", p("正文甲", _box("框内文字64件")), ("框内文字64件",)),
    Trap(
        "hidden", p("公开", r("内部测算99亿", "<w:vanish/>"), "数字"), ("公开数字",), ("内部测算",)
    ),
    Trap(
        "hidden style",
        p("明", r("暗数88", '<w:rStyle w:val="Secret"/>'), "文"),
        ("明文",),
        ("暗数88",),
    ),
    Trap("field", p("共", _field("= SUM(A1:A9)", r("55")), "项"), ("共55项",), ("SUM",)),
    Trap("nested field", p(_field("IF", _field("PAGE", r("77"))), "页"), ("77页",), ("PAGE",)),
    Trap(
        "symbol", p("面积", '<w:r><w:sym w:font="Symbol" w:char="F0B4"/></w:r>', "3"), ("面积×3",)
    ),
    Trap(
        "ruby",
        p(
            "<w:r><w:ruby><w:rt>"
            + r("pinyin")
            + "</w:rt><w:rubyBase>"
            + r("砼")
            + "</w:rubyBase></w:ruby></w:r>",
            "方量",
        ),
        ("砼方量",),
        ("pinyin",),
    ),
    Trap(
        "note mark",
        p("收入12.6", '<w:r><w:footnoteReference w:id="7"/></w:r>', "亿元"),
        ("收入12.6亿元",),
    ),
    Trap(
        "raised mark",
        p("存款45", r("3", '<w:vertAlign w:val="superscript"/>'), "亿元"),
        ("存款45",),
        ("存款453亿元",),
    ),
    Trap("hyphen", p("GB", "<w:r><w:noBreakHyphen/></w:r>", "5749"), ("GB-5749",)),
    Trap("smart tag", p(f"<w:smartTag>{r('智能标记')}</w:smartTag>", "37个"), ("智能标记37个",)),
    Trap("contents", p("一、目录条目", r("3"), style="TOC1"), (), ("目录条目",)),
    Trap(
        "merged head",
        table(
            tr(
                tc("指标", '<w:vMerge w:val="restart"/>'),
                tc("本年（万元）", '<w:gridSpan w:val="2"/>'),
            ),
            tr(tc("", "<w:vMerge/>"), tc("1月"), tc("2月")),
            tr(tc("税收"), tc("310"), tc("320")),
            tr(tc("作废"), tc("1"), tc("2"), properties='<w:del w:id="4" w:author="张"/>'),
        ),
        ("税收\t310\t320",),
        ("作废",),
    ),
    Trap(
        "cell control",
        table(tr(tc("项目"), _sdt(tc("数量"))), _sdt(tr(tc("泵站"), tc("19")))),
        ("泵站\t19",),
    ),
    Trap(
        "nested table",
        table(
            tr(
                tc(
                    p("外层说明。")
                    + table(tr(tc("内甲"), tc("41")), tr(tc("内乙"), tc("42")))
                    + p("")
                )
            )
        ),
        ("外层说明。", "内甲\t41"),
    ),
)
"""Each trap with its own words, so that all stand in one file; Word shows them all as wanted."""

BESIDE = {
    "comments": f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="李">{p("请核实批注数66")}</w:comment></w:comments>',
    "footnotes": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="7">{p("脚注数67")}</w:footnote></w:footnotes>',
    "header1": f'<w:hdr xmlns:w="{W}">{p("页眉数68")}</w:hdr>',
    "footer1": f'<w:ftr xmlns:w="{W}">{p("第69页")}</w:ftr>',
}
ASIDES = ("批注数66", "脚注数67", "页眉数68", "第69页")


def trap_docx() -> bytes:
    return docx("".join(trap.body for trap in TRAPS), styles=STYLES, numbering=NUMBERING, **BESIDE)
