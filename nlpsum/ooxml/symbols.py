"""Characters that Word draws with symbol fonts or raises, as Unicode: one for one."""

from __future__ import annotations

_WINGDINGS = {
    0x4C: "☹", 0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆",
    0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "√", 0x4F: "×", 0x52: "☑", 0x54: "☒", 0xA3: "□"}
_SYMBOL = {
    0x25: "%", 0x2B: "+", 0x2D: "−", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x6D: "μ",
    0x70: "π", 0xA3: "≤", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "·",
}  # fmt: skip
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_PRIVATE = range(0xF000, 0xF100)
_SURROGATES = range(0xD800, 0xE000)
_UNICODE = 0x110000
_BYTE = 0xFF
_ASCII = range(0x20, 0x40)


def symbol(font: str, code: str) -> str:
    """The character of a ``w:sym``; U+FFFD where the font's own drawing has no Unicode twin."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number not in _PRIVATE and number > _BYTE:
        return chr(number) if number < _UNICODE and number not in _SURROGATES else "\ufffd"
    byte = number & _BYTE
    if font.startswith("Wingdings"):
        table = _WINGDINGS if font == "Wingdings" else _WINGDINGS_2
        return table.get(byte, "\ufffd")
    return _SYMBOL.get(byte) or (chr(byte) if byte in _ASCII else "\ufffd")


def raised(text: str) -> str:
    """Superscript digits, so that a raised note mark never reads as part of a figure (10⁸, km²)."""
    return text.translate(_RAISED)
