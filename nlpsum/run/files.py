"""Files into documents: opened with limits, and read by the reader that knows them."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from nlpsum.kit import Kit, installed
from nlpsum.text import Document, Unread

if TYPE_CHECKING:
    from pathlib import Path

REASONS = {
    errno.ENOENT: "文件不存在",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ELOOP: "链接指回自己，打不开",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENXIO: "不是普通文件（管道或设备），未读",
}
"""What to tell a clerk when the system will not open a file."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LARGEST = 256 * 2**20


def read(path: str | Path, kit: Kit | None = None) -> Document | Unread:
    """The document in a file, or why it could not be read."""
    name = str(path)
    data = load(name)
    return data if isinstance(data, Unread) else parse(name, data, kit)


def load(name: str) -> bytes | Unread:
    """The bytes of a regular file of at most 256 MB, or why not."""
    try:
        # Without O_NONBLOCK, opening a FIFO would wait for ever for someone to write to it.
        handle = os.open(name, _FLAGS)
    except OSError as error:
        return Unread(name, REASONS.get(error.errno or 0, "打不开"))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            return Unread(name, REASONS[errno.EISDIR])
        if not stat.S_ISREG(status.st_mode):
            return Unread(name, "不是普通文件（管道或设备），未读")
        if status.st_size > _LARGEST:
            return Unread(name, f"文件太大（{status.st_size / 2**20:.0f} MB，最多 256 MB），未读")
        try:
            return file.read(_LARGEST)
        except OSError as error:
            return Unread(name, REASONS.get(error.errno or 0, "读到一半出错"))


def parse(name: str, data: bytes, kit: Kit | None = None) -> Document | Unread:
    """The document in the bytes of a file called ``name``, or why they could not be read."""
    if not data.strip():
        return Unread(name, "文件是空的")
    for reader in (kit or installed()).readers:
        if reader.knows(data, name):
            found = reader.read(name, data)
            if isinstance(found, Unread):
                return found
            return replace(found, digest=sha256(data).hexdigest())
    return Unread(name, "不认识的格式")
