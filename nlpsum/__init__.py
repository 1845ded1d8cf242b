"""nlpsum: drafts and checks Chinese work reports; every number can be shown.

    document = nlpsum.read("6月简报.docx")
    analysis = nlpsum.analyse(document)
    findings = nlpsum.lint(analysis)
    drafted = nlpsum.draft(["简报/"], nlpsum.Wishes(like="上期总结.docx"))
    figures = nlpsum.to_frame(nlpsum.batch(["历年材料/"]))

Names are loaded when first used, so importing the package costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlpsum.model import Analysis, Finding
    from nlpsum.route.estimator import SectionRouter
    from nlpsum.run import analyse, lint, read
    from nlpsum.run.batch import batch
    from nlpsum.run.draft import Wishes, draft
    from nlpsum.run.frame import to_frame
    from nlpsum.terms import Terms
    from nlpsum.text import Document, Unread

__version__ = "0.1.0"

_HOMES = {
    "read": "nlpsum.run",
    "analyse": "nlpsum.run",
    "lint": "nlpsum.run",
    "batch": "nlpsum.run.batch",
    "draft": "nlpsum.run.draft",
    "Wishes": "nlpsum.run.draft",
    "to_frame": "nlpsum.run.frame",
    "SectionRouter": "nlpsum.route.estimator",
    "Document": "nlpsum.text",
    "Unread": "nlpsum.text",
    "Analysis": "nlpsum.model",
    "Finding": "nlpsum.model",
    "Terms": "nlpsum.terms",
}

__all__ = [
    "Analysis", "Document", "Finding", "SectionRouter", "Terms", "Unread", "Wishes",
    "analyse", "batch", "draft", "lint", "read", "to_frame",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 - each name has its own type
    """The public name, from the module that holds it (PEP 562)."""
    if name not in _HOMES:
        message = f"module 'nlpsum' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """Keeps ``nlpsum.read`` a function although a folder has that name too.

    Importing a submodule sets it as an attribute of its package; for the public names it must not.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
