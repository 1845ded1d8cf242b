"""U004: a paragraph of whole sentences whose last one has no end mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding
    from nlpsum.text import Block

_LONG = 80
_ENDS = "。！？；：…，、”’》）)】.;:!?,—"
_FEW = 0.05
# A table's caption or a heading set at the end of a paragraph has no stop.
_CAPTION = late(r"。\s*(?:[图表]\s?\d|[（(]?[\d一二三四五六七八九十]{1,2}[）)、.])[^。]*$")
_NUMBERED = late(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[●•◆■—－-])")
_SHOWN = 6


def check(case: Case) -> Iterator[Finding]:
    """Long paragraphs that break off, in a document where nearly all others end properly."""
    document = case.document
    text = document.text
    whole = [b for b in document.blocks if b.kind in ("paragraph", "item") and _is_prose(text, b)]
    broken = [
        b
        for b in whole
        if not _ends(text[_last(text, b)]) and not _CAPTION.search(text, b.start, b.end)
    ]
    # Text cut into lines by a PDF breaks off everywhere; there a missing stop means nothing.
    if len(broken) > max(1, _FEW * len(whole)):
        return
    for block in broken:
        # Before plain text it may be a line that a PDF broke; at the end, a file cut short.
        following = document.blocks.index(block) + 1
        if following == len(document.blocks) or not _opens(text, document.blocks[following]):
            continue
        end = _last(text, block) + 1
        yield RULE.finding(document, max(block.start, end - _SHOWN), end, "这一段末尾没有句号")


def _is_prose(text: str, block: Block) -> bool:
    """Whether it holds at least one finished sentence and is longer than a heading."""
    return block.end - block.start > _LONG and text.find("。", block.start, block.end - 1) >= 0


def _opens(text: str, block: Block) -> bool:
    """Whether a block surely begins something new: a heading, or a line that opens with a mark."""
    return block.kind in ("heading", "item") or bool(_NUMBERED.match(text, block.start))


def _ends(character: str) -> bool:
    """Whether a paragraph may end so; a Latin letter is a unit cut off from its exponent."""
    return character in _ENDS or (character.isascii() and character.isalpha())


def _last(text: str, block: Block) -> int:
    """The offset of its last character that is no blank."""
    return block.start + len(text[block.start : block.end].rstrip()) - 1


RULE = Rule("U004", "missing-stop", "warning", check)
