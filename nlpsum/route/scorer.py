"""A trained router as plain numbers: which features it knows and what each says for each class.

Two linear models share their features, one for topics and one for modes; each gives probabilities by
softmax. Stored as ``NAME.npz`` (weights, half precision) and ``NAME.json`` (features, classes, card):
nothing that could run code is ever loaded, and scikit-learn is not needed to predict.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlpsum.route.features import features

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from nlpsum.route.passages import Passage

    Floats = NDArray[np.float32]

SCHEMA = 1


class BadModelError(ValueError):
    """A model that cannot be used; the message is one line of Chinese naming the file."""


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """Known features, their idf, and weights of shape (features, topics + modes).

    ``groups`` weighs the groups of ``features`` (text, headings) against each other.
    """

    vocabulary: dict[str, int]
    idf: Floats
    weights: Floats
    bias: Floats
    topics: tuple[str, ...]
    modes: tuple[str, ...]
    groups: tuple[float, ...]
    card: dict[str, Any]

    def scores(self, passages: Sequence[Passage]) -> Floats:
        """Raw scores of shape (passages, topics + modes), before softmax."""
        import numpy as np

        # One flat list of rows for all passages, summed by reduceat: no loop over numpy calls.
        known, weighed, squared = self.vocabulary.get, self.weights, self.idf**2
        out = np.tile(self.bias, (len(passages), 1))
        rows: list[int] = []
        starts: list[int] = []
        owners: list[int] = []
        shares: list[float] = []
        for number, passage in enumerate(passages):
            for group, share in zip(features(passage), self.groups, strict=True):
                found = [row for row in map(known, group) if row is not None]
                if found:
                    starts.append(len(rows))
                    owners.append(number)
                    shares.append(share)
                    rows += found
        if rows:
            sums = np.add.reduceat(weighed[rows], starts, axis=0)
            norms = np.sqrt(np.add.reduceat(squared[rows], starts))
            np.add.at(out, owners, sums * (np.array(shares, np.float32) / norms)[:, None])
        return out

    def save(self, folder: Path, name: str = "router") -> None:
        """Writes ``NAME.npz`` and ``NAME.json`` into the folder."""
        import numpy as np

        folder.mkdir(parents=True, exist_ok=True)
        weights = self.weights / self.idf[:, None]
        with (folder / f"{name}.npz").open("wb") as file:
            np.savez_compressed(
                file,
                weights=weights.astype(np.float16),
                idf=self.idf.astype(np.float16),
                bias=self.bias,
            )
        plain = {
            "schema": SCHEMA,
            "topics": self.topics,
            "modes": self.modes,
            "groups": self.groups,
            "card": self.card,
            "features": list(self.vocabulary),
        }
        (folder / f"{name}.json").write_text(
            json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
        )


def load(folder: Path, name: str = "router") -> Scorer:
    """The model in a folder.

    Raises:
        BadModelError: the files are missing, of another schema, or do not fit together.
    """
    import numpy as np

    try:
        plain = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as numbers:
            weights = numbers["weights"].astype(np.float32)
            idf = numbers["idf"].astype(np.float32)
            bias = numbers["bias"].astype(np.float32)
        vocabulary = {feature: row for row, feature in enumerate(plain["features"])}
        topics, modes = tuple(plain["topics"]), tuple(plain["modes"])
        fits = weights.shape == (len(vocabulary), len(topics) + len(modes))
        if plain["schema"] != SCHEMA or not fits or idf.shape != (len(vocabulary),):
            message = "版本或大小不符"
            raise ValueError(message)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{folder / name}：不能用作归类模型（{error}）"
        raise BadModelError(message) from error
    return Scorer(
        vocabulary,
        idf,
        weights * idf[:, None],
        bias,
        topics,
        modes,
        tuple(plain["groups"]),
        plain["card"],
    )


def default_folder() -> Path:
    """Where the trained models are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "models"
    return inside if inside.is_dir() else package.parent / "models"
