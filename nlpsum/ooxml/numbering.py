"""Word's automatic numbers (``numbering.xml``, ECMA-376 §17.9): what precedes each paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from nlpsum.ooxml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_DEPTHS = range(_LEVELS)
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 32_767
_TWENTY = 20
_THIRTY_FIVE = 35
_FIFTY = 50


class Level(Struct, frozen=True):
    """One level of a list: how its number is written."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    restart: int | None = None
    style: str = ""


class Numbering(Struct):
    """The lists of a document, and how far each has been counted.

    ``lists`` maps a ``numId`` to its abstract list and levels; ``overrides`` the levels that a
    ``numId`` starts anew, with their first number.
    """

    lists: dict[str, tuple[str, dict[int, Level]]]
    overrides: dict[str, dict[int, int]]
    counts: dict[str, list[int | None]] = {}
    begun: set[tuple[str, int]] = set()

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that is tied to a paragraph style; 0 where none is."""
        levels = self.lists.get(number, ("", {}))[1]
        return next((at for at, level in levels.items() if level.style == style), 0)

    def next(self, number: str, depth: int) -> tuple[str, bool]:
        """The number before the next paragraph of list ``number`` at ``depth``, and if one counts.

        A bullet gives an empty text and True; a list that does not exist gives False.
        """
        abstract, levels = self.lists.get(number, ("", {}))
        level = levels.get(depth)
        if level is None:
            return "", False
        counts = self.counts.setdefault(abstract, [None] * _LEVELS)
        first = level.start
        if (number, depth) not in self.begun:
            self.begun.add((number, depth))
            if depth in self.overrides.get(number, {}):
                first = self.overrides[number][depth]
                counts[depth] = None
        at = counts[depth]
        counts[depth] = first if at is None else at + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                counts[deeper] = None
        for outer in range(depth):
            if counts[outer] is None:
                counts[outer] = levels[outer].start if outer in levels else 1
        if level.form == "bullet":
            return "", True
        if level.form == "none":
            return re.sub(r"%\d", "", level.text), True
        return self._printed(level, levels, counts), True

    @staticmethod
    def _printed(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = levels[at].form if at in levels else "decimal"
            return written(counts[at] or 0, "decimal" if level.legal else form)

        return re.sub(r"%([1-9])", one, level.text)


def read_numbering(root: Element | None, linked: dict[str, str]) -> Numbering:
    """The lists of a ``numbering.xml``; ``linked`` maps a numbering style to its ``numId``."""
    if root is None:
        return Numbering({}, {})
    abstracts: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for abstract in root.iter(W + "abstractNum"):
        name = abstract.get(W + "abstractNumId", "")
        abstracts[name] = {
            depth: _level(level)
            for level in abstract.iter(W + "lvl")
            if (depth := _integer(level.get(W + "ilvl"), 0)) in _DEPTHS
        }
        link = abstract.find(W + "numStyleLink")
        if link is not None:
            links[name] = link.get(W + "val", "")
    points: dict[str, str] = {}
    changes: dict[str, dict[int, Level]] = {}
    overrides: dict[str, dict[int, int]] = {}
    for number in root.iter(W + "num"):
        name = number.get(W + "numId", "")
        points[name] = _value(number.find(W + "abstractNumId"))
        for override in number.iter(W + "lvlOverride"):
            depth = _integer(override.get(W + "ilvl"), 0)
            if depth not in _DEPTHS:
                continue
            start = override.find(W + "startOverride")
            if start is not None:
                overrides.setdefault(name, {})[depth] = _first(start.get(W + "val"), 1)
            level = override.find(W + "lvl")
            if level is not None:
                changes.setdefault(name, {})[depth] = _level(level)
    lists: dict[str, tuple[str, dict[int, Level]]] = {}
    for name, abstract in points.items():
        at = abstract
        # A list that only names a numbering style takes the levels of that style's own list.
        if at in links and not abstracts.get(at):
            at = points.get(linked.get(links[at], ""), at)
        lists[name] = (at, {**abstracts.get(at, {}), **changes.get(name, {})})
    return Numbering(lists, overrides)


def _level(element: Element) -> Level:
    """One ``w:lvl``."""
    restart = element.find(W + "lvlRestart")
    legal = element.find(W + "isLgl")
    return Level(
        form=_form(element.find(W + "numFmt")),
        text=_value(element.find(W + "lvlText")),
        start=_first(_value(element.find(W + "start")), 0),
        legal=legal is not None and legal.get(W + "val") not in {"0", "false"},
        restart=None if restart is None else _integer(restart.get(W + "val"), 0),
        style=_value(element.find(W + "pStyle")),
    )


def _form(element: Element | None) -> str:
    """The number format; ``custom`` formats name theirs in ``w:format``."""
    form = _value(element) or "decimal"
    return form if form != "custom" else "decimalZero"


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(W + "val", "")


def _first(text: str | None, default: int) -> int:
    """The first number of a list, within what Word counts."""
    return min(max(_integer(text, default), 0), _LARGEST)


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text or default)
    except ValueError:
        return default


def written(number: int, form: str) -> str:
    """A number in one of Word's formats; unknown formats are written in digits."""
    if _CHINESE.fullmatch(form):
        return _chinese(number)
    if form in {"chineseLegalSimplified", "ideographLegalTraditional"}:
        return _chinese(number).translate(_FORMAL)
    if form in {"ideographDigital", "chineseDigital", "japaneseDigitalTenThousand"}:
        return "".join("〇一二三四五六七八九"[int(d)] for d in str(number))
    if _CIRCLED.fullmatch(form) and 0 < number <= _FIFTY:
        if number <= _TWENTY:
            return chr(0x245F + number)
        return chr(0x3250 + number - 20 if number <= _THIRTY_FIVE else 0x32B0 + number - 35)
    if form == "decimalEnclosedParen" and 0 < number <= _TWENTY:
        return chr(0x2473 + number)
    if form == "decimalEnclosedFullstop" and 0 < number <= _TWENTY:
        return chr(0x2487 + number)
    if form in {"upperRoman", "lowerRoman"}:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in {"upperLetter", "lowerLetter"} and number > 0:
        letters = chr(0x41 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "upperLetter" else letters.lower()
    if form == "decimalZero":
        return f"{number:02d}"
    if form.startswith("decimalFullWidth"):
        return "".join(chr(0xFF10 + int(d)) for d in str(number))
    if form == "ideographTraditional" and number > 0:
        return _STEMS[(number - 1) % len(_STEMS)]
    if form == "ideographZodiac" and number > 0:
        return _BRANCHES[(number - 1) % len(_BRANCHES)]
    return str(number)


_CHINESE = re.compile(r"(?:chinese|taiwanese)Counting(?:Thousand)?|(?:japanese|korean)Counting")
_CIRCLED = re.compile(r"decimalEnclosedCircle(?:Chinese)?|ideographEnclosedCircle")


def _chinese(number: int) -> str:
    """二十一, 一百零五; from ten thousand on, in digits."""
    digits = str(number)
    if len(digits) > len(_PLACES):
        return digits
    out = ""
    for at, digit in enumerate(digits):
        place = _PLACES[len(digits) - at - 1]
        if digit != "0":
            out += _DIGITS[int(digit)] + place
        elif out and not out.endswith("零"):
            out += "零"
    out = out.rstrip("零") or "零"
    return out[1:] if out.startswith("一十") else out


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out
