"""The command line, one command a file: parse, call one function, print. Only this floor prints.

Commands are imported when they are called, so ``nlpsum --help`` costs no more than click.
"""

from __future__ import annotations

import errno
import gc
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from typing import Any

import click

_COMMANDS = {
    "draft": "从简报起草工作报告，每个数字都有出处",
    "review": "把核稿页上的意见套用到稿件",
    "diff": "和上期报告逐项对照：数字怎么变了，文字改了哪里",
    "lint": "找出没填的 × 和对不上的数字",
    "train": "从往年报告学会每句话归哪一章",
    "explain": "说明一条规则，或列出全部规则",
    "extract": "列出文件中的数字、空缺、名称、事件和归类",
    "batch": "把历年材料做成数字库",
    "trend": "看一个指标历年的走势",
}


_ROOMY = 50_000
_FAILED = 2


class _Commands(click.Group):
    """Commands by name, from the module of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        # What a command imports stays: searching all of it for garbage finds none.
        gc.set_threshold(_ROOMY)
        return import_module(f"nlpsum.cli.{cmd_name}").command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what a command gives
        """Runs a command; a bug of ours ends with 2, as 1 is for what is wrong with the files."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # nobody reads on; click knows
            click.echo(_told(error), err=True)
            ctx.exit(_FAILED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("命令"):
            formatter.write_dl(list(_COMMANDS.items()))


def _told(error: Exception) -> str:
    """What happened in one line: the file at work, where in the program, and what it said."""
    if isinstance(error, OSError) and error.filename:
        from nlpsum.text import why

        return f"{error.filename}：{why(error)}"
    place = extract_tb(error.__traceback__)[-1]
    said = " ".join(f"{type(error).__name__} {error}".split())
    files = "".join(f"{note}：" for note in getattr(error, "__notes__", ()))
    return f"{files}程序出错，没有做完，请报告（{Path(place.filename).name}:{place.lineno} {said}）"


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nlpsum")
def main() -> None:
    """起草和核对工作报告：每个数字都有出处。"""
