"""The bridge to spaCy: what nlpsum finds, on a ``Doc``.

    nlp = spacy.blank("zh")
    nlp.add_pipe("nlpsum", config={"terms": "terms.toml"})
    doc = nlp("6月19日，区科技局举办科技政策宣讲会3场。")
    doc.ents                  # names: ORG PLACE PERSON POLICY DOCNO PROGRAM DATE PRODUCT
    doc.spans["figures"]      # labelled by kind: level change share rank target
    doc.spans["blanks"], doc.spans["events"]
    doc._.nlpsum              # the records of ``nlpsum extract``, as plain dicts
    doc.spans["figures"][0]._.nlpsum["value"]

Who wants names and events only says so, and has them in two thirds of the time:
``config={"extract": ["entities", "events"]}`` names the kit's extractors that run, in any order.

Adding the component also gives the pipeline nlpsum's own words (spaCy's default for Chinese is one
character a token) with jieba's parts of speech as ``token.tag_``. The tokenizer reads the text, so
that its words end where a name or figure does; the component puts what was read on the ``Doc``,
and reads the text itself where another's tokenizer made it. spaCy finds this module by the entry
point ``spacy_factories``; nothing else of nlpsum imports spaCy.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlpsum.extract.events.patterns import built_in
from nlpsum.kit import installed
from nlpsum.memory import uncollected
from nlpsum.read.plain import blocks
from nlpsum.run import analyse
from nlpsum.terms import Terms, load, with_patterns
from nlpsum.text import Document
from nlpsum.words import Words
from nlpsum.write.records import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.vocab import Vocab

    from nlpsum.kit import Kit

    _Create = Callable[[Language, str, str | None, str | None, list[str] | None], "Component"]

_PATH = "doc"
# spaCy's decorators have no types.
_factory = cast("Callable[..., Callable[[_Create], _Create]]", Language.factory)
_GROUPS = {"figure": "figures", "blank": "blanks", "event": "events"}


class WordTokenizer:
    """nlpsum's words as a spaCy tokenizer: text to ``Doc``, blanks kept, tags from jieba."""

    def __init__(self, vocab: Vocab, component: Component) -> None:
        """A tokenizer over a vocabulary; its words end where what ``component`` finds does."""
        self.vocab = vocab
        self.component = component

    def __call__(self, text: str) -> Doc:
        """The words of a text; a blank behind a word becomes its ``whitespace_``."""
        with uncollected():
            cut = Words(text, frequencies=self.component.terms.words)
            found = self.component.read(text, cut)
            starts, tags = _recut(cut, found)
            words = [text[first:last] for first, last in pairwise(starts)]
        spaces = [False] * len(words)
        if " " in words:
            words, tags, spaces = _spaced(words, tags)
        doc = Doc(self.vocab, words, spaces)
        # Doc(tags=…) looks every tag up anew.
        known = {tag: self.vocab.strings.add(tag) for tag in set(tags)}
        hashes = np.array([known[tag] for tag in tags], dtype=np.uint64)
        doc.from_array("TAG", cast("Any", hashes))
        doc._.nlpsum = found
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: what it needs comes from the component's configuration."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> WordTokenizer:
        """Itself."""
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Writes nothing."""

    def from_disk(self, _path: str | Path, **_: object) -> WordTokenizer:
        """Itself."""
        return self


def _recut(cut: Words, found: Iterable[dict[str, Any]]) -> tuple[list[int], list[str]]:
    """Where words begin (and, last, the text ends) and their tags, cut also where a span ends."""
    given = [tag for _, tag in cut.cut]
    starts: list[int] = []
    tags: list[str] = []
    done = 0
    for at, cuts in cut.cut_by(_edges(found)).items():
        starts += [*cut.starts[done : at + 1], *cuts]
        tags += [*given[done : at + 1], *[given[at]] * len(cuts)]
        done = at + 1
    return [*starts, *cut.starts[done:]], [*tags, *given[done:]]


def _edges(found: Iterable[dict[str, Any]]) -> set[int]:
    """Where spans begin and end."""
    return {edge for record in found for edge in (record["start"], record["end"])}


def _spaced(words: list[str], tags: list[str]) -> tuple[list[str], list[str], list[bool]]:
    """Words, tags, and which words have a blank behind; that blank is no word of its own."""
    blanks = [word == " " and before != " " for before, word in pairwise(["", *words])]
    behind = [*blanks[1:], False]
    kept = [index for index, blank in enumerate(blanks) if not blank or not index]
    return [words[i] for i in kept], [tags[i] for i in kept], [behind[i] for i in kept]


class Component:
    """Puts what nlpsum finds in a text on its ``Doc``."""

    def __init__(self, terms: Terms, kit: Kit) -> None:
        """A component with the user's own terms and the extractors that it runs."""
        self.terms = terms
        self.kit = kit

    def read(self, text: str, words: Words | None = None) -> list[dict[str, Any]]:
        """What the extractors find in a text, as records."""
        lines = text.replace("\r", "\n")  # as a reader does, but no offset moves
        document = Document(_PATH, lines, tuple(blocks(lines)))
        cut = words if lines == text else None
        analysis = analyse(document, self.kit, self.terms, words=cut)
        return [record for record in records(analysis) if record["type"] != "document"]

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with ``ents``, ``spans`` and ``_.nlpsum`` filled."""
        found = doc._.nlpsum
        if found is None:
            found = doc._.nlpsum = self.read(doc.text)
            _split(doc, found)
        spans = {group: list[Span]() for group in ("ents", *_GROUPS.values())}
        for record in found:
            group = "ents" if record["type"] == "entity" else _GROUPS.get(record["type"], "")
            label = record["label"] if group == "ents" else record.get("kind", "")
            span = doc.char_span(record["start"], record["end"], label, alignment_mode="expand")
            if group and span is not None:
                spans[group].append(span)
        doc.set_ents(filter_spans(spans.pop("ents")), default="outside")
        for group, members in spans.items():
            doc.spans[group] = cast("Any", members)
        return doc


def _split(doc: Doc, found: Iterable[dict[str, Any]]) -> None:
    """Cuts the tokens of another's tokenizer that an edge of a span runs through."""
    starts = cast("list[int]", cast("Any", doc.to_array("IDX")).tolist())
    lengths = cast("list[int]", cast("Any", doc.to_array("LENGTH")).tolist())
    inside: dict[int, list[int]] = {}
    for edge in sorted(_edges(found)):
        at = bisect_right(starts, edge) - 1
        if 0 < edge - starts[at] < lengths[at]:
            inside.setdefault(at, []).append(edge - starts[at])
    if not inside:
        return
    with doc.retokenize() as retokenizer:
        for at, cuts in inside.items():
            token = doc[at]
            text = token.text
            parts = [text[a:b] for a, b in pairwise([0, *cuts, len(text)])]
            heads = [(token, index) for index in range(len(parts))]
            tags = [token.tag_] * len(parts)
            retokenizer.split(
                token, parts, heads=cast("Any", heads), attrs=cast("Any", {"TAG": tags})
            )


def _of_span(span: Span) -> dict[str, Any] | None:
    """The record that a span was made from; None for a span of another's making."""
    for record in span.doc._.nlpsum or ():
        same = record["start"] == span.start_char and record["end"] == span.end_char
        if same and span.label_ in {record.get("label"), record.get("kind")}:
            return record
    return None


def span_ruler_patterns() -> list[dict[str, Any]]:
    """The built-in event patterns for ``nlp.add_pipe("span_ruler").add_patterns(…)``."""
    import json

    keys = ("label", "pattern", "id")
    return [{key: row[key] for key in keys if key in row} for row in map(json.loads, built_in())]


@_factory("nlpsum", default_config={"terms": None, "patterns": None, "extract": None})
def create(
    nlp: Language,
    name: str,  # noqa: ARG001
    terms: str | None,
    patterns: str | None,
    extract: list[str] | None,
) -> Component:
    """The component for a pipeline; ``terms`` and ``patterns`` are paths of the user's own files.

    ``extract`` names the extractors that run (figures tables entities events …), None all.
    spaCy asks for this decorator: it knows a factory only by being told when this module is loaded.

    Raises:
        ValueError: naming an extractor that is not installed.
    """
    own = load(Path(terms)) if terms else Terms()
    if patterns:
        own = with_patterns(own, Path(patterns))
    if not Doc.has_extension("nlpsum"):
        Doc.set_extension("nlpsum", default=None)
        Span.set_extension("nlpsum", getter=_of_span)
    component = Component(own, _chosen(extract))
    if getattr(nlp.tokenizer, "segmenter", "char") == "char":
        nlp.tokenizer = cast("Any", WordTokenizer(nlp.vocab, component))
    return component


def _chosen(names: list[str] | None) -> Kit:
    """The installed kit, with only the extractors named; events see the names found before."""
    kit = installed()
    if names is None:
        return kit
    known = [extractor.name for extractor in kit.extractors]
    if unknown := set(names).difference(known):
        message = f"no extractor is named {', '.join(sorted(unknown))}; there are: {known}"
        raise ValueError(message)
    return replace(kit, extractors=tuple(e for e in kit.extractors if e.name in names))
