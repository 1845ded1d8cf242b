"""The parts as one value: what nlpsum can read, find, check and write.

Another package adds its own by an entry point in the group ``nlpsum`` that names a ``Kit``.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from nlpsum.check import RULES
from nlpsum.draft.templates import TEMPLATES
from nlpsum.extract import EXTRACTORS
from nlpsum.read import READERS
from nlpsum.write import WRITERS

if TYPE_CHECKING:
    from nlpsum.parts import Extractor, Reader, Rule, Template, Writer


class Kit(Struct, frozen=True):
    """Five tuples of parts; two parts of one name in one tuple are an error."""

    readers: tuple[Reader, ...] = ()
    extractors: tuple[Extractor, ...] = ()
    rules: tuple[Rule, ...] = ()
    templates: tuple[Template, ...] = ()
    writers: tuple[Writer, ...] = ()

    def __post_init__(self) -> None:
        """Refuses two parts of one name.

        Raises:
            ValueError: naming the part.
        """
        for kind in self.__struct_fields__:
            names = [part.name for part in getattr(self, kind)]
            twice = {name for name in names if names.count(name) > 1}
            if twice:
                message = f"{kind}: two parts are named {', '.join(sorted(twice))}"
                raise ValueError(message)

    def __add__(self, other: Kit) -> Kit:
        """Both kits' parts; the other's readers are asked first, as our last one takes all text."""
        return Kit(
            other.readers + self.readers,
            self.extractors + other.extractors,
            self.rules + other.rules,
            self.templates + other.templates,
            self.writers + other.writers,
        )


BUILT_IN = Kit(READERS, EXTRACTORS, RULES, TEMPLATES, WRITERS)


@cache
def installed() -> Kit:
    """The built-in kit with what other installed packages add."""
    kit = BUILT_IN
    if _announced():
        from importlib.metadata import entry_points

        for point in sorted(entry_points(group=_GROUP), key=lambda point: point.name):
            kit += point.load()
    return kit


_GROUP = "nlpsum"


def _announced() -> bool:
    """Whether a package on the path names a kit.

    Most often none does, and importing what reads metadata properly is a tenth of a cold start.
    """
    return any(
        f"[{_GROUP}]" in file.read_text(encoding="utf-8", errors="replace")
        for folder in sys.path
        for file in Path(folder).glob("*-info/entry_points.txt")
    )
