"""Files into documents: folders into files, files opened with limits, bytes read by who knows them.

Whatever the disk holds, the answer is a value: a path to read, a document, or why it is unread.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from glob import glob
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nlpsum.kit import Kit, installed
from nlpsum.text import REASONS, Document, Unread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

SUFFIXES = (
    *(".txt", ".md", ".markdown", ".csv", ".html", ".htm", ".eml", ".pdf"),
    *(".docx", ".docm", ".doc", ".wps", ".rtf", ".odt"),
    *(".xlsx", ".xlsm", ".xls", ".et", ".ods"),
    *(".zip", ".rar", ".7z"),
)
"""The files that are taken from a folder; any other is read only where it is named itself."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LARGEST = 256 * 2**20
_BINARY = (b"PK", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
_MARK = b"\xef\xbb\xbf"


_Identity = tuple[int, int]
"""A file's device and number."""


class _Search(Struct, frozen=True):
    """What is looked for in folders; a link to what was ``seen`` leads nowhere new."""

    kinds: Collection[str] | None
    without: str
    seen: set[_Identity]

    def wants(self, name: str) -> bool:
        return self.kinds is None or Path(name).suffix.lower() in self.kinds


def expand(
    paths: Iterable[str], kinds: Collection[str] | None = SUFFIXES, without: str = ""
) -> Iterator[str | Unread]:
    """The files that paths, folders and patterns name, each once, and what could not be entered.

    Folders are searched to the bottom in the order a person counts (2月 before 10月) for files of
    ``kinds`` (suffixes; None: any file). Hidden files, the locks that Word leaves (~$) and
    subfolders called ``without`` are passed over.
    """
    search = _Search(kinds, without, set())
    for path in paths:
        named = [path]
        if _is_pattern(path):
            found = glob(path, recursive=True)  # noqa: PTH207 - a Path refuses whole patterns
            named = sorted(found, key=_counted)
        if not named:
            yield Unread(path, "没有匹配的文件")
        for name in named:
            if name != "-" and Path(name).is_dir():
                yield from _folder(Path(name), search)
            elif name == "-" or _is_new(name, search.seen):
                yield name


def _is_pattern(path: str) -> bool:
    return bool(re.search(r"[*?\[]", path)) and not os.path.lexists(path)


def _folder(folder: Path, search: _Search) -> Iterator[str | Unread]:
    """The files below a folder."""
    identity = _identity(str(folder))
    if identity in search.seen:
        yield Unread(str(folder), "文件夹链接绕回了已读过的文件夹，未再进入")
        return
    if identity is not None:
        search.seen.add(identity)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: _counted(entry.name))
    except OSError as error:
        yield Unread(str(folder), REASONS.get(error.errno or 0, "文件夹打不开"))
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if Path(entry.path).is_dir():
            if entry.name != search.without:
                yield from _folder(Path(entry.path), search)
        elif search.wants(entry.name) and _is_new(entry.path, search.seen):
            yield entry.path


def _is_new(path: str, seen: set[_Identity]) -> bool:
    """Whether a file was not given before; one that is not there is new, to get its line."""
    identity = _identity(path)
    if identity is None:
        return True
    if identity in seen:
        return False
    seen.add(identity)
    return True


def _identity(path: str) -> _Identity | None:
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def _counted(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts numbers in names by their value."""
    return [
        (0, int(part), part) if part.isdecimal() else (1, 0, part)
        for part in re.split(r"(\d{1,18})", name)
        if part
    ]


def read(
    path: str | Path, kit: Kit | None = None, encoding: str | None = None
) -> Document | Unread:
    """The document in a file (``-``: standard input), or why it could not be read.

    ``encoding`` is that of a text or page, where it is not found by itself.
    """
    name = str(path)
    data = sys.stdin.buffer.read(_LARGEST) if name == "-" else load(name)
    return data if isinstance(data, Unread) else parse(name, data, kit, encoding)


def load(name: str) -> bytes | Unread:
    """The bytes of a regular file of at most 256 MB, or why not."""
    try:
        # Without O_NONBLOCK, opening a FIFO would wait for ever for someone to write to it.
        handle = os.open(name, _FLAGS)
    except OSError as error:
        return Unread(name, REASONS.get(error.errno or 0, "打不开"))
    except ValueError:
        return Unread(name, "文件名里有不能用的字符")
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            return Unread(name, REASONS[errno.EISDIR])
        if not stat.S_ISREG(status.st_mode):
            return Unread(name, REASONS[errno.ENXIO])
        if status.st_size > _LARGEST:
            return Unread(name, f"文件太大（{status.st_size / 2**20:.0f} MB，最多 256 MB），未读")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(_LARGEST)
    except OSError as error:
        return Unread(name, REASONS.get(error.errno or 0, "读到一半出错"))
    finally:
        os.close(handle)


def parse(
    name: str, data: bytes, kit: Kit | None = None, encoding: str | None = None
) -> Document | Unread:
    """The document in the bytes of a file called ``name``, or why they could not be read."""
    if not data.strip(b"\0 \t\r\n"):
        return Unread(name, "文件是空的")
    if encoding and not data.startswith(_BINARY):
        try:
            data = _MARK + data.decode(encoding).encode()
        except (UnicodeError, LookupError):
            return Unread(name, f"按 {encoding} 解不出文字")
    for reader in (kit or installed()).readers:
        if reader.knows(data, name):
            try:
                found = reader.read(name, data)
            except (MemoryError, RecursionError):
                return Unread(name, "文件过于庞大或复杂，未读")
            except Exception as error:  # noqa: BLE001 - one file's fault must not end the others' job
                return Unread(name, f"读取时出错（{reader.name}：{type(error).__name__}），未读")
            if isinstance(found, Unread):
                return found
            return replace(found, digest=sha256(data).hexdigest())
    return Unread(name, "不认识的格式")
