"""What a line is by its own look: a numbered heading with its level, an item, or a paragraph."""

from __future__ import annotations

import re

_CHINESE = "一二三四五六七八九十百"
_MARKS = (
    (re.compile(rf"第[{_CHINESE}\d]+(?:部分|章|篇)"), 1),
    (re.compile(rf"[{_CHINESE}]+\s*[、．.]"), 1),
    (re.compile(rf"[（(]\s*[{_CHINESE}]+\s*[）)]"), 2),
    (re.compile(r"\d{1,2}\s*(?:[、．]|[.](?!\d))"), 3),
    (re.compile(r"[（(]\s*\d{1,2}\s*[）)]"), 4),
    (re.compile(r"[①-⑳⑴-⒇]"), 5),
)
_BULLET = re.compile(r"[-*+•·●■◆➢]\s")
_LONGEST = {1: 44, 2: 44, 3: 30, 4: 30, 5: 30}
_DEEP = 3
_TITLE_ENDS = "。；;：:，,、！？!?"


def number_level(line: str) -> int:
    """The level that a line's number gives it: 一、1, （一）2, 1.3, （1）4, ①5; 0 for none."""
    text = line.lstrip()
    return next((level for mark, level in _MARKS if mark.match(text)), 0)


def heading_level(line: str) -> int:
    """The level of a line that looks like a numbered heading on its own, else 0."""
    text = line.strip()
    level = number_level(text)
    if not level or len(text) > _LONGEST[level]:
        return 0
    end = text[-1]
    if end in _TITLE_ENDS:
        # 一、总体情况。 is a heading with a stop; 1.办好活动； is an item.
        plain = end == "。" and level < _DEEP and not re.search("[，。；：]", text[:-1])
        return level if plain and len(text) < _LONGEST[_DEEP] and not re.search(r"\d", text) else 0
    if level >= _DEEP and re.search("[。；]", text):
        return 0
    return level


def is_item(line: str) -> bool:
    """Whether a line starts as an item of a list: 1. （1） ① or a bullet."""
    return number_level(line) >= _DEEP or bool(_BULLET.match(line.lstrip()))
