"""Hundreds of reports into a figures database: what is new or changed, through an engine, kept.

    for result in nlpsum.batch(["past/"], "out"):
        print(result.path, result.reason or len(result.rows["figures"]))

The driver (this process) reads the files, hands their bytes to workers, and alone writes the
database, a delivery a transaction. So a run may be killed at any moment and run again: what was
delivered is kept, what was not is done.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import ExitStack
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from nlpsum import settings
from nlpsum.run.files import expand, load
from nlpsum.run.lint_files import KINDS
from nlpsum.run.pool import local
from nlpsum.run.suppress import SIDECAR
from nlpsum.run.work import LIMIT, CannotBatchError, Orders, OtherCodeError, Result, Task, code
from nlpsum.terms import BadTermsError, Terms
from nlpsum.terms import load as load_terms
from nlpsum.text import Unread
from nlpsum.write.database import store
from nlpsum.write.database.metadata import FILE as METADATA
from nlpsum.write.database.metadata import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from contextlib import AbstractContextManager

    from nlpsum.run.pool import Chunk, Engine
    from nlpsum.write.database.store import Known

ENGINES = ("local", "ray")
_FILES = 32
_BYTES = 2**17
"""What goes to a worker at once: half a second of work, so that at the end none waits long."""
_AHEAD = 2
_TRIES = 3


def batch(  # noqa: PLR0913 - the options of one command
    paths: Iterable[str | Path],
    output: str | Path | None = None,
    *,
    engine: str = "local",
    address: str = "",
    workers: int = 0,
    terms: str | Path | None = None,
    resume: bool = False,
    progress: Callable[[int, int, str], None] = lambda _done, _all, _name: None,
) -> Iterator[Result]:
    """Each file's result as it is processed, in no particular order.

    ``paths`` are files, folders, patterns (``past/**/*.docx``), or ``@list.txt`` with one a line.
    With ``output`` (a folder) results are kept in its ``figures.sqlite`` before they are given, and
    files that are in it unchanged are neither processed nor given; ``resume`` goes on with the
    paths of its last run, if that was interrupted. ``workers`` 0 means two, or all of a cluster's.
    ``progress`` is told how many of how many files are settled.

    Raises:
        CannotBatchError: a path that is not there, nothing to do, or no such engine.
        store.DatabaseError: the database cannot be opened or written; what was given is in it.
        BadTermsError: the user's terms cannot be used.
    """
    chosen = _engine(engine, address, workers)
    words = load_terms(Path(terms)) if terms else None
    given = [str(path) for path in paths]
    started = monotonic()
    goes_on = resume and (Path(output or "") / store.FILE).exists()
    found = [] if goes_on else files(given)  # before a database is made for nothing
    with ExitStack() as stack:
        database = stack.enter_context(store.writing(Path(output))) if output else None
        if goes_on and database:
            given += [path for path in store.unfinished(database) or () if path not in given]
            found = files(given)
        folder = Path(output) if output else None
        names = {_key(name, folder): name for name in found}
        running = stack.enter_context(chosen)
        reused: list[str] = []
        settled = 0
        run = 0
        if database and folder:
            (folder / METADATA).write_text(metadata(), encoding="utf-8")
            lasting = [_lasting(path) for path in given]
            run = store.begin(database, lasting, version("nlpsum"), engine, running.workers)
        known = store.known(database) if database else {}
        for results in _flow(running, _tasks(names, known, words, reused)):
            if database:
                store.put(database, run, [_entry(result, folder) for result in results])
            settled += len(results)
            progress(settled + len(reused), len(names), results[-1].path)
            yield from results
        progress(len(names), len(names), "")
        if database:
            failed = len(store.failures(database).keys() & names.keys())
            spent = monotonic() - started
            store.finish(database, run, len(names), len(reused), failed, spent)


def files(paths: Sequence[str]) -> list[str]:
    """The files meant by paths, in order, each once.

    Raises:
        CannotBatchError: a path that is not there, or no file at all.
    """
    given: list[str] = []
    for path in paths:
        given += _listed(path[1:]) if path.startswith("@") else [path]
    # A folder that cannot be entered stays, to be told of when it is read.
    found = [one.path if isinstance(one, Unread) else one for one in expand(given, KINDS)]
    for path in found:
        if path in paths and not Path(path).exists():
            message = f"{path}：没有这个文件或文件夹"
            raise CannotBatchError(message)
    if not found:
        message = "、".join(paths) + "：没有可处理的文件" if paths else "没有说材料在哪里"
        raise CannotBatchError(message)
    return found


def _listed(path: str) -> list[str]:
    """The paths in a list, one a line."""
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}：读不了名单（应是 UTF-8 文本，一行一个文件）"
        raise CannotBatchError(message) from error
    return [line.strip() for line in lines if line.strip()]


def _engine(name: str, address: str, workers: int) -> AbstractContextManager[Engine]:
    """The engine of a name.

    Raises:
        CannotBatchError: there is none of that name, or it is not installed.
    """
    if name == "local":
        return local(workers)
    if name not in ENGINES:
        message = f"没有“{name}”引擎，只有 {'、'.join(ENGINES)}"
        raise CannotBatchError(message)
    if not find_spec("ray"):
        message = "没有装 Ray：pip install 'nlpsum[ray]'"
        raise CannotBatchError(message)
    from nlpsum.run.cluster import ray

    return ray(address, workers)


def _key(name: str, folder: Path | None) -> str:
    """A file's name in the database: its path from the database's folder."""
    if folder is None:
        return name
    try:
        return Path(os.path.relpath(name, folder)).as_posix()
    except ValueError:  # another drive
        return Path(name).absolute().as_posix()


def _lasting(path: str) -> str:
    """A path that means the same from another folder."""
    return f"@{Path(path[1:]).absolute()}" if path.startswith("@") else str(Path(path).absolute())


def _tasks(
    names: Mapping[str, str], known: Mapping[str, Known], words: Terms | None, reused: list[str]
) -> Iterator[Task | Result]:
    """What is to be done, file by file; those that are known unchanged go to ``reused``.

    A file that cannot be opened is a result at once.
    """
    governing: dict[Path, tuple[Orders, str] | str] = {}
    # The first free numbers in order: a run that was interrupted and resumed gives the same ones.
    taken = {one.number for one in known.values()}
    free = (number for number in count(1) if number not in taken)
    for key, name in names.items():
        old = known.get(key)
        number = old.number if old else next(free)
        data = load(name)
        folder = Path(name).parent
        if folder not in governing:
            governing[folder] = _orders(folder, words)
        found = governing[folder]
        if isinstance(data, Unread) or isinstance(found, str):
            reason = data.reason if isinstance(data, Unread) else str(found)
            yield Result(number, name, "", "", reason)
            continue
        orders, signature = found
        digest = sha256(data).hexdigest()
        if old and (old.digest, old.signature) == (digest, signature):
            reused.append(name)
        else:
            yield Task(number, name, str(folder.resolve()), data, digest, signature, orders)


def _orders(folder: Path, words: Terms | None) -> tuple[Orders, str] | str:
    """What governs a folder's files, with its signature, or why its settings cannot be used."""
    try:
        found = settings.load(settings.find(folder))
        terms = words or (load_terms(found.terms) if found.terms else Terms())
        sidecar = folder / SIDECAR
        aside = sidecar.read_text(encoding="utf-8") if sidecar.is_file() else ""
    except (settings.BadSettingsError, BadTermsError) as error:
        return str(error)
    except (OSError, UnicodeDecodeError):
        return f"{folder / SIDECAR}：读不了"
    orders = Orders(found.select, found.ignore, found.preview, terms, aside, code())
    return orders, sha256(repr(orders).encode()).hexdigest()[:16]


def _flow(engine: Engine, stream: Iterator[Task | Result]) -> Iterator[list[Result]]:
    """Deliveries of results, with a few chunks under way at any time and no more in memory.

    A task whose worker is lost is tried again alone; lost too often, it is a failure that the next
    run tries anew.
    """
    flying: dict[Future[list[Result]], Chunk] = {}
    lost: deque[Task] = deque()
    losses: Counter[int] = Counter()
    chunks = _chunks(stream)
    while True:
        while len(flying) < engine.workers * _AHEAD:
            chunk = (lost.popleft(),) if lost else next(chunks, None)
            if chunk is None:
                break
            if isinstance(chunk, Result):
                yield [chunk]
                continue
            flying[engine.submit(chunk)] = chunk
        if not flying:
            return
        for future in wait(flying, return_when=FIRST_COMPLETED).done:
            chunk = flying.pop(future)
            try:
                results = future.result()
            except OtherCodeError as error:
                message = "工作进程的 nlpsum 与主程序不是同一版本，请在各台机器上装同一版"
                raise CannotBatchError(message) from error
            except Exception:  # noqa: BLE001 - each engine has its own for a lost worker
                losses.update(task.number for task in chunk)
                failed = [_lost(task) for task in chunk if losses[task.number] >= _TRIES]
                lost.extend(task for task in chunk if losses[task.number] < _TRIES)
                if failed:
                    yield failed
            else:
                yield results


def _chunks(stream: Iterator[Task | Result]) -> Iterator[Chunk | Result]:
    """Tasks together, up to some files or bytes; results as they come."""
    chunk: list[Task] = []
    size = 0
    for one in stream:
        if isinstance(one, Result):
            yield one
            continue
        chunk.append(one)
        size += len(one.data)
        if len(chunk) >= _FILES or size >= _BYTES:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


def _lost(task: Task) -> Result:
    reason = f"处理它的进程一再中断（内存不足、被终止，或超过{LIMIT // 60}分钟）"
    return Result(task.number, task.path, "", "", reason)


def _entry(result: Result, folder: Path | None) -> store.Entry:
    return store.Entry(
        *(result.number, _key(result.path, folder), result.digest, result.signature),
        *(result.reason, result.rows),
    )
