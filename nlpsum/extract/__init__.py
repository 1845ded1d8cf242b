"""Documents into mentions: figures, blanks, names, events; later ones see what earlier found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.extract.events.events import EXTRACTOR as EVENTS
from nlpsum.extract.figures import EXTRACTOR as FIGURES
from nlpsum.extract.names.entities import EXTRACTOR as ENTITIES
from nlpsum.extract.tables import EXTRACTOR as TABLES

if TYPE_CHECKING:
    from nlpsum.parts import Extractor

EXTRACTORS: tuple[Extractor, ...] = (FIGURES, TABLES, ENTITIES, EVENTS)
