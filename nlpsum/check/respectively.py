"""N025: more things named before 分别 than values behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlpsum.parts import Case, Rule
from nlpsum.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlpsum.model import Finding

_VALUE = r"\d+(?:\.\d+)?(?:%|％|个百分点|[万亿]?[元吨人户亩]|[家个项件次名])"
_SAID = late(
    r"(?P<names>[^，。；：（）\d\n]{2,12}(?:、[^，。；：（）\d\n]{2,12})+)分别[一-鿿]{0,6}?"
    rf"(?P<values>{_VALUE}(?:[、和]{_VALUE})+)(?=[，。；])"
)
_EACH = late(r"[、和]")
# One word for two or three: 城乡居民 have two values.
_TWOFOLD = late(r"城乡|存贷|收支|一二|二三|内外|牛羊|进出|男女|水电|[、和与及]等|等")


def check(case: Case) -> Iterator[Finding]:
    """Lists of names longer than the list of their values."""
    for match in _SAID.finditer(case.document.text):
        # 和 may join two names or stand within one (交通和通信类).
        names = match["names"].split("、")
        values = _EACH.split(match["values"])
        if len(values) < len(names) and not _TWOFOLD.search(match["names"]):
            yield RULE.finding(
                case.document,
                *match.span("values"),
                f"“分别”前面有{len(names)}样，后面只有{len(values)}个数",
                because=[(*match.span("names"), "所列")],
            )


RULE = Rule("N025", "respectively", "info", check, preview=True, needs=("分别",))
