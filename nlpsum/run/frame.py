"""Results of ``batch`` as a data frame, for notebooks: pandas if it is installed, else polars."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from nlpsum.write.database.schema import PARTS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nlpsum.run.work import Result

_ABOUT = slice(TABLES["documents"].names.index("title"), TABLES["documents"].names.index("digest"))


def to_frame(results: Iterable[Result], table: str = "figures") -> Any:  # noqa: ANN401 - either library's frame
    """One table of many results: ``documents`` or one of those whose rows belong to a document.

    The first column is the file's path; ``documents`` has a row for every file, with ``reason``
    where it could not be processed.

    Raises:
        ValueError: there is no such table.
        ImportError: neither pandas nor polars is installed.
    """
    if table == "documents":
        names = ("path", "reason", *TABLES[table].names[_ABOUT])
        nothing = (None,) * (len(names) - 2)
        rows = [
            (one.path, one.reason or None, *(one.rows[table][0] if one.rows else nothing))
            for one in results
        ]
    elif table in PARTS:
        names = ("path", *TABLES[table].names)
        rows = [(one.path, *row) for one in results for row in one.rows.get(table, ())]
    else:
        message = f"no table {table!r}: documents, {', '.join(PARTS)}"
        raise ValueError(message)
    if find_spec("pandas"):
        return import_module("pandas").DataFrame(rows, columns=list(names))
    if find_spec("polars"):
        library = import_module("polars")
        return library.DataFrame(rows, schema=list(names), orient="row", infer_schema_length=None)
    message = "to_frame needs pandas or polars"
    raise ImportError(message)
