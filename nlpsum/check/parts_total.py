"""N001: parts that do not add up to their total."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from nlpsum.check.arithmetic import Claim, judge, significant, slipped, tier, tight
from nlpsum.check.breakdowns import Breakdown, added, breakdowns
from nlpsum.check.places import sentence
from nlpsum.model import Checked
from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Figure, Finding

# Pairs that leave nothing over: a total split into them is split whole.
_WHOLE = tuple(
    (late(one), late(other))
    for one, other in (
        ("城镇|城市|市区", "农村|乡村"),
        ("男", "女"),
        ("一般债", "专项债"),
        ("省内|市内|县内|区内|境内", "省外|市外|县外|区外|境外"),
        ("财产险|财险", "人身险"),
        ("在职", "退休"),
        ("本金", "利息"),
        ("职工", "城乡居民|居民"),
        ("税收", "非税"),
        ("出口", "进口"),
    )
)
_PLACE = late(r"(?:[市县区旗镇乡盟州直辖省]|街道|集聚区|开发区)$")
_AMOUNT = late(r"\d\s?[万亿]元")
_BETWEEN = late(r"[；;]|\d|同比|增长|下降")
_ZERO = Decimal(0)
# Some kinds of one thing out of many, which 其中 seldom lists to the end.
_KIND = late(r"税$")
# Where one part is nearly all, the others are parts of it: 总里程, 其中等级公路, 高速公路.
_MOST = Decimal("0.8")
# A round or short total is one digit away from too many sums.
_TELLING = 3
# A list that falls short by less may well have left out 其他.
_LEAST = Decimal("0.08")


def check(case: Case) -> Iterator[Finding | Checked]:
    """Breakdowns under none of whose readings the parts make the total, where that cannot be."""
    for breakdown in case.once(breakdowns):
        claims: list[Claim] = []
        for claim in claims_of(breakdown):
            if tier(claim) != "miss":
                yield from (Checked(figure) for figure in (claim.stated, *claim.operands))
                break
            claims.append(claim)
        else:
            claim = _wrong(case.document.text, breakdown, claims)
            if claim:
                yield from judge(RULE, case, claim)


def claims_of(breakdown: Breakdown) -> Iterator[Claim]:
    """Every reading: each total that may be meant, each end of the list, each base."""
    for total in breakdown.totals:
        for end in breakdown.ends:
            for base in breakdown.bases or (None,):
                operands = (*((base,) if base else ()), *breakdown.parts[:end])
                if len(operands) > 1 and total not in operands:
                    yield Claim(
                        total, operands, partial(added, operands), "各项相加", "文中合计", "分项"
                    )


def _wrong(text: str, breakdown: Breakdown, claims: list[Claim]) -> Claim | None:
    """The reading that must be right, so that the numbers must be wrong; None if none must be.

    Lists often give only some of the parts, and then say nothing wrong when they fall short; their
    parts may also overlap, and then say nothing wrong when they exceed.
    """
    if not claims:
        return None
    first = claims[0]
    if first.stated.quantity.value < 0:
        return None
    if breakdown.closed or _split_whole(text, first):
        return first
    if not breakdown.bases and _exceeds(text, first):
        return first
    if not breakdown.summed and _some_kinds(text, first):
        return None
    least = _ZERO if breakdown.summed else _LEAST
    for claim in claims:
        likely = claim.stated is breakdown.totals[0] and (
            len(claim.operands) - bool(breakdown.bases) in breakdown.ends[:2]
        )
        if (
            likely
            and (not breakdown.bases or _heads(text, claim.operands[0]))
            and _one_slip(claim, least, exact=not _in_a_row(text, claim))
        ):
            return claim
    return None


def _heads(text: str, base: Figure) -> bool:
    """Whether a figure is the first amount of its clauses: what later ones are added to."""
    start, _ = sentence(text, base.span.start)
    start = max(start, text.rfind("；", start, base.span.start))
    return not _AMOUNT.search(text, start, base.span.start)


def _some_kinds(text: str, claim: Claim) -> bool:
    """Whether the parts are kinds of one thing that fall short of all: some taxes of many."""
    whole = sum((part.quantity.value for part in claim.operands), _ZERO)
    return whole < claim.stated.quantity.value and all(
        _KIND.search(_name(text, part)) for part in claim.operands
    )


def _split_whole(text: str, claim: Claim) -> bool:
    """Whether the parts' names leave nothing over: 城镇 and 农村, or place by place."""
    names = [_name(text, part) for part in claim.operands]
    if len(names) > 2:  # noqa: PLR2004 - a pair or more
        return _in_a_row(text, claim) and all(_PLACE.search(name) for name in names)
    return any(
        (one.search(names[0]) and other.search(names[1]))
        or (one.search(names[1]) and other.search(names[0]))
        for one, other in _WHOLE
    )


def _name(text: str, part: Figure) -> str:
    """The words before a part, back to the last mark or digit."""
    start = part.span.start
    while start > 0 and text[start - 1] not in "，、；：。（）()0123456789\n":
        start -= 1
    return text[start : part.span.start]


def _in_a_row(text: str, claim: Claim) -> bool:
    """Whether the parts follow each other with nothing but a name between: an enumeration."""
    return all(
        not _BETWEEN.search(text, one.span.end, other.span.start)
        for one, other in pairwise(claim.operands)
    )


def _exceeds(text: str, claim: Claim) -> bool:
    """Whether three or more parts in a row, none nearly the total, add up to more."""
    total = tight(claim.stated)
    largest = max(part.quantity.value for part in claim.operands)
    return (
        len(claim.operands) > 2  # noqa: PLR2004 - two groups often overlap
        and largest < _MOST * claim.stated.quantity.value
        and total.surely_less(added(claim.operands, tight))
        and _in_a_row(text, claim)
    )


def _one_slip(claim: Claim, least: Decimal, *, exact: bool) -> bool:
    """Whether one slip, in the total or in a part, explains all of a clear difference."""
    stated = claim.stated.quantity
    whole = sum((part.quantity.value for part in claim.operands), _ZERO)
    if abs(whole - stated.value) <= least * stated.value or significant(claim.stated) < _TELLING:
        return False
    width = 1 if exact else len(claim.operands)
    return any(
        slipped(figure, right, width)
        for figure, right in (
            (claim.stated, whole),
            *((part, stated.value - whole + part.quantity.value) for part in claim.operands),
        )
    )


RULE = Rule("N001", "parts-total", "warning", check)
