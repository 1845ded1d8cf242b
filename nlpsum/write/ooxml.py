"""Office files as bytes that depend on nothing but their parts: no clock, no order of the day."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WHEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the parts in the order given, each dated 1980-01-01, where zip time begins."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return out.getvalue()


def settled(data: bytes) -> bytes:
    """An office file of another library's making, repacked without the time of its making."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    if core in parts:
        parts[core] = _WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z", parts[core])
    return packed(parts)
