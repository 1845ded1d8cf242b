"""Smoother sentences from a local language model that never sees, and never changes, a fact.

Before the model sees a sentence, each slot, number, date, and name in quotes or title marks is
replaced by a marker ⟦1⟧. Its answer is taken only if every marker comes back exactly once and
nothing numeric was added; otherwise the sentence stays as it was.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from nlpsum.model import Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nlpsum.model import Draft, Section, Sentence

    # What a model does: a sentence with markers to a better one.
    Rewrite = Callable[[str], str]

_KEPT = re.compile(
    r"《[^》]*》(?:（[^）]*号）)?|“[^”]*”|[\d０-９][\d０-９.,，．％%]*[年月日号万亿千百个家项次元]*"
    r"|[一二三四五六七八九十百千万亿两]{2,}|[A-Za-z][A-Za-z0-9&.-]*|×+"
)
_MARK = re.compile(r"⟦(\d+)⟧")
_NUMERIC = re.compile(
    r"[\d０-９]|[一二三四五六七八九十百千万亿两几数]+(?=[家个项次人元户名件处%])|百分之|翻番|倍"
)
_LONGER = 1.6


def polish(draft: Draft, rewrite: Rewrite, names: Sequence[str] = ()) -> Draft:
    """The draft with its framed and rebuilt sentences polished.

    ``names`` are further texts to be kept as they are (persons, bodies, places).
    """
    sections = tuple(_section(section, rewrite, names) for section in draft.sections)
    return replace(draft, sections=sections)


def _section(section: Section, rewrite: Rewrite, names: Sequence[str]) -> Section:
    paragraphs = tuple(
        tuple(polished(s, rewrite, names) if s.made in {"framed", "rebuilt"} else s for s in p)
        for p in section.paragraphs
    )
    return replace(section, paragraphs=paragraphs)


def polished(sentence: Sentence, rewrite: Rewrite, names: Sequence[str] = ()) -> Sentence:
    """The sentence as the model words it, or as it was where the answer cannot be trusted."""
    kept: list[str | Slot] = []
    masked = "".join(_masked(piece, kept, names) for piece in sentence.pieces)
    answer = rewrite(masked).strip()
    if not _trusted(masked, answer, len(kept)):
        return sentence
    pieces: list[str | Slot] = []
    for i, part in enumerate(_MARK.split(answer)):
        piece = kept[int(part) - 1] if i % 2 else part
        if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        elif piece:
            pieces.append(piece)
    return replace(sentence, pieces=tuple(pieces))


def _masked(piece: str | Slot, kept: list[str | Slot], names: Sequence[str]) -> str:
    """A piece with markers for all that must not change, which go into ``kept``."""
    if isinstance(piece, Slot):
        kept.append(piece)
        return f"⟦{len(kept)}⟧"
    known = sorted((name for name in names if name in piece), key=lambda name: (-len(name), name))
    pattern = "|".join([*map(re.escape, known), _KEPT.pattern])

    def mark(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"⟦{len(kept)}⟧"

    return re.sub(pattern, mark, piece)


def _trusted(asked: str, answer: str, marks: int) -> bool:
    """Whether an answer keeps every marker once and adds nothing numeric and no more lines."""
    found = sorted(int(n) for n in _MARK.findall(answer))
    if found != list(range(1, marks + 1)) or "\n" in answer or not answer:
        return False
    words = _MARK.sub("", answer)
    if "⟦" in words or "⟧" in words or _NUMERIC.search(words):
        return False
    return len(answer) <= len(asked) * _LONGER and answer[-1] == asked.strip()[-1]


_PROMPT = (
    "把下面这句工作总结改得通顺、简练。⟦1⟧这样的记号一个也不能少，原样保留；不要增加任何数字和新内容。"
    "只写改好的一句。\n原句：{sentence}\n改后："
)
_NEW_TOKENS = 200


class NoModelError(ValueError):
    """A folder that holds no model that can be loaded; the message is one line of Chinese."""


def local_model(folder: str) -> Rewrite:
    """A causal language model of a local folder (transformers), answering greedily.

    Nothing is downloaded.

    Raises:
        NoModelError: where transformers is missing or the folder holds no model.
    """
    if not Path(folder).is_dir():
        # Else transformers takes the name for one of a hub and speaks of connecting to it.
        message = f"{folder}：没有这个模型文件夹"
        raise NoModelError(message)
    try:
        transformers: Any = import_module("transformers")
    except ImportError as error:
        message = "--polish 要先安装 transformers 和 torch"
        raise NoModelError(message) from error
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = transformers.AutoModelForCausalLM.from_pretrained(folder, local_files_only=True)
    except (ImportError, OSError, ValueError) as error:
        message = f"{folder}：装不上模型（{str(error).splitlines()[0]}）"
        raise NoModelError(message) from error

    def rewrite(sentence: str) -> str:
        inputs = tokenizer(_PROMPT.format(sentence=sentence), return_tensors="pt")
        output = model.generate(**inputs, max_new_tokens=_NEW_TOKENS, do_sample=False)
        start = inputs["input_ids"].shape[1]
        written: str = tokenizer.decode(output[0][start:], skip_special_tokens=True)
        return written.strip().split("\n")[0]

    return rewrite
