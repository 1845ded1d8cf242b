"""Random texts for the finders of numbers, blanks and periods, guided by what they reach.

    pip install atheris
    .venv/bin/python tests/benchmarks/fuzz_figures.py [-max_total_time=300] [CORPUS]

What goes wrong stops it with the text in a file beside it. Run by hand: pytest has the short
laws of tests/test_figures.py. Bytes are read as signs of reports, so that few of them are wasted.
"""

from __future__ import annotations

import sys
import time

import atheris

with atheris.instrument_imports(include=["nlpsum"]):
    from nlpsum.extract import figures, tables
    from nlpsum.kit import Kit
    from nlpsum.parts import Extractor
    from nlpsum.read import plain
    from nlpsum.run import analyse
    from nlpsum.text import Document

SIGNS = (
    "0123456789.,，%‰-—～~至到/:：零〇一二两三四五六七八九十百千万亿壹贰叁拾佰仟点分之又余多几半"
    "元角吨家个人户件次亩公里年月日号季度上下前后末底初旬今去明本当全截止同期以来世纪代“”（）《》"
    "×□_＿XＸ 　\t\n。；、第位名占比增长达为其中别和与增约近超过不足以上内\ud800\x00|#*{}[]$"
)
KIT = Kit(extractors=(Extractor("figures", figures.find), Extractor("tables", tables.find)))
SLOW = 5e-4
"""Seconds of processor time a character; what is linear stays far below."""


def one(data: bytes) -> None:
    """A text of those bytes, read as a file and as a document."""
    text = "".join(SIGNS[byte % len(SIGNS)] for byte in data)
    began = time.process_time()
    read = plain.read("fuzz.txt", text.encode("utf-8", "surrogatepass"))
    for document in (Document("fuzz", text), read):
        if isinstance(document, Document):
            end = 0
            analysis = analyse(document, KIT)
            for figure in analysis.figures:
                assert document.quote(figure.span) == figure.text
                assert figure.span.start >= end
                end = figure.span.end
    assert time.process_time() - began < 1 + SLOW * len(text), "slow"


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
