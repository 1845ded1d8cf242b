"""The database on disk: opened by one writer at a time, changed by whole documents.

Write-ahead logging and one transaction a delivery: whatever moment the writer is killed at, every
document is in it with all its rows or not at all.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from nlpsum.text import why
from nlpsum.write.database.schema import INDEXES, PARTS, ROWS, SCHEMA, TABLES, script

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from nlpsum.write.database.rows import Row, Rows

FILE = "figures.sqlite"
_LOCK = ".figures.lock"


class DatabaseError(Exception):
    """A database that cannot be opened or written; the message is one line of Chinese."""


class Known(NamedTuple):
    """A document that the database has: its number and state, and what it was made from."""

    number: int
    state: str
    digest: str
    signature: str


class Entry(NamedTuple):
    """What is kept of one file: its rows, or the reason why there are none.

    ``path`` is relative to the database's folder.
    """

    number: int
    path: str
    digest: str
    signature: str
    reason: str
    rows: Rows


@contextmanager
def writing(folder: Path) -> Generator[sqlite3.Connection]:
    """The database of a folder, made if missing, for one writer.

    Raises:
        DatabaseError: it is in use, of another schema, no database, or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # An empty database as a lock: held by any system, and let go when its holder is killed.
        with closing(sqlite3.connect(folder / _LOCK, timeout=0)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as database:
                _prepare(database, folder / FILE)
                yield database
    except sqlite3.Error as error:
        raise DatabaseError(_said(folder, error)) from error
    except OSError as error:
        message = f"{folder}：写不了（{why(error)}）"
        raise DatabaseError(message) from error


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    if _version(database) == 0 and not database.execute("SELECT 1 FROM sqlite_master").fetchone():
        database.executescript(f"BEGIN;\n{script()}COMMIT;")
    check(database, path)


def check(database: sqlite3.Connection, path: Path) -> None:
    """Makes sure that a database is one of ours.

    Raises:
        DatabaseError: it is not.
    """
    if _version(database) != SCHEMA:
        message = f"{path}：库是第{_version(database)}版，这里只认第{SCHEMA}版；请换个文件夹重做"
        raise DatabaseError(message)


def _version(database: sqlite3.Connection) -> int:
    return database.execute("PRAGMA user_version").fetchone()[0]


def _said(folder: Path, error: sqlite3.Error) -> str:
    """What a clerk should know of an error."""
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return f"{folder}：磁盘满了或写不了；已写入的都在，腾出空间后再运行一次就接着做"
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"{folder}：另一个 nlpsum batch 正在写这个库"
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return f"{folder / FILE}：不是数据库，或已损坏；请移走它再运行"
    return f"{folder / FILE}：数据库打不开（{error}）"


@contextmanager
def reading(path: Path) -> Generator[sqlite3.Connection]:
    """A database to look at: its file, or the folder it lies in.

    Raises:
        DatabaseError: there is none, or it is of another schema.
    """
    file = path / FILE if path.is_dir() else path
    if not file.is_file():
        message = f"{path}：没有数据库，先运行 nlpsum batch 文件夹 -o {path}"
        raise DatabaseError(message)
    try:
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA query_only = 1")
            check(database, file)
            yield database
    except sqlite3.Error as error:
        raise DatabaseError(_said(file.parent, error)) from error


def known(database: sqlite3.Connection) -> dict[str, Known]:
    """The documents that the database has, by path."""
    found = database.execute("SELECT path, id, state, digest, signature FROM documents")
    return {path: Known(*rest) for path, *rest in found}


def put(database: sqlite3.Connection, run: int, entries: Sequence[Entry]) -> None:
    """Keeps files in place of what was known of them, in one transaction."""
    database.execute("BEGIN IMMEDIATE")
    try:
        for entry in entries:
            _replace(database, run, entry)
        database.execute("UPDATE runs SET done = done + ? WHERE id = ?", (len(entries), run))
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _replace(database: sqlite3.Connection, run: int, entry: Entry) -> None:
    if database.execute("SELECT 1 FROM documents WHERE id = ?", (entry.number,)).fetchone():
        _forget(database, entry.number)
    name = entry.path.rpartition("/")[2]
    state = "failed" if entry.reason else "read"
    head: Row = (entry.number, entry.path, name, state, entry.reason or None)
    marks: Row = (entry.digest, entry.signature, run)
    nothing: Row = (None,) * (len(TABLES["documents"].columns) - len(head) - len(marks))
    about = entry.rows["documents"][0] if entry.rows else nothing
    _insert(database, "documents", [(*head, *about, *marks)])
    for part in PARTS:
        _insert(database, part, entry.rows.get(part, ()))
    database.executemany(
        "INSERT INTO search (rowid, words) VALUES (?, ?)", entry.rows.get("search", ())
    )


def _forget(database: sqlite3.Connection, number: int) -> None:
    """Deletes a document with all its rows."""
    first = number * ROWS
    for table, key in (*((part, "id") for part in PARTS), ("search", "rowid")):
        database.execute(
            f"DELETE FROM {table} WHERE {key} BETWEEN ? AND ?",  # noqa: S608 - names of ours
            (first, first + ROWS - 1),
        )
    database.execute("DELETE FROM documents WHERE id = ?", (number,))


def _insert(database: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    marks = ",".join("?" * len(TABLES[table].columns))
    database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - names of ours


def begin(
    database: sqlite3.Connection, paths: Sequence[str], version: str, engine: str, workers: int
) -> int:
    """A new run's number."""
    made = database.execute(
        "INSERT INTO runs (started, paths, version, engine, workers, done, failed)"
        " VALUES (?, ?, ?, ?, ?, 0, 0)",
        (_now(), json.dumps(paths, ensure_ascii=False), version, engine, workers),
    )
    return made.lastrowid or 0


def finish(  # noqa: PLR0913, PLR0917 - the fields of a run
    database: sqlite3.Connection, run: int, files: int, reused: int, failed: int, seconds: float
) -> None:
    """Notes that a run has seen all its files, and makes sure of the indexes.

    Making them at the end of the first run costs a fifth of keeping them up row by row.
    """
    for name, what in INDEXES.items():
        database.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {what}")
    database.execute(
        "UPDATE runs SET finished = ?, files = ?, reused = ?, failed = ?, seconds = ? WHERE id = ?",
        (_now(), files, reused, failed, round(seconds, 2), run),
    )


def unfinished(database: sqlite3.Connection) -> list[str] | None:
    """The paths of the last run, if it did not come to its end."""
    last = database.execute("SELECT finished, paths FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    return json.loads(last[1]) if last and last[0] is None else None


class Run(NamedTuple):
    """What a run came to: files meant, processed, taken over unchanged, failed; seconds."""

    files: int
    done: int
    reused: int
    failed: int
    seconds: float


def last(database: sqlite3.Connection) -> Run:
    """The last run that came to its end."""
    columns = ", ".join(Run._fields)
    found = database.execute(
        f"SELECT {columns} FROM runs WHERE finished IS NOT NULL ORDER BY id DESC LIMIT 1"  # noqa: S608 - names of ours
    )
    return Run(*found.fetchone())


def failures(database: sqlite3.Connection) -> dict[str, str]:
    """The files that could not be processed, with the reasons."""
    return dict(database.execute("SELECT path, reason FROM unread").fetchall())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
