"""Bytes into text: byte order mark, UTF-8, GB18030, UTF-16 without a mark; then, is it Chinese?"""

from __future__ import annotations

import re
from collections import Counter

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f]")
_STRANGE = (
    ("\u3400", "\u4dbf"),
    ("\ue000", "\uf8ff"),
    ("\ufffd", "\ufffd"),
    ("\U00020000", "\U0003ffff"),
)
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问"
    "意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少"
    "图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七"
    "海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目"
    "至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装"
    "市县省局委办司院厅集团企项亿吨户季末底同环降升投税融创技术推落召印督检查监察责任"
)
_LEAST_COMMON = 0.18
_ENOUGH = 20
_MOST_STRANGE = 0.05
_SAMPLE = 20_000


def decode(data: bytes) -> tuple[str, str] | str:
    """The text and its encoding, or one line of Chinese that says why there is none."""
    if not data.strip():
        return "文件是空的"
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                return f"文本标明是 {encoding}，内容却不是，可能已损坏"
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if plausible(text):
            return text, encoding
    if b"\x00" in data:
        return "不是文本文件（含二进制内容）"
    return "不是能识别的文本编码（试过 UTF-8、GB18030、UTF-16），可用 --encoding 指定"


def _candidates(data: bytes) -> tuple[str, ...]:
    """The encodings to try; a NUL byte leaves only UTF-16."""
    if b"\x00" in data[:_SAMPLE]:
        return ("utf-16-le", "utf-16-be")
    # Chinese without a blank or line end has no NUL in UTF-16, but is no valid UTF-8 either.
    return ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def _checked(text: str, encoding: str) -> tuple[str, str] | str:
    return (text, encoding) if plausible(text) else "不是文本文件（含二进制内容）"


def plausible(text: str) -> bool:
    """Whether a decoded text reads like one: no control characters, and readable."""
    return not _CONTROLS.search(text[:_SAMPLE]) and readable(text)


def readable(text: str, least: float = _LEAST_COMMON) -> bool:
    """Whether few characters are strange and, of the Chinese, a share of ``least`` is common."""
    sample = text[:_SAMPLE]
    counts = Counter(sample)
    strange = sum(
        count
        for character, count in counts.items()
        if any(first <= character <= last for first, last in _STRANGE)
    )
    if _MOST_STRANGE * max(len(sample), 1) < strange:
        return False
    han = sum(count for character, count in counts.items() if "\u4e00" <= character <= "\u9fff")
    if han < _ENOUGH:
        return True
    return sum(map(counts.__getitem__, _COMMON)) / han >= least
