"""``nlpsum explain``: a rule's page, or the list of rules."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from nlpsum.parts import Rule

_SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}


@click.command(name="explain")
@click.argument("names", metavar="[规则]...", nargs=-1)
def command(names: tuple[str, ...]) -> None:
    """说明规则：查什么、怎样判定、可能误报；不写代码就列出全部。

    例：nlpsum explain N001
    """
    own = _pages() if names else {}
    if names and own.keys() >= set(names):
        for text in dict.fromkeys(own[name] for name in names):
            click.echo(text)
        return
    from nlpsum.kit import installed

    rules = installed().rules
    if not names:
        for rule in rules:
            trial = "（默认不开）" if rule.preview else ""
            click.echo(
                f"{rule.code} {_SEVERITIES[rule.severity]} {rule.name}  {_about(rule)}{trial}"
            )
        return
    strangers = [n for n in names if not any(n in (r.code, r.name) for r in rules)]
    for rule in rules:
        if rule.code in names or rule.name in names:
            click.echo(page(rule))
    for name in strangers:
        click.echo(f"没有这样的规则：{name}（nlpsum explain 列出全部）", err=True)
    sys.exit(2 if strangers else 0)


_CHECKS = Path(__file__).parent.parent / "check"
_TITLE = re.compile(r"# (\S+) \((\w+)\)\n")


def _pages() -> dict[str, str]:
    """The built-in rules' pages by code and by name: to show one, no rule need be loaded."""
    found: dict[str, str] = {}
    for path in sorted(_CHECKS.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if title := _TITLE.match(text):
            found |= dict.fromkeys(title.groups(), text)
    return found


def page(rule: Rule) -> str:
    """The Markdown page beside the rule's module."""
    path = Path(sys.modules[rule.check.__module__].__file__ or "").with_suffix(".md")
    return path.read_text(encoding="utf-8") if path.is_file() else f"# {rule.name} ({rule.code})\n"


def _about(rule: Rule) -> str:
    """The page's first sentence."""
    return [*page(rule).splitlines(), "", "", ""][2]
