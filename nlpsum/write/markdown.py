"""report.md: the draft as Markdown, to read in a terminal or to paste elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlpsum.write.wording import CARRIED, runs, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Draft, Sentence

_DEEPEST = 6
# What Markdown would take for markup and a report means as text: a tag, or a line's first mark.
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|^(?=[#>])", re.MULTILINE)


def write(draft: Draft) -> bytes:
    """The draft as UTF-8; a heading of level 1 (一、) is ``##``, under the title's ``#``."""
    blocks = [f"# {_text(draft.title)}"] if draft.title else []
    for section in draft.sections:
        if section.heading:
            marks = "#" * min(max(section.level, 1) + 1, _DEEPEST)
            blocks.append(f"{marks} {_text(section.heading)}")
        blocks += ["".join(_marked(paragraph)) for paragraph in section.paragraphs]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _marked(paragraph: tuple[Sentence, ...]) -> Iterator[str]:
    """The text; where no brief supports it, it says so."""
    for made, sentences in runs(paragraph):
        yield _text("".join(sentence.text for sentence in sentences))
        if made == "carried":
            yield f"〔{CARRIED}〕"


def _text(text: str) -> str:
    """The text with markup escaped, on one line unless the draft broke it."""
    return _MARKUP.sub(lambda match: "\\" + match.group(), visible(text))
