"""Office Open XML files: a package's parts, opened with limits; the text of a Word document.

``open_package`` refuses what is not an ordinary document (password, bomb, entities) with one line
of Chinese; ``walk`` turns the body of a docx into text with an offset map back to its runs. Readers
and writers stand on this floor, so that a comment lands on the characters that were read.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from importlib import import_module
from typing import Any, TypeAlias

from msgspec import Struct

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""

ENTRIES = 10_000
"""The most parts that an ordinary file holds; beyond it the file is refused."""
PART_BYTES = 128 * 2**20
"""The most bytes that one part may unpack to."""
RATIO = 400
"""The highest ratio of unpacked to packed bytes of a part above ``_SMALL``."""
_SMALL = 8 * 2**20
_DIRECTORY_BYTES = 300 * ENTRIES
_END = b"PK\x05\x06"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_ENCRYPTED = 0x1
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError),
)
"""What zipfile raises for an archive whose directory or data are not what they should be."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACES = (
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class BadPackageError(ValueError):
    """A package that is not read; the message is the reason in one line of Chinese."""


class Package(Struct, frozen=True):
    """An opened package: its parts by name."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none.

        Raises:
            BadPackageError: if the part is damaged, too large or packed too tightly.
        """
        name = name.lstrip("/")
        if name not in self.names:
            return None
        info = self.archive.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            message = "文件有密码，请先取消密码再读"
            raise BadPackageError(message)
        if info.file_size > PART_BYTES or (
            info.file_size > _SMALL and info.file_size > RATIO * max(info.compress_size, 1)
        ):
            message = (
                f"解压后过大（{name} 有 {info.file_size / 2**20:.0f} MB），可能是压缩炸弹，未读"
            )
            raise BadPackageError(message)
        try:
            data = self.archive.read(info)
        except _DAMAGED as error:
            message = f"文件已损坏，{name} 读不出来"
            raise BadPackageError(message) from error
        if _STRICT in data[:4096]:
            for strict, usual in _NAMESPACES:
                data = data.replace(_STRICT + strict, usual)
        return data

    def xml(self, name: str) -> Element | None:
        """The root element of an XML part, or None where there is no such part.

        Raises:
            BadPackageError: as ``part``, and if it is not well-formed or declares entities.
        """
        data = self.part(name)
        return None if data is None else parse_xml(data, name)


def open_package(data: bytes) -> Package:
    """The parts of a zip package.

    Raises:
        BadPackageError: if the directory is damaged or lists too many parts.
    """
    tail = data[-(_END_BYTES + _LONGEST_COMMENT) :]
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_BYTES:
        message = "文件不完整或已损坏（压缩目录缺失），请重新下载或另存一份"
        raise BadPackageError(message)
    count, directory = struct.unpack_from("<HI", tail, at + 10)
    if count > ENTRIES or directory > _DIRECTORY_BYTES:
        message = "压缩包内的文件过多，不是正常的文档，未读"
        raise BadPackageError(message)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        message = "文件不完整或已损坏（压缩目录有误），请重新下载或另存一份"
        raise BadPackageError(message) from error
    return Package(archive, frozenset(archive.namelist()))


def parse_xml(data: bytes, name: str) -> Element:
    """The root element of an XML part: no entities, no DTD, no network.

    Raises:
        BadPackageError: if it is not well-formed or declares entities.
    """
    etree: Any = import_module("lxml.etree")
    # A large sheet needs huge_tree; entities, which it would also let grow, are never expanded.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=len(data) > _SMALL
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"文件已损坏，{name} 不是完整的 XML"
        raise BadPackageError(message) from error
    if root.getroottree().docinfo.internalDTD is not None:
        message = f"{name} 中声明了实体，不是正常的文档，未读"
        raise BadPackageError(message)
    return root


def children(element: Element | None) -> list[Element]:
    """The child elements; none where there is no element."""
    return [] if element is None else list(element)


def related(package: Package, source: str, kind: str) -> list[str]:
    """The names of the parts that ``source`` (empty for the package) points to as ``kind``.

    ``kind`` is the last word of the relationship type (``officeDocument``, ``comments`` …).
    """
    return [target for _, target in relations(package, source, kind)]


def relations(package: Package, source: str, kind: str) -> list[tuple[str, str]]:
    """Relationship id and part name of what ``source`` points to as ``kind``, inside the file."""
    folder, _, base = source.rpartition("/")
    root = package.xml(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
    if root is None:
        return []
    found: list[tuple[str, str]] = []
    for relation in root:
        if relation.get("TargetMode") == "External":
            continue
        if str(relation.get("Type", "")).rpartition("/")[2] == kind:
            found.append((relation.get("Id", ""), _joined(folder, relation.get("Target", ""))))
    return found


def _joined(folder: str, target: str) -> str:
    """A relationship's target as a part name: relative to the folder, or absolute."""
    if target.startswith("/"):
        return target.lstrip("/")
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in {"", "."}:
            parts.append(step)
    return "/".join(parts)


def properties(package: Package) -> dict[str, str]:
    """``title`` and ``body`` (the company) as the file's own properties give them."""
    known: dict[str, str] = {}
    wanted = {"title": "title", "Company": "body"}
    for kind in ("core-properties", "extended-properties"):
        for name in related(package, "", kind):
            root = package.xml(name)
            for element in children(root):
                local = str(element.tag).rpartition("}")[2]
                if local in wanted and (element.text or "").strip():
                    known[wanted[local]] = element.text.strip()
    return known
