"""N005: a share that part and whole do not give."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge, tier
from nlpsum.check.breakdowns import amounts, depth
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlpsum.check.arithmetic import Sight
    from nlpsum.model import Checked, Figure, Finding
    from nlpsum.quantity import Range

_HUNDRED = Decimal(100)
_SHARE = late(
    r"[，,、（(]\s?(?:占比|占)(?:重)?(?P<of>[^，。；、\d占]{0,24}?)(?:的?比重|比例)?(?:为|达到?|约|的)?\s?$"
)
# 842户2701人，占74.8%、75.3%: several shares, of several things.
_SEVERAL = late(r"[、和]\s?\d[\d.]*\s?[%％]")
_OTHER = late(r"；|占")
_REACH = 30
_RECENT = 24


def check(case: Case) -> Iterator[Finding | Checked]:
    """A，占比p% and A，占T的p%, where T is printed before."""
    text = case.document.text
    named: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for passage in case.passages:
        plain = amounts(case, passage.figures)
        for index, share in enumerate(passage.figures):
            if index == 0 or share.quantity.unit != "%" or share.quantity.modifier:
                continue
            at = share.span.start
            first = max(passage.start, at - _REACH)
            if text.find("占", first, at) < 0 or _SEVERAL.match(text, share.span.end):
                continue
            match = _SHARE.search(text, first, at)
            part = passage.figures[index - 1]
            if match and part in plain and match.start() - 1 <= part.span.end:
                unit = part.quantity.unit
                earlier = [f for f in plain[: plain.index(part)] if f.quantity.unit == unit]
                before = named[match["of"], unit][-_RECENT:] if match["of"] else []
                yield from _judged(case, share, part, match["of"], earlier, before)
        for figure in plain:
            named[figure.metric, figure.quantity.unit].append(figure)


def _judged(  # noqa: PLR0913, PLR0917 - what is known of one share
    case: Case,
    share: Figure,
    part: Figure,
    of: str,
    earlier: Sequence[Figure],
    before: Sequence[Figure],
) -> Iterator[Finding | Checked]:
    """A share that fits some total is right; one that does not is wrong if its total is certain."""
    for whole in (*earlier, *before):
        claim = _claim(share, part, whole)
        if tier(claim) in ("meet", "soft"):
            yield from judge(RULE, case, claim)
            return
    if certain := _certain(case.document.text, part, of, earlier):
        yield from judge(RULE, case, _claim(share, part, certain))


def _certain(text: str, part: Figure, of: str, earlier: Sequence[Figure]) -> Figure | None:
    """The total in the sentence that must be meant: that before 其中, or the one of that name."""
    if of:
        named = [f for f in earlier if f.metric == of]
        return named[0] if len(named) == 1 else None
    if not earlier or depth(text, earlier[-1].span.end, part.span.start):
        return None
    between = text[earlier[-1].span.end : part.span.start]
    # A total that is given as a share itself may be one level too low.
    return earlier[-1] if "其中" in between and not _OTHER.search(between) else None


def _claim(share: Figure, part: Figure, whole: Figure) -> Claim:
    def ratio(sight: Sight) -> Range | None:
        found = sight(part).over(sight(whole))
        return found and found.scaled(_HUNDRED)

    return Claim(share, (part, whole), ratio, "按部分和总数推算为", "文中", "部分和总数")


RULE = Rule("N005", "share-count", "warning", check)
