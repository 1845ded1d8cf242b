"""How other tools' own test suites are read here: values of numbers, intervals of periods.

    .venv/bin/python tests/benchmarks/peer_suites.py FOLDER [-v]

FOLDER holds the suites as their authors keep them: Specs/ of Recognizers-Text and test/ of JioNLP
(neither is part of this project). Counted are the items in the manner of reports: dates and
stretches of whole days and numbers as GB/T 15835 prints them; left out are clock times, weekdays,
feasts, reign years, traditional characters, capital ones among small, k and M, dozens and pairs,
small change, digits parted by blanks or twice by points. Two conventions differ on
purpose: the year or month that ends a span belongs to it, and 百分点 is never %. Not run by pytest.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlpsum import numerals
from nlpsum.dates import Anchor, find_periods
from nlpsum.extract import numbers
from nlpsum.period import Period, moment, month, year
from nlpsum.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

CHAT = re.compile(
    r"[kKＫwWM^折打双对陆拾佰仟萬億點個兩壹贰貳叁肆伍柒捌玖倆週禮後]|\d[eE][+-]?\d|http|://|[点时分秒:：]\d"
    r"|[零一二两三四五六七八九十百千万亿点又分之余成] +[零一二两三四五六七八九十百千万亿点分之余半]"
    r"|\d[, ] ?\d+[ ,/／]|\d, \d|^[-－.]*[.－]\d|\.\.|\.\d+\.|e－|半百|[银銭毛块]|美分|奈拉"
    r"|周|星期|礼拜|农历|初[一二]|[明后前今]天|[夏春秋冬]天|[早晚]上|[上下]午|康熙|雍正|民国|神龙"
)
NUMBERS = ("Number/Chinese/NumberModel", "Number/Chinese/PercentModel",
           "NumberWithUnit/Chinese/CurrencyModel", "NumberWithUnit/Chinese/DimensionModel")  # fmt: skip
PERIODS = ("DateTime/Chinese/DateTimeModel",)
NO_FIGURES = re.compile(r"\d年|点两|之。|一[只位]")
"""Dates and articles, which are no figures here."""
REACH = Decimal("1e-9")


def values(text: str) -> list[tuple[int, int, Decimal]]:
    """The numbers of a text, both ends of a range; a text that is a numeral may be all of it."""
    found = [
        (n.start, n.end, value)
        for n in numbers.find(fold(text))
        for value in (n.value, n.upper)
        if value is not None
    ]
    whole = numerals.read(fold(text))
    return [(0, len(text), whole)] if whole is not None and not found else found


def number_right(item: dict[str, Any]) -> bool:
    """Whether every value that an item expects is the value of a number where it stands."""
    text, at = item["Input"], 0
    for result in item["Results"]:
        printed = result["Text"]
        start = max(fold(text).lower().find(fold(printed).lower(), at), at)
        at = start + len(printed)
        wanted = Decimal(result["Resolution"]["value"].rstrip("%"))
        if not any(
            start < end and begin < at and abs(value - wanted) <= abs(wanted) * REACH
            for begin, end, value in values(text)
        ):
            return False
    return True


def same(period: Period, value: dict[str, str]) -> bool:
    """Whether a period is one of those that an item allows."""
    if "value" in value:
        return str(period) == value["value"]
    starts = "start" not in value or str(period.first) == value["start"]
    if "end" not in value or "start" not in value:
        return starts and str(period).startswith(("@", value["timex"]))
    last = date.fromisoformat(value["end"])
    within = (last, last - timedelta(days=1), year(last.year).last,
              month(last.year, last.month - 1).last)  # fmt: skip
    return starts and period.last in within


def period_right(item: dict[str, Any]) -> bool:
    """Whether every date or range of dates that an item expects is a period where it stands."""
    text = item["Input"]
    day = date.fromisoformat(item["Context"]["ReferenceDateTime"][:10])
    found = list(find_periods(fold(text), Anchor(None, day)))
    return all(
        any(
            one.period is not None
            and one.start <= result["End"] and result["Start"] < one.end
            and any(same(moment(one.period.last) if one.until else one.period, value)
                    for value in result["Resolution"]["values"])
            for one in found
        )
        for result in item["Results"]
    )  # fmt: skip


def in_question(name: str, item: dict[str, Any]) -> bool:
    """Whether an item of numbers has no dates, one of dates only whole days and more."""
    if name in NUMBERS:
        return not NO_FIGURES.search(fold(item["Input"]))
    kinds = {result["TypeName"] for result in item["Results"]}
    return bool(kinds) and kinds <= {"datetimeV2.date", "datetimeV2.daterange"}


def money(path: Path) -> Iterator[tuple[str, bool]]:
    """JioNLP's amounts of money: a value, or the two ends of a range."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.List) and node.elts and isinstance(node.elts[0], ast.List):
            for row in node.elts:
                text, said = ast.literal_eval(row)
                ends = said["num"] if isinstance(said["num"], list) else [said["num"]]
                one = next(iter(numbers.find(fold(text))), None)
                shown = [] if one is None else [one.value, one.upper or one.value]
                right = len(shown) > 0 and all(
                    round(a, 2) == Decimal(b) for a, b in zip(shown, ends, strict=False)
                )
                near = one is not None and one.modifier in {"数", "几", "多", "余"}
                yield text, right or (near and Decimal(ends[0]) <= shown[0] <= Decimal(ends[-1]))


def main(folder: Path, *, verbose: bool) -> None:
    """A line for each suite found in the folder."""
    suites: list[tuple[str, list[tuple[str, bool]], int]] = []
    for name in (*NUMBERS, *PERIODS):
        path = folder / "Specs" / f"{name}.json"
        if path.exists():
            items = json.loads(path.read_text(encoding="utf-8-sig"))
            right = number_right if name in NUMBERS else period_right
            rows = [(i["Input"], right(i)) for i in items if i["Results"]
                    and not CHAT.search(i["Input"]) and in_question(name, i)]  # fmt: skip
            suites.append((name, rows, len(items)))
    path = folder / "test" / "test_money_parser.py"
    if path.exists():
        every = list(money(path))
        suites.append(("JioNLP money", [r for r in every if not CHAT.search(r[0])], len(every)))
    for name, rows, count in suites:
        good = sum(right for _, right in rows)
        print(f"{name}: {count} items, {len(rows)} of reports, {good} right")
        if verbose:
            print(*(f"    {text}" for text, right in rows if not right), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), verbose="-v" in sys.argv)
