"""The page of an official document as OOXML: GB/T 9704—2012, clauses 5.1 to 5.2.4, 7.3 and 7.5.

Lengths are twentieths of a point (twips) unless said otherwise. 22 lines of 579 twips fill the
225 mm of the text area (580 gives 21); a character spacing of -0.25 pt sets 28 characters of 16 pt
in its 156 mm.
Fonts are named, never shipped; ``w:altName`` names what stands in where they are missing.
"""

from __future__ import annotations

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{_W}" xmlns:r="{_R}"'

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # 210 × 297 mm (5.1)
TOP, LEFT, BOTTOM, RIGHT = 2098, 1588, 1984, 1474  # 37, 28, 35 and 26 mm (5.2.1)
LINE = 579  # exact: 22 lines (5.2.3)
SPACING = -5  # with which 28 characters fill a line (5.2.3)
BODY = 32  # half points: 三号, 16 pt (5.2.2)
TITLE = 44  # 二号, 22 pt (7.3.1)
TITLE_CHARACTERS = 20.0  # what a line of the title holds: 442 pt of 22 pt characters
NUMBER = 28  # 四号, 14 pt (7.5)
CHARACTER = 315  # one character of a line: 15.75 pt
FOOTER = 1425  # 25.1 mm: the page number's dash comes 7 mm under the text area (7.5)

FANGSONG, KAITI, HEITI = "仿宋_GB2312", "楷体_GB2312", "黑体"
SONG, XIAOBIAOSONG = "宋体", "方正小标宋简体"
_STAND_INS = {
    FANGSONG: "仿宋",
    KAITI: "楷体",
    HEITI: "SimHei",
    SONG: "SimSun",
    XIAOBIAOSONG: "华文中宋",
}
HEADING_FONTS = (HEITI, KAITI, FANGSONG, FANGSONG)  # 一、（一）1. （1） (7.3.3)


def fonts(name: str) -> str:
    """One face for Chinese and Latin characters alike."""
    faces = " ".join(f'w:{script}="{name}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {faces}/>"


def size(half_points: int) -> str:
    """A size in half points, for both kinds of script."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def indent(*, first: int = 0, left: int = 0, right: int = 0) -> str:
    """Indents in hundredths of a character (``first`` is the first line's), with their lengths."""
    sides = (("firstLine", first), ("left", left), ("right", right))
    return "<w:ind {}/>".format(
        " ".join(f'w:{s}Chars="{n}" w:{s}="{n * CHARACTER // 100}"' for s, n in sides)
    )


def _style(
    name: str, title: str, *, based: str = "Normal", paragraph: str = "", run: str = ""
) -> str:
    """A paragraph style; ``title`` is the name that word processors know it by."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def styles() -> str:
    """word/styles.xml: body text, title, four levels of headings, 主送机关, 署名, page number."""
    body = (
        f'<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
        f'{indent(first=200)}<w:jc w:val="both"/>'
    )
    flush = indent()
    headings = "".join(
        _style(
            f"Heading{level}",
            f"heading {level}",
            paragraph=f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>',
            run=fonts(font),
        )
        for level, font in enumerate(HEADING_FONTS, 1)
    )
    return (
        f"{HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}"
        f'<w:spacing w:val="{SPACING}"/><w:kern w:val="0"/>{size(BODY)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{body}</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        + _style(
            "Title",
            "Title",
            paragraph=f'{flush}<w:jc w:val="center"/>',
            run=f'{fonts(XIAOBIAOSONG)}<w:spacing w:val="0"/>{size(TITLE)}',
        )
        + headings
        + _style("Salutation", "Salutation", paragraph=flush)
        + _style("Signature", "Signature", paragraph=f'{flush}<w:jc w:val="right"/>')
        + _style(
            "Footer",
            "footer",
            paragraph=f'<w:spacing w:line="240" w:lineRule="auto"/>{flush}',
            run=f'{fonts(SONG)}<w:spacing w:val="0"/>{size(NUMBER)}',
        )
        + _style(
            "CommentText",
            "annotation text",
            paragraph=f'<w:spacing w:line="240" w:lineRule="auto"/>{flush}<w:jc w:val="left"/>',
            run=f'{fonts(SONG)}<w:spacing w:val="0"/>{size(20)}',
        )
        + '<w:style w:type="character" w:styleId="CommentReference">'
        '<w:name w:val="annotation reference"/><w:rPr><w:sz w:val="21"/></w:rPr></w:style>'
        "</w:styles>"
    )


def settings() -> str:
    """word/settings.xml: odd and even pages differ, and no grid or compression moves characters."""
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def font_table() -> str:
    """word/fontTable.xml: each face with the one that stands in for it."""
    return (
        f"{HEAD}<w:fonts {NAMESPACES}>"
        + "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
            for name, other in _STAND_INS.items()
        )
        + "</w:fonts>"
    )


def page_number(*, odd: bool) -> str:
    """A footer with — 1 —, one character from the outer edge: right on odd pages, left on even."""
    edge = f'<w:ind w:{"right" if odd else "left"}="{NUMBER * 10}" w:firstLine="0"/>'
    return (
        f'{HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{edge}'
        f'<w:jc w:val="{"right" if odd else "left"}"/></w:pPr>'
        '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def section() -> str:
    """The document's one section: paper, margins, footers, line grid."""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}"'
        f' w:header="851" w:footer="{FOOTER}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )


_PARTS = (
    ("styles", "styles"),
    ("settings", "settings"),
    ("fontTable", "fontTable"),
    ("footer1", "footer"),
    ("footer2", "footer"),
    ("comments", "comments"),
)


def relations() -> str:
    """word/_rels/document.xml.rels, in whose order the parts are numbered rId1 …"""
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{_OFFICE}/relationships/{kind}" Target="{name}.xml"/>'
            for n, (name, kind) in enumerate(_PARTS, 1)
        )
        + "</Relationships>"
    )


def root_relations() -> str:
    """_rels/.rels: where the document and its properties are."""
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument"'
        ' Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    )


def content_types() -> str:
    """[Content_Types].xml."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *_PARTS)
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def properties(title: str) -> str:
    """docProps/core.xml with the title, already escaped; no dates, so that two runs agree."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>nlpsum</dc:creator></cp:coreProperties>"
    )
