"""Analyses into findings: one rule a file, its page beside it; README.md lists them."""

from __future__ import annotations

from nlpsum.check import (
    backward_range,
    cut_company,
    enumeration_gap,
    fullwidth_digit,
    halfwidth_punctuation,
    heading_order,
    impossible_date,
    jiezhi,
    missing_stop,
    number_form,
    period_order,
    rate_over_100,
    stop_before_deng,
    unpaired_quote,
    wrong_weekday,
)

RULES = (
    rate_over_100.RULE,
    backward_range.RULE,
    enumeration_gap.RULE,
    heading_order.RULE,
    impossible_date.RULE,
    wrong_weekday.RULE,
    period_order.RULE,
    fullwidth_digit.RULE,
    halfwidth_punctuation.RULE,
    unpaired_quote.RULE,
    missing_stop.RULE,
    jiezhi.RULE,
    stop_before_deng.RULE,
    number_form.RULE,
    cut_company.RULE,
)
"""In the order of their codes' families: P N L D X E U T R F."""
