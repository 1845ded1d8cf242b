"""Documents into mentions: figures, blanks, entities, events. Later ones see what earlier ones found."""

from __future__ import annotations

from nlpsum.extract.figures import EXTRACTOR as FIGURES
from nlpsum.extract.events.events import EXTRACTOR as EVENTS
from nlpsum.extract.names.entities import EXTRACTOR as ENTITIES
from nlpsum.extract.tables import EXTRACTOR as TABLES
from nlpsum.parts import Extractor

EXTRACTORS: tuple[Extractor, ...] = (FIGURES, TABLES, ENTITIES, EVENTS)
