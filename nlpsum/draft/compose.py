"""A report by a hand-made template: whole sentences of the briefs where they exist, else frames.

Said are, section by section: sentences whose figures all stand for the whole period (or are the
latest of their kind), copied as they are; sums of months, in a frame of their own; events of the
period. What a later brief repeats is said once; what is in conflict is shown as ×.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from nlpsum.draft.offer import copied, quoted_slot, worth
from nlpsum.draft.similar import heard
from nlpsum.draft.slots import candidate, kind, source
from nlpsum.draft.printing import printed
from nlpsum.draft.templates import TOPICS, Gather, Wanted
from nlpsum.ledger.wording import spoken
from nlpsum.model import Figure, Section, Sentence, Slot
from nlpsum.period import months
from nlpsum.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nlpsum.draft.passages import Passage
    from nlpsum.draft.similar import Heard
    from nlpsum.draft.templates import Part, Plan
    from nlpsum.ledger import Answer, Fact, Ledger
    from nlpsum.model import Analysis
    from nlpsum.period import Period
    from nlpsum.text import Span

_NUMERALS = "一二三四五六七八九十"
_HEADINGS = {
    "policy": "政策落实", "talent": "人才工作", "innovation": "科技创新", "industry": "产业发展",
    "investment": "投资与项目", "reform": "改革开放", "agriculture": "农业农村",
    "ecology": "生态环保", "livelihood": "民生保障", "public_service": "公共服务",
    "urban": "城乡建设", "finance": "经济运行与财务", "safety": "安全生产", "epidemic": "疫情防控",
    "governance": "党建与治理", "overview": "总体情况", "other": "其他工作",
}  # fmt: skip
_ORDER = (
    "overview industry investment innovation talent policy finance reform agriculture urban ecology "
    "livelihood public_service epidemic safety governance other"
).split()
_FRAMED = 6
_SERIES = 2


def compose(
    plan: Plan, ledger: Ledger, passages: Sequence[Passage], analyses: Sequence[Analysis], period: Period
) -> tuple[str, tuple[Section, ...]]:
    """Title and sections of a report on a period."""
    title = plan.title
    for field, value in (("单位", ledger.body), ("年", str(period.last.year)), ("期间", spoken(period))):
        title = title.replace("{{" + field + "}}", value)
    desk = _Desk(ledger, passages, analyses, period)
    return title, tuple(section for part in plan.parts for section in desk.sections(part))
