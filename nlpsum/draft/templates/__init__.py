"""Templates by hand: Markdown with front matter, read and validated with line numbers.

``README.md`` beside this file says how to write one; the three built in are the ``*.md`` here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn, cast

from msgspec import Struct

from nlpsum.parts import Template
from nlpsum.text import line_and_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Mode

_HERE = Path(__file__).parent

TEMPLATES: tuple[Template, ...] = (
    Template("半年工作总结", "上半年工作总结和下半年工作计划", _HERE / "half_year.md"),
    Template("年度工作总结", "全年工作总结和下一年工作计划", _HERE / "year.md"),
    Template("月度简报汇编", "各期简报的要点按月排列", _HERE / "months.md"),
)
"""The built-in templates, in the order in which they are listed."""

TOPICS = {
    "政策": "policy", "人才": "talent", "创新": "innovation", "产业": "industry",
    "投资": "investment", "改革": "reform", "农业农村": "agriculture", "生态": "ecology",
    "民生": "livelihood", "公共服务": "public_service", "城建": "urban", "财政": "finance",
    "安全": "safety", "防疫": "epidemic", "治理": "governance", "综述": "overview", "其他": "other",
}  # fmt: skip
"""What a clerk calls the topics."""

_MODES: dict[str, Mode] = {"完成": "done", "计划": "plan", "问题": "problem"}
_BASES = ("累计", "当月", "期末", "同比", "占比", "目标")
_MOST = 8

Basis = Literal["累计", "当月", "期末", "同比", "占比", "目标"]
Group = Literal["", "topic", "month"]


class Wanted(Struct, frozen=True):
    """A figure wanted in a sentence: ``{{指标|单位|口径}}`` at ``text[start:end]``."""

    start: int
    end: int
    text: str
    metric: str
    unit: str
    basis: Basis


class Gather(Struct, frozen=True):
    """Passages wanted: of which topics (all if empty), which mode, at most how many a group."""

    topics: tuple[str, ...]
    mode: Mode
    most: int
    group: Group = ""


class Part(Struct, frozen=True):
    """A heading (level 0: none) and what stands under it."""

    heading: str
    level: int
    content: tuple[Gather | tuple[str | Wanted, ...], ...]


class Plan(Struct, frozen=True):
    """A template as read. ``period`` is ``half``, ``year`` or ``any``."""

    name: str
    title: str
    period: str
    parts: tuple[Part, ...]


class BadTemplateError(ValueError):
    """A template that cannot be used; the message is one line of Chinese with file and line."""


def find(name: str, templates: tuple[Template, ...] = TEMPLATES) -> Plan:
    """The plan of a built-in template by name, or of a file by path.

    Raises:
        BadTemplateError: where there is no such template or it is written wrongly.
    """
    for template in templates:
        if template.name == name:
            return read(str(template.path), template.path.read_text(encoding="utf-8"))
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        known = "、".join(template.name for template in templates)
        message = f"{name}：没有这个模板（内置的有{known}），也读不成文件"
        raise BadTemplateError(message) from error
    return read(name, text)


_HEAD = re.compile(r"---\n(?P<head>.*?)\n---\n", re.DOTALL)
_HEADING = re.compile(r"(#+)\s*(.+)")
_FIELD = re.compile(r"\{\{([^{}\n]*)\}\}")
_TITLE_FIELDS = frozenset(("单位", "年", "期间", "下期"))


def read(path: str, text: str) -> Plan:
    """The plan that a template's text says.

    Raises:
        BadTemplateError: naming file, line and fault.
    """
    head = _HEAD.match(text)
    if not head:
        _bad(path, text, 0, "开头要有两行 --- 括起来的 name、title、period")
    said: dict[str, str] = {}
    for match in re.finditer(r"[^\n]+", head["head"]):
        at = head.start("head") + match.start()
        key, colon, value = match.group().partition(":")
        if not colon or key.strip() not in {"name", "title", "period"}:
            _bad(path, text, at, f"不认识“{match.group().strip()}”，只能写 name、title、period")
        said[key.strip()] = value.strip()
    for key in ("name", "title"):
        if not said.get(key):
            _bad(path, text, 0, f"缺 {key}")
    if said.setdefault("period", "any") not in {"half", "year", "any"}:
        _bad(path, text, text.index("period"), "period 只能是 half、year、any")
    for match in _FIELD.finditer(said["title"]):
        if match[1] not in _TITLE_FIELDS:
            _bad(path, text, text.index("title"), f"标题里不认识 {match.group()}")
    parts = tuple(_parts(path, text, head.end()))
    if not any(part.heading for part in parts) and not any(
        isinstance(c, Gather) for part in parts for c in part.content
    ):
        _bad(path, text, head.end(), "没有标题（## 一、…），也没有 {{材料}}")
    return Plan(said["name"], said["title"], said["period"], parts)


def _bad(path: str, text: str, at: int, fault: str) -> NoReturn:
    message = f"{path}：第{line_and_column(text, at)[0]}行，{fault}"
    raise BadTemplateError(message)


def _parts(path: str, text: str, start: int) -> Iterator[Part]:
    """Headings with the lines under them."""
    heading, level = "", 0
    content: list[Gather | tuple[str | Wanted, ...]] = []
    for match in re.compile(r"[^\n]+").finditer(text, start):
        line = match.group().strip()
        at = match.start() + len(match.group()) - len(match.group().lstrip())
        if not line:
            continue
        said = _HEADING.fullmatch(line)
        if said:
            if heading or content:
                yield Part(heading, level, tuple(content))
            for field in _FIELD.finditer(line):
                if field[1] not in _TITLE_FIELDS:
                    _bad(path, text, at, f"标题里不认识 {field.group()}")
            heading, level, content = said[2].strip(), max(1, len(said[1]) - 1), []
        elif line.startswith("{{材料"):
            content.append(_gather(path, text, at, line))
        else:
            content.append(tuple(_line(path, text, at, line)))
    if heading or content:
        yield Part(heading, level, tuple(content))


def _gather(path: str, text: str, at: int, line: str) -> Gather:
    """A line ``{{材料|主题=…|内容=…|至多=…}}``."""
    match = _FIELD.fullmatch(line)
    if not match:
        _bad(path, text, at, "{{材料…}} 要单独一行，以 }} 结束")
    topics: tuple[str, ...] = ()
    mode: Mode = "done"
    most = _MOST
    group: Group = ""
    for setting in match[1].split("|")[1:]:
        key, _, value = setting.partition("=")
        if key == "主题" and value in {"每个", "每月"}:
            group = "topic" if value == "每个" else "month"
        elif key == "主题" and all(name in TOPICS for name in value.split("、")):
            topics = tuple(TOPICS[name] for name in value.split("、"))
        elif key == "内容" and value in _MODES:
            mode = _MODES[value]
        elif key == "至多" and value.isdigit() and int(value):
            most = int(value)
        else:
            _bad(path, text, at, f"不认识“{setting}”")
    return Gather(topics, mode, most, group)


def _line(path: str, text: str, at: int, line: str) -> Iterator[str | Wanted]:
    """A paragraph as runs of text and wanted figures."""
    done = 0
    for match in _FIELD.finditer(line):
        if match.start() > done:
            yield line[done : match.start()]
        metric, _, rest = match[1].partition("|")
        unit, _, basis = rest.partition("|")
        if not metric or not unit:
            _bad(path, text, at + match.start(), f"{match.group()} 要写成 {{{{指标|单位|口径}}}}")
        if (basis or "累计") not in _BASES:
            _bad(path, text, at + match.start(), f"口径“{basis}”不认识，可写{'、'.join(_BASES)}")
        start = at + match.start()
        asked = cast("Basis", basis or "累计")
        yield Wanted(start, start + len(match.group()), match.group(), metric, unit, asked)
        done = match.end()
    if "{{" in line[done:] or "}}" in line[done:]:
        _bad(path, text, at, "{{ 和 }} 不成对")
    if done < len(line):
        yield line[done:]
