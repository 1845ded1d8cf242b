"""The house holds: floors, explicit parts, a light door, nothing foreign in the wheel."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "nlpsum"


def test_floors_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_top_level_is_what_the_user_fixed() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("not a git checkout")
    top = {line.strip('"').split("/")[0] for line in tracked.stdout.splitlines()}
    assert top <= {
        "nlpsum",
        "corpora",
        "models",
        "tests",
        "cli.py",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "README.zh-CN.md",
        "Makefile",
        ".ci",
        ".gitignore",
    }


@pytest.mark.parametrize("command", [["--help"], ["lint", "--help"], ["draft", "--help"]])
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    probe = (
        "import sys\n"
        "from nlpsum.cli import main\n"
        f"try: main({command!r})\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m in"
        " {'spacy','sklearn','numpy','jieba','rjieba','lxml','openpyxl','rich','transformers'}])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]"), done.stdout[-300:]


def test_siblings_with_one_name_are_refused() -> None:
    from nlpsum.kit import Kit
    from nlpsum.parts import Extractor

    part = Extractor("figures", lambda _reading: ())
    with pytest.raises(ValueError, match="figures"):
        Kit(extractors=(part, part))


def test_every_module_says_what_it_is() -> None:
    for path in PACKAGE.rglob("*.py"):
        first = path.read_text(encoding="utf-8").lstrip()
        assert first.startswith('"""'), f"{path} has no docstring"


def test_no_module_is_called_utils() -> None:
    assert not [p for p in PACKAGE.rglob("*.py") if re.search(r"util|helper|common|misc", p.stem)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    copy = tmp_path_factory.mktemp("source")
    for name in ("nlpsum", "models", "pyproject.toml", "README.md", "LICENSE"):
        subprocess.run(["cp", "-r", ROOT / name, copy], check=True)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", out, copy],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_holds_only_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {
        "nlpsum",
        wheel.name.split("-py3")[0] + ".dist-info",
    }
    packed = {name for name in names if name.startswith("nlpsum/")}
    here = {
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    models = {f"nlpsum/models/{path.name}" for path in (ROOT / "models").iterdir()}
    assert packed == here | models


def test_the_wheel_drafts_in_a_new_environment(wheel: Path, tmp_path: Path) -> None:
    new = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", new], check=True)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            new,
            "install",
            "-q",
            "--no-deps",
            "--no-index",
            wheel,
        ],
        check=True,
        capture_output=True,
    )
    # Its dependencies come from the environment of the tests: the network is closed to tests.
    site = next(new.glob("lib/python*/site-packages"))
    (site / "dependencies.pth").write_text(
        "\n".join(p for p in sys.path if p.endswith("site-packages")) + "\n", encoding="utf-8"
    )
    done = subprocess.run(
        [new / "bin" / "nlpsum", "draft", ROOT / "corpora" / "briefs", "-o", tmp_path / "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    assert (tmp_path / "out" / "report.docx").exists()
    where = subprocess.run(
        [new / "bin" / "python", "-c", "import nlpsum; print(nlpsum.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(new) in where.stdout


def test_versions_agree() -> None:
    import nlpsum

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == nlpsum.__version__


def test_public_names_are_not_hidden_by_folders_of_that_name() -> None:
    probe = (
        "import nlpsum.read.plain, nlpsum.kit, nlpsum\n"
        "from nlpsum import read\n"
        "assert callable(read) and callable(nlpsum.read)\n"
        "assert all(callable(getattr(nlpsum, name)) for name in nlpsum.__all__)\n"
    )
    subprocess.run([sys.executable, "-c", probe], check=True)
