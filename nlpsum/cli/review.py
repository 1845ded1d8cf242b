"""``nlpsum review apply``: the report rebuilt with what was decided on its review page."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group(name="review")
def command() -> None:
    """核稿：把核稿页上的意见套用到稿件。"""


@command.command(name="apply")
@click.argument("decisions")
@click.option("--draft", default="", help="草稿 draft.json；默认在意见文件旁边或 out/ 里找")
@click.option("-o", "--output", default="", help="放结果的文件夹；默认是草稿旁边的 reviewed/")
def apply(decisions: str, draft: str, output: str) -> None:
    """套用核稿页存出的 decisions.json，重新写出全部文件。

    核准的不再批注，改数成为修订，退回的变回 ×。原来的草稿不动。

    例：nlpsum review apply decisions.json --draft out/draft.json
    """
    from nlpsum.kit import installed
    from nlpsum.run.decide import BadDecisionsError, decide
    from nlpsum.run.files import REASONS
    from nlpsum.run.saved import BadDraftError, load

    try:
        said = Path(decisions).read_bytes()
        source = _draft_path(Path(decisions), draft)
        decided = decide(load(source.read_bytes()), said)
        folder = Path(output) if output else source.parent / "reviewed"
        made = [(one.filename, one.write(decided.draft)) for one in installed().writers]
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in made:
            (folder / name).write_bytes(data)
    except (BadDecisionsError, BadDraftError) as error:
        click.echo(f"{decisions}：{error}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"{error.filename}：{REASONS.get(error.errno or 0, '打不开')}", err=True)
        sys.exit(2)
    for line in decided.refused:
        click.echo(f"没有套用：{line}", err=True)
    if gone := sum(not document.text for document in decided.draft.documents):
        click.echo(f"{gone}份材料不在原处或已改动，新的核稿页上没有它们的上下文", err=True)
    slots = [slot for sentence in decided.draft.sentences for slot in sentence.slots]
    open_ = sum(slot.value is None for slot in slots)
    click.echo(f"套用{decided.applied}条意见，还有{open_}处×，全部文件在 {folder}")
    sys.exit(1 if decided.refused or open_ else 0)


def _draft_path(decisions: Path, given: str) -> Path:
    """The draft.json meant: the one given, else beside the decisions, else in out/."""
    if given:
        return Path(given)
    beside = decisions.parent / "draft.json"
    return beside if beside.exists() else Path("out") / "draft.json"
