"""Documents into mentions: figures, blanks, names, events; later ones see what earlier found.

An extractor's module is loaded when it is first run: the linter needs no names and no events.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from nlpsum.parts import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nlpsum.model import Mention
    from nlpsum.parts import Reading


def _find(module: str, reading: Reading) -> Iterable[Mention]:
    """A document's mentions, by one of the modules beside this one."""
    found: Iterable[Mention] = import_module(f"{__name__}.{module}").find(reading)
    return found


FIGURES = Extractor("figures", partial(_find, "figures"))
TABLES = Extractor("tables", partial(_find, "tables"))
ENTITIES = Extractor("entities", partial(_find, "names.entities"))
EVENTS = Extractor("events", partial(_find, "events.events"))

EXTRACTORS = (FIGURES, TABLES, ENTITIES, EVENTS)
