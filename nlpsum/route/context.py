"""Passages with what stands around them: headings, paragraph, neighbours, the document's part.

One sentence alone often does not say what it is about (“力争完成90%以上。”); its headings and its
neighbours do. What each says is a log probability, and they are added with the weights below: few,
round, and the same for every document. The corpus has passages, not documents, so only the weight
of the heading can be cross-validated there; the others were set by looking at documents whose
routes are known, in steps no finer than a third.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.route.features import plain, unnumbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.route.features import Ints
    from nlpsum.route.passages import Passage
    from nlpsum.route.scorer import Floats, Router

INNERMOST = (0.4, 0.6)
"""What the innermost heading weighs against the sentence's own words, for topic and for mode."""
OUTER = (0.2, 0.6)
"""What each heading above that weighs."""
PARAGRAPH = (0.3, 0.3)
"""What the mean of the paragraph's other sentences weighs."""
NEAR = (0.2, 0.1)
"""What the sentence before and the one after weigh; each one further, ``FADING`` of that."""
FADING = 0.6
REACH = 4
PART = 6.0
"""How much likelier (as a log) the document's part makes its mode."""
SHARPNESS = 0.5
"""Witnesses repeat each other; so much of their sum gives probabilities that hold."""


def judged(passages: Sequence[Passage], scorer: Router) -> tuple[Floats, Floats]:
    """Log scores of the passages in their context: (passages, topics) and (passages, modes)."""
    import numpy as np

    topics, modes = scorer.scores([plain(passage.text) for passage in passages])
    over_topics, over_modes = _headings(passages, scorer)
    paragraphs = np.array([passage.paragraph for passage in passages])
    sections = np.array([passage.section for passage in passages])
    topics = _summed(topics, over_topics, paragraphs, sections, 0)
    modes = _summed(modes, over_modes, paragraphs, sections, 1)
    column = {mode: number for number, mode in enumerate(scorer.modes)}
    announced = [n for n, passage in enumerate(passages) if passage.part in column]
    modes[announced, [column[passages[n].part] for n in announced]] += PART
    return SHARPNESS * topics, SHARPNESS * modes


def _headings(passages: Sequence[Passage], scorer: Router) -> tuple[Floats, Floats]:
    """What the headings over each passage say, weighted; each heading is looked at once."""
    import numpy as np

    place: dict[tuple[str, ...], int] = {}
    which = [place.setdefault(passage.headings, len(place)) for passage in passages]
    row: dict[str, int] = {}
    # By depth, the innermost first: the chains that have a heading there, and its row.
    levels: list[tuple[list[int], list[int]]] = []
    for number, chain in enumerate(place):
        for depth, heading in enumerate(reversed(chain)):
            if depth == len(levels):
                levels.append(([], []))
            levels[depth][0].append(number)
            levels[depth][1].append(row.setdefault(heading, len(row)))
    said = scorer.scores([unnumbered(heading) for heading in row])
    out: list[Floats] = []
    for aspect, scores in enumerate(said):
        sums = np.zeros((len(place), scores.shape[1]), np.float32)
        for depth, (numbers, rows) in enumerate(levels):
            sums[numbers] += (OUTER if depth else INNERMOST)[aspect] * scores[rows]
        out.append(sums[which])
    return out[0], out[1]


def _summed(own: Floats, headings: Floats, paragraphs: Ints, sections: Ints, aspect: int) -> Floats:
    """The sentence, its headings, paragraph and neighbours together, for topic (0) or mode (1)."""
    import numpy as np

    whole = own + headings + PARAGRAPH[aspect] * _others(own, paragraphs)
    for distance in range(1, min(REACH, len(own) - 1) + 1):
        weight = NEAR[aspect] * FADING ** (distance - 1)
        same = (sections[distance:] == sections[:-distance])[:, None] * np.float32(weight)
        whole[distance:] += same * own[:-distance]
        whole[:-distance] += same * own[distance:]
    return whole


def _others(own: Floats, groups: Ints) -> Floats:
    """For each row, the mean of the other rows of its group; nothing where it stands alone.

    Rows of one group lie together.
    """
    import numpy as np

    member = np.cumsum(np.diff(groups, prepend=groups[:1]) != 0)
    sizes = np.bincount(member)
    sums = np.zeros((len(sizes), own.shape[1]), np.float32)
    np.add.at(sums, member, own)
    return (sums[member] - own) / np.maximum(sizes[member] - 1, 1)[:, None]
