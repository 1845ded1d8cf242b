"""A trained router as plain numbers: which features it knows and what each says for each class.

Two linear models share their features, one for topics and one for modes; each gives probabilities
by softmax. Stored as ``NAME.npz`` (weights, half precision) and ``NAME.json`` (features, classes,
card): nothing that could run code is ever loaded, and scikit-learn is not needed to predict.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from nlpsum.route.features import HIGHEST, code, codes
from nlpsum.text import why

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from nlpsum.route.features import Ints

    Floats = NDArray[np.floating]

SCHEMA = 1


class BadModelError(ValueError):
    """A model that cannot be used; the message is one line of Chinese naming the file."""


class Router(Protocol):
    """What routes: topics and modes in the order of their scores, and the scores of plain texts.

    A topic whose probability is below ``threshold`` is not given.
    """

    @property
    def topics(self) -> tuple[str, ...]: ...  # noqa: D102 - said above
    @property
    def modes(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def threshold(self) -> float: ...  # noqa: D102

    def scores(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Log probabilities of plain texts: (texts, topics) and (texts, modes)."""
        ...


class Scorer(Struct, frozen=True, eq=False):
    """Known features and their weights of shape (features, topics + modes).

    ``codes`` are those of the features in ascending order and one above all, ``rows`` their rows
    in the weights.
    A text's features weigh 1/√n each, n being how many it has; how rare a feature is, is in its
    weights.
    """

    vocabulary: dict[str, int]
    codes: Ints
    rows: Ints
    weights: Floats
    bias: Floats
    topics: tuple[str, ...]
    modes: tuple[str, ...]
    threshold: float
    card: dict[str, Any]

    def scores(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Log probabilities of plain texts: (texts, topics) and (texts, modes)."""
        import numpy as np

        split = len(self.topics)
        if not texts:
            empty = np.zeros((0, len(self.bias)), np.float32)
            return empty[:, :split], empty[:, split:]
        found, starts = codes(texts)
        places = np.searchsorted(self.codes, found)
        # The last row is of zeros, for features that are not known.
        rows = np.where(self.codes[places] == found, self.rows[places], -1)
        sums = np.add.reduceat(self.weights.take(rows, axis=0), starts, axis=0)
        sizes = np.diff(starts, append=len(found)).astype(np.float32)
        raw: Floats = sums / np.sqrt(sizes)[:, None] + self.bias
        return log_softmax(raw[:, :split]), log_softmax(raw[:, split:])

    def save(self, folder: Path, name: str = "router") -> None:
        """Writes ``NAME.npz`` and ``NAME.json`` into the folder: the same bytes every time."""
        import numpy as np

        folder.mkdir(parents=True, exist_ok=True)
        # numpy's own savez stamps the hour of writing into the archive.
        with zipfile.ZipFile(folder / f"{name}.npz", "w", zipfile.ZIP_DEFLATED) as archive:
            for key, numbers in (("weights", self.weights[:-1]), ("bias", self.bias)):
                entry = zipfile.ZipInfo(f"{key}.npy")
                entry.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(entry, "w") as file:
                    np.lib.format.write_array(file, numbers.astype(np.float16))
        plain = {
            "schema": SCHEMA,
            "topics": self.topics,
            "modes": self.modes,
            "threshold": self.threshold,
            "card": self.card,
            "features": list(self.vocabulary),
        }
        (folder / f"{name}.json").write_text(
            json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
        )


def scorer(  # noqa: PLR0913 - the parts of a model
    known: Sequence[str],
    weights: Floats,
    bias: Floats,
    topics: Sequence[str],
    modes: Sequence[str],
    *,
    threshold: float = 0.0,
    card: dict[str, Any] | None = None,
) -> Scorer:
    """A scorer from features and weights of shape (features, topics + modes).

    Raises:
        ValueError: where the shapes do not fit together.
    """
    import numpy as np

    if weights.shape != (len(known), len(topics) + len(modes)) or bias.shape != weights.shape[1:]:
        message = "大小不符"
        raise ValueError(message)
    padded = np.vstack([weights, np.zeros((1, weights.shape[1]))]).astype(np.float32)
    vocabulary = {feature: row for row, feature in enumerate(known)}
    numbers = np.array([code(feature) for feature in known], np.int64)
    order = np.argsort(numbers)
    return Scorer(
        *(vocabulary, np.append(numbers[order], HIGHEST + 1), np.append(order, -1)),
        *(padded, bias.astype(np.float32)),
        *(tuple(topics), tuple(modes), threshold, card or {}),
    )


def load(folder: Path, name: str = "router") -> Scorer:
    """The model in a folder.

    Raises:
        BadModelError: the files are missing, of another schema, or do not fit together.
    """
    import numpy as np

    try:
        plain = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        if plain["schema"] != SCHEMA:
            message = "版本不符"
            raise ValueError(message)  # noqa: TRY301 - told as every other fault of the files
        with np.load(folder / f"{name}.npz", allow_pickle=False) as numbers:
            return scorer(
                plain["features"],
                numbers["weights"],
                numbers["bias"],
                plain["topics"],
                plain["modes"],
                threshold=float(plain["threshold"]),
                card=plain["card"],
            )
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        message = f"{folder}：不能用作归类模型（{why(error)}）"
        raise BadModelError(message) from error


def log_softmax(scores: Floats) -> Floats:
    """Scores as log probabilities, row by row; where there are no classes, there is nothing."""
    import numpy as np

    if not scores.shape[1]:
        return scores
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def default_folder() -> Path:
    """Where the trained models are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "models"
    return inside if inside.is_dir() else package.parent / "models"
