"""A cell's number as its format shows it: 0.057 as 5.7% (ECMA-376 §18.8.30)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from msgspec import Struct

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 45: "mm:ss", 46: "h:mm:ss",
    49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The codes of the number formats that a workbook does not spell out (Chinese locale)."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.'
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>[Gg]eneral|G/通用格式)"
    r"|(?P<clock>AM/PM|上午/下午|A/P)"
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|a{3,4}|e+)"
    r"|(?P<power>[eE][+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)"
    r"|(?P<literal>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-\]]*)")
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*')
_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_EPOCH_1904 = datetime(1904, 1, 1, tzinfo=UTC)
_LAST_DAY = 2_958_465
_WEEKDAYS = "一二三四五六日"
_SIGNIFICANT = 15
_NOON = 12


class _Section(Struct, frozen=True):
    """One of a code's sections, split into (kind, text) tokens."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format code; a code may have four, for > 0, < 0, 0 and text."""
    sections: list[_Section] = []
    for part in [match for match in _SECTION.findall(code) if match] or [code]:
        tokens: list[tuple[str, str]] = []
        condition = None
        for match in _TOKEN.finditer(part):
            kind = match.lastgroup or ""
            text = match[kind] if kind else ""
            if kind == "bracket":
                if found := _CONDITION.match(text):
                    condition = found[1], Decimal(found[2])
                elif found := _CURRENCY.match(text):
                    tokens.append(("literal", found[1]))
                elif text.lower().strip("hms") == "" and text:
                    tokens.append(("date", text))
            elif kind in {"quoted", "escaped"}:
                tokens.append(("literal", text))
            elif kind:
                tokens.append((kind, text))
        sections.append(_Section(tuple(tokens), condition))
    return tuple(sections)


def is_date(code: str) -> bool:
    """Whether a format code shows a day or time."""
    return any(kind == "date" for kind, _ in _sections(code)[0].tokens)


def shown(text: str, code: str, *, from_1904: bool = False) -> str:
    """The number in ``text`` as the format ``code`` prints it; what is no number stays."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    if len(text) > _SIGNIFICANT:
        # A file stores 0.1 + 0.2 with all its binary digits; a sheet shows fifteen.
        number = Decimal(f"{number:.{_SIGNIFICANT - 1}e}")
    if code in {"", "General", "@", "G/通用格式"}:
        return _general(number)
    section, number = _chosen(_sections(code), number)
    kinds = {kind for kind, _ in section.tokens}
    if "date" in kinds:
        return _date(number, section, from_1904=from_1904)
    if "power" in kinds or any(kind == "literal" and text == "/" for kind, text in section.tokens):
        return _general(number)
    if "digit" not in kinds:
        return "".join(
            _general(number) if kind in {"general", "text"} else text
            for kind, text in section.tokens
            if kind in {"general", "text", "literal"}
        ).strip()
    return _number(number, section).strip()


def _general(number: Decimal) -> str:
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _chosen(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section, Decimal]:
    """The section for a number, and the number without the sign that the section itself prints."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _holds(number, *section.condition):
                return section, number
        return sections[-1], number
    positive, negative, zero = sections[0], *(*sections[1:3], None, None)[:2]
    if number < 0 and negative:
        return negative, -number
    if number == 0 and zero:
        return zero, number
    return positive, number


def _holds(number: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": number < bound, "<=": number <= bound, ">": number > bound,
        ">=": number >= bound, "=": number == bound, "<>": number != bound,
    }[sign]  # fmt: skip


def _number(number: Decimal, section: _Section) -> str:
    """A number in a section of digits: scaled, rounded half up, grouped, with its literals."""
    tokens = list(section.tokens)
    last = max(at for at, (kind, _) in enumerate(tokens) if kind == "digit")
    scale = 0
    while last + 1 < len(tokens) and tokens[last + 1][0] == "comma":
        del tokens[last + 1]
        scale -= 3
    scale += 2 * sum(kind == "percent" for kind, _ in tokens)
    point = next((at for at, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    decimals = [text for kind, text in tokens[point:] if kind == "digit"]
    grouped = any(kind == "comma" for kind, _ in tokens[:point])
    rounded = number.scaleb(scale).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    whole, _, fraction = format(abs(rounded), "f").partition(".")
    out = _whole(tokens[:point], whole, grouped=grouped)
    shown_point = False
    for kind, text in tokens[point:]:
        if kind == "digit":
            digit, fraction = fraction[:1], fraction[1:]
            if text == "0" or (digit + fraction).strip("0"):
                out += ("" if shown_point else ".") + digit
                shown_point = True
        elif kind == "percent":
            out += "%"
        elif kind == "literal":
            out += text
    return sign + out


def _whole(tokens: list[tuple[str, str]], digits: str, *, grouped: bool) -> str:
    """The digits before the point, filled in from the right; literals stay where they are."""
    places = sum(kind == "digit" for kind, _ in tokens)
    out = ""
    rest = digits if digits != "0" else ""
    seen = 0
    for kind, text in reversed(tokens):
        if kind == "digit":
            seen += 1
            if seen == places:
                # What does not fit stands before the first place.
                head = rest or ("0" if text == "0" else "")
                out = head + out
            elif rest or text == "0":
                out = (rest[-1:] or "0") + out
                rest = rest[:-1]
        elif kind == "percent":
            out = "%" + out
        elif kind == "literal":
            out = text + out
    return _regrouped(out) if grouped else out


def _regrouped(text: str) -> str:
    """Commas between the thousands of the first run of digits."""
    return re.sub(r"\d{4,}", lambda match: f"{int(match[0]):,}", text, count=1)


def _date(number: Decimal, section: _Section, *, from_1904: bool) -> str:
    """A day number as date and time."""
    if not 0 <= number <= _LAST_DAY:
        return _general(number)
    epoch = _EPOCH_1904 if from_1904 else _EPOCH
    at = epoch + timedelta(seconds=round(float(number) * 86400))
    out: list[str] = []
    tokens = section.tokens
    for index, (kind, text) in enumerate(tokens):
        if kind in {"literal", "point", "comma"}:
            out.append("." if kind == "point" else text)
        elif kind == "clock":
            out.append("上午" if at.hour < _NOON else "下午")
        elif kind == "date":
            out.append(_part(at, text.lower(), index, tokens))
    return "".join(out).strip()


def _part(at: datetime, text: str, index: int, tokens: tuple[tuple[str, str], ...]) -> str:
    """One part of a date; m after h or before s is minutes."""
    letter = text[0]
    if letter in "ye":
        return f"{at.year % 100:02d}" if text == "yy" else str(at.year)
    if letter == "m":
        before = next((t.lower()[0] for k, t in reversed(tokens[:index]) if k == "date"), "")
        after = next((t.lower()[0] for k, t in tokens[index + 1 :] if k == "date"), "")
        value = at.minute if before == "h" or after == "s" else at.month
    elif letter == "a":
        day = _WEEKDAYS[at.weekday()]
        return f"星期{day}" if text == "aaaa" else day
    else:
        value = {"d": at.day, "h": at.hour, "s": at.second}[letter]
    return f"{value:02d}" if len(text) == len("dd") else str(value)
