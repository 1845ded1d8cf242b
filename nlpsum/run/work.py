"""What a worker does: a file's bytes into the rows of the database. No files, no state.

A task holds all that is needed, so it can be done in any process of any machine, and again after a
loss, with the same result.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from nlpsum.kit import installed
from nlpsum.memory import uncollected
from nlpsum.route import BadModelError, default
from nlpsum.route.scorer import default_folder
from nlpsum.run import analyse
from nlpsum.run.files import parse
from nlpsum.run.review import choose, review
from nlpsum.run.suppress import Sidecar, settle
from nlpsum.terms import Terms
from nlpsum.text import Unread
from nlpsum.words import Words
from nlpsum.write.database.rows import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlpsum.route import Router
    from nlpsum.write.database.rows import Rows

LIMIT = 300
"""Seconds after which the work on one file is given up, with the process that does it."""


class Orders(Struct, frozen=True):
    """What governs a folder's files: its settings, the user's terms, what is set aside.

    ``code`` is the driver's: workers with another one would give other rows.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    terms: Terms = field(default_factory=Terms)
    aside: str = ""
    code: str = ""


class Task(Struct, frozen=True):
    """One file to process: its number in the database, path, absolute folder, bytes and digest."""

    number: int
    path: str
    folder: str
    data: bytes
    digest: str
    signature: str
    orders: Orders


class Result(Struct, frozen=True):
    """What came of a file: its rows, or the reason why there are none (Chinese).

    The rows travel packed, so that who only hands them on need not take them apart.
    """

    number: int
    path: str
    digest: str
    signature: str
    reason: str = ""
    packed: bytes = b""

    @property
    def rows(self) -> Rows:
        """The rows by table, unpacked at every look; none where there is a reason."""
        return pickle.loads(self.packed) if self.packed else {}  # noqa: S301 - from a worker of ours


class CannotBatchError(ValueError):
    """Nothing can be processed; the message is one line of Chinese."""


class OtherCodeError(RuntimeError):
    """The worker's nlpsum is not the driver's."""


def work(tasks: Sequence[Task]) -> list[Result]:
    """The results of tasks, in order.

    Raises:
        OtherCodeError: this process runs another nlpsum than the one that made the tasks.
    """
    if any(task.orders.code != code() for task in tasks):
        raise OtherCodeError
    return [_watched(task) for task in tasks]


def _watched(task: Task) -> Result:
    """The result of one task; nothing that a file does stops the others."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - devnull is no path
        # The only watch that also ends a loop in a C library, on every system: it ends the process.
        faulthandler.dump_traceback_later(LIMIT, exit=True, file=nowhere)
        try:
            return _result(task)
        except (Exception, RecursionError) as error:  # noqa: BLE001 - a fault of ours costs one file
            return _failed(task, f"处理出错（{type(error).__name__}: {error}），请报告这个问题")
        finally:
            faulthandler.cancel_dump_traceback_later()


def _result(task: Task) -> Result:
    document = parse(task.path, task.data)
    if isinstance(document, Unread):
        return _failed(task, document.reason)
    orders = task.orders
    rules = choose(installed().rules, orders.select, orders.ignore, preview=orders.preview)
    words = Words(document.text, frequencies=orders.terms.words)
    with uncollected():
        analysis = analyse(document, terms=orders.terms, router=_router(), words=words)
        found = review(analysis, rules, terms=orders.terms)
        found = settle(found, Sidecar(task.path, orders.aside))
        made = rows(analysis, found, words, task.number, task.folder, orders.terms.aliases)
        packed = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    return Result(task.number, task.path, task.digest, task.signature, packed=packed)


def _failed(task: Task, reason: str) -> Result:
    return Result(task.number, task.path, task.digest, task.signature, reason)


@cache
def _router() -> Router | None:
    """The router that nlpsum comes with; without its model nothing is routed."""
    try:
        return default()
    except BadModelError:
        return None


@cache
def code() -> str:
    """A digest of all that decides what is found: the parts' code, data, models and names.

    Results are remembered under it, so a database never mixes those of two versions.
    """
    package = Path(__file__).parent.parent
    total = sha256()
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.suffix != ".pyc" and path.is_file() and inside.parts[0] not in _NO_MATTER:
            total.update(str(inside).encode() + b"\0" + path.read_bytes())
    made = [package / "write" / "database" / name for name in ("rows.py", "schema.py")]
    for path in (*made, *sorted(default_folder().glob("*.*"))):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    kit = installed()
    for part in (*kit.readers, *kit.extractors, *kit.rules):
        total.update(part.name.encode())
    return total.hexdigest()[:16]


_NO_MATTER = frozenset(("cli", "draft", "write"))
