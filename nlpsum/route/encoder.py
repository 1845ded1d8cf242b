"""A router on the vectors of a BERT-like model that the user has, run by onnxruntime.

``export`` turns a local model directory, as transformers saves it, into one ONNX file: the mean of
the last layer over a text's tokens. What a section looks like in these vectors is learned as with
characters, by logistic regression; modes stay with the characters. Learning needs torch and
transformers (the extra ``transformers``), routing only onnxruntime and tokenizers. Nothing is ever
fetched from the network.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.route.scorer import BadModelError, Scorer, load, log_softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.route.scorer import Floats

_MODEL = "encoder.onnx"
_TOKENS = "tokenizer.json"
_HEAD = "encoder.json"
_BATCH = 32


class Encoder(Struct, frozen=True, eq=False):
    """An exported model with its tokenizer; ``longest`` is how many tokens of a text it takes.

    While a router is learned, the same texts come many times: ``seen`` keeps their vectors then.
    """

    session: Any
    tokenizer: Any
    longest: int
    files: tuple[bytes, bytes]
    seen: dict[str, Floats] | None = None

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Plain texts as vectors of length one: (texts, width)."""
        import numpy as np

        if self.seen is None:
            return self._computed(texts)
        new = list(dict.fromkeys(text for text in texts if text not in self.seen))
        self.seen.update(zip(new, self._computed(new) if new else (), strict=True))
        return np.array([self.seen[text] for text in texts], np.float32)

    def _computed(self, texts: Sequence[str]) -> Floats:
        import numpy as np

        tokens = [one.ids[: self.longest] for one in self.tokenizer.encode_batch(list(texts))]
        # Filling up changes the results a little: only texts of one length go together.
        order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
        batches: list[list[int]] = []
        for row in order:
            last = batches[-1] if batches else []
            if last and len(last) < _BATCH and len(tokens[last[0]]) == len(tokens[row]):
                last.append(row)
            else:
                batches.append([row])
        found: dict[int, Floats] = {}
        for rows in batches:
            ids = np.array([tokens[row] for row in rows], np.int64)
            found.update(zip(rows, self.session.run(None, {"ids": ids})[0], strict=True))
        whole = np.array([found[row] for row in range(len(tokens))], np.float32)
        return whole / np.linalg.norm(whole, axis=1, keepdims=True)


class EncoderScorer(Struct, frozen=True, eq=False):
    """Weights over an encoder's vectors for topics, and another scorer for modes."""

    encoder: Encoder
    weights: Floats
    bias: Floats
    topics: tuple[str, ...]
    characters: Scorer
    threshold: float

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes, in the order of their scores."""
        return self.characters.modes

    def scores(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Log probabilities of plain texts: (texts, topics) and (texts, modes)."""
        import numpy as np

        modes = self.characters.scores(texts)[1]
        if not texts:
            return np.zeros((0, len(self.topics)), np.float32), modes
        return log_softmax(self.encoder.vectors(texts) @ self.weights + self.bias), modes

    def save(self, folder: Path, name: str = "router") -> None:
        """Writes the encoder, its head, and the scorer for modes into the folder."""
        self.characters.save(folder, name)
        (folder / _MODEL).write_bytes(self.encoder.files[0])
        (folder / _TOKENS).write_bytes(self.encoder.files[1])
        head = {
            "topics": self.topics,
            "threshold": self.threshold,
            "longest": self.encoder.longest,
            "weights": self.weights.tolist(),
            "bias": self.bias.tolist(),
        }
        (folder / _HEAD).write_text(json.dumps(head, ensure_ascii=False) + "\n", encoding="utf-8")


def is_encoded(folder: Path) -> bool:
    """Whether the model in a folder rests on an encoder."""
    return (folder / _HEAD).exists()


def remove(folder: Path) -> None:
    """Takes an encoder away from a folder that gets another model."""
    for name in (_MODEL, _TOKENS, _HEAD):
        (folder / name).unlink(missing_ok=True)


def load_encoded(folder: Path, name: str = "router") -> EncoderScorer:
    """The model in a folder.

    Raises:
        BadModelError: the files are missing or do not fit together, or onnxruntime is not there.
    """
    import numpy as np

    characters = load(folder, name)
    try:
        head = json.loads((folder / _HEAD).read_text(encoding="utf-8"))
        files = ((folder / _MODEL).read_bytes(), (folder / _TOKENS).read_bytes())
        encoder = _encoder(files, int(head["longest"]))
        return EncoderScorer(
            encoder,
            np.array(head["weights"], np.float32),
            np.array(head["bias"], np.float32),
            tuple(head["topics"]),
            characters,
            float(head["threshold"]),
        )
    except ModuleNotFoundError as error:
        message = f"{folder}：要用它归类，请先安装：pip install 'nlpsum[transformers]'"
        raise BadModelError(message) from error
    except Exception as error:  # onnxruntime and tokenizers raise their own
        message = f"{folder}：不能用作归类模型（{error}）"
        raise BadModelError(message) from error


def _encoder(files: tuple[bytes, bytes], longest: int) -> Encoder:
    """The encoder of an ONNX file and a tokenizer file."""
    tokenizer = _library("tokenizers").Tokenizer.from_buffer(files[1])
    tokenizer.no_padding()
    tokenizer.no_truncation()
    session = _library("onnxruntime").InferenceSession(files[0])
    return Encoder(session, tokenizer, longest, files)


def _library(name: str) -> Any:  # noqa: ANN401 - whatever it holds
    """A library of the extra, which need not be installed when the code is checked."""
    return import_module(name)


def export(directory: Path) -> Encoder:
    """A local model directory as an encoder.

    Raises:
        BadModelError: where it holds no such model, or none that can be exported.
    """
    torch, transformers = _library("torch"), _library("transformers")
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(directory, local_files_only=True)
        model = transformers.AutoModel.from_pretrained(directory, local_files_only=True).eval()
        longest = min(model.config.max_position_embeddings, 512) - 2
        with TemporaryDirectory() as place:
            tokenizer.save_pretrained(place)
            file = Path(place) / _MODEL
            # Batches never hold filling, so every token counts: the mask is all ones.
            torch.onnx.export(
                _mean(model),
                (torch.ones(2, 8, dtype=torch.long),),
                file,
                input_names=["ids"],
                dynamic_shapes=({0: torch.export.Dim("texts"), 1: torch.export.Dim("tokens")},),
                external_data=False,
                dynamo=True,
                verbose=False,
            )
            files = (file.read_bytes(), (Path(place) / _TOKENS).read_bytes())
        return replace(_encoder(files, longest), seen={})
    except Exception as error:  # transformers and torch raise whatever they like
        message = f"{directory}：不是能用的本地模型（{str(error).splitlines()[0]}）"
        raise BadModelError(message) from error


def _mean(model: Any) -> Any:  # noqa: ANN401 - torch's own types
    """The model with the mean over the tokens on top."""
    torch = _library("torch")

    class Mean(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: Any) -> Any:  # noqa: ANN401
            mask = torch.ones_like(ids)
            return self.model(input_ids=ids, attention_mask=mask).last_hidden_state.mean(1)

    return Mean().eval()
