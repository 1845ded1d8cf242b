"""nlpsum batch: nothing lost, nothing twice, whatever happens."""

# ruff: noqa: S608 - the tables' names are the schema's
import contextlib
import csv
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

import pytest
from click.testing import CliRunner, Result

import nlpsum
from nlpsum.cli import main
from nlpsum.run import batch as run_batch
from nlpsum.run import pool, work
from nlpsum.run.batch import CannotBatchError, batch
from nlpsum.run.work import Orders, OtherCodeError, Task
from nlpsum.text import Block
from nlpsum.write.database import store
from nlpsum.write.database.export import FORMATS
from nlpsum.write.database.schema import INDEXES, PARTS, TABLES, VIEWS, script
from nlpsum.write.database.series import series, speaker


def text(number: int, amount: int = 100) -> str:
    return (
        f"青屿区科技局{number}月工作简报\n\n一、工作进展\n\n"
        f"{number}月，全区技术合同成交额{amount + number}万元，同比增长12.5%。召开科技工作会议。\n"
    )


def write(folder: Path, count: int = 3) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"2020年{number}月简报.txt").write_text(text(number), encoding="utf-8")
    return folder


def query(folder: Path, sql: str) -> list[tuple]:
    with contextlib.closing(sqlite3.connect(folder / store.FILE)) as database:
        return database.execute(sql).fetchall()


def content(folder: Path) -> dict[str, list[tuple]]:
    """All rows but those about runs."""
    found = {name: query(folder, f"SELECT * FROM {name}") for name in PARTS}
    names = ", ".join(TABLES["documents"].names[:-1])
    found["documents"] = query(folder, f"SELECT {names} FROM documents ORDER BY id")
    found["search"] = query(folder, "SELECT rowid, words FROM search")
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple]]:
    """What is found in forty briefs, wherever they lie, when nothing goes wrong."""
    past = write(tmp_path_factory.mktemp("whole") / "past", 40)
    list(batch([past], past.parent / "out"))
    return content(past.parent / "out")


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)


@contextlib.contextmanager
def here(_workers: int = 0) -> Iterator[pool.Engine]:
    """An engine without processes, which cost most of a small run."""

    def submit(chunk: pool.Chunk) -> Future:
        done: Future = Future()
        try:
            done.set_result(work.work(chunk))
        except OtherCodeError as error:
            done.set_exception(error)
        return done

    yield pool.Engine(1, submit)


@pytest.fixture(scope="module", autouse=True)
def in_process() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_batch, "local", here)
        yield


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real worker processes for one test."""
    monkeypatch.setattr(run_batch, "local", pool.local)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    past = write(tmp_path_factory.mktemp("work") / "past")
    out = past.parent / "out"
    assert len(list(batch([past], out))) == 3
    return past, out


def test_a_figure_has_its_value_name_period_and_sentence(done: tuple[Path, Path]) -> None:
    rows = query(
        done[1], "SELECT text, value, unit, kind, sentence, path FROM facts WHERE unit = '元'"
    )
    assert [row[:4] for row in rows] == [
        (f"{100 + n}万元", (100 + n) * 10_000, "元", "level") for n in (1, 2, 3)
    ]
    assert "技术合同成交额101万元" in rows[0][4]
    assert rows[0][5] == "../past/2020年1月简报.txt"


def test_words_are_found_two_characters_too(done: tuple[Path, Path]) -> None:
    found = query(
        done[1],
        "SELECT p.text FROM search s JOIN passages p ON p.id = s.rowid WHERE search MATCH '会议'",
    )
    assert len(found) == 3
    assert all("会议" in passage for (passage,) in found)


def test_every_span_quotes_its_text(done: tuple[Path, Path]) -> None:
    texts = {
        number: (done[1] / path).read_text(encoding="utf-8")
        for number, path in query(done[1], "SELECT id, path FROM documents")
    }
    for table in PARTS:
        for number, start, end, said in query(
            done[1], f'SELECT doc, start, "end", text FROM {table}'
        ):
            assert texts[number][start:end] == said


def test_passages_are_in_order_and_hold_their_mentions(done: tuple[Path, Path]) -> None:
    passages = query(done[1], 'SELECT doc, start, "end" FROM passages ORDER BY id')
    assert passages == sorted(passages)
    loose = query(
        done[1],
        "SELECT f.text FROM figures f LEFT JOIN passages p ON p.id = f.passage"
        ' WHERE p.id IS NULL OR f.start < p.start OR f.start >= p."end" OR f.doc <> p.doc',
    )
    assert loose == []


def test_every_view_can_be_read(done: tuple[Path, Path]) -> None:
    for view in VIEWS:
        query(done[1], f"SELECT * FROM {view}")


def test_every_table_view_and_column_is_described() -> None:
    made = script()
    for table in TABLES.values():
        for column in table.columns:
            assert column.about
            assert f'"{column.name}" {column.type}' in made
    assert all(about for about, _ in VIEWS.values())


def test_metadata_is_yaml_with_facets_that_exist(done: tuple[Path, Path]) -> None:
    yaml = pytest.importorskip("yaml", reason="pyyaml is not installed")
    read = yaml.safe_load((done[1] / "metadata.yaml").read_text(encoding="utf-8"))
    tables = read["databases"]["figures"]["tables"]
    assert set(tables) == {*TABLES, *VIEWS}
    for name, table in TABLES.items():
        assert set(table.facets) <= set(table.names)
        assert list(tables[name]["columns"]) == list(table.names)
    for table in TABLES:  # Datasette fails on a reference that leaves its column out
        references = query(done[1], f"PRAGMA foreign_key_list({table})")
        assert all(to == "id" for *_, to, _, _, _ in references)
    for one in read["databases"]["figures"]["queries"].values():
        sqlite = contextlib.closing(sqlite3.connect(done[1] / store.FILE))
        with sqlite as database:
            database.execute(one["sql"], {"metric": "额", "words": "会议"})


def test_a_second_run_does_only_what_changed(tmp_path: Path) -> None:
    past, out = write(tmp_path / "past"), tmp_path / "out"
    list(batch([past], out))
    assert list(batch([past], out)) == []
    (past / "2020年2月简报.txt").write_text(text(2, 900), encoding="utf-8")
    write(past, 4)
    (past / "2020年2月简报.txt").write_text(text(2, 900), encoding="utf-8")
    again = list(batch([past], out))
    assert sorted(Path(one.path).name for one in again) == [
        "2020年2月简报.txt",
        "2020年4月简报.txt",
    ]
    values = query(out, "SELECT value FROM figures WHERE unit = '元' ORDER BY doc")
    assert values == [(1_010_000,), (9_020_000,), (1_030_000,), (1_040_000,)]
    fresh = tmp_path / "fresh"
    list(batch([past], fresh))
    assert content(out) == content(fresh)


def test_a_changed_setting_or_version_does_all_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past, out = write(tmp_path / "past"), tmp_path / "out"
    list(batch([past], out))
    (past / "nlpsum.toml").write_text('ignore = ["X"]\n', encoding="utf-8")
    assert len(list(batch([past], out))) == 3
    terms = tmp_path / "terms.toml"
    terms.write_text('[aliases]\n科技合同额 = ["技术合同成交额"]\n', encoding="utf-8")
    assert len(list(batch([past], out, terms=terms))) == 3
    assert query(out, "SELECT DISTINCT name FROM figures WHERE unit = '元'") == [("科技合同",)]
    monkeypatch.setattr(run_batch, "code", lambda: "another version")
    with pytest.raises(CannotBatchError, match="不是同一版本"):
        list(batch([past], out))


def test_the_same_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    past, out = write(tmp_path / "past"), tmp_path / "out"
    list(batch([past], out))
    monkeypatch.chdir(past)
    assert list(batch(["."], "../out")) == []


def test_bad_files_are_listed_and_stop_nothing(tmp_path: Path) -> None:
    past = write(tmp_path / "past", 1)
    (past / "坏.docx").write_bytes(b"PK\x03\x04 this is no zip")
    (past / "空.txt").write_bytes(b"")
    listed = tmp_path / "名单.txt"
    listed.write_text(f"{past / '没有.txt'}\n", encoding="utf-8")
    out = tmp_path / "out"
    told = command("batch", past, f"@{listed}", "-o", out)
    assert told.exit_code == 1
    assert "处理4" in told.output
    assert "没能处理3" in told.output
    reasons = dict(query(out, "SELECT path, reason FROM unread"))
    assert set(reasons) == {"../past/坏.docx", "../past/空.txt", "../past/没有.txt"}
    assert all(reasons.values())
    assert query(out, "SELECT count(*) FROM documents WHERE state = 'read'") == [(1,)]
    again = command("batch", past, f"@{listed}", "-o", out)
    assert again.exit_code == 1
    assert "没能处理3" in again.output


def test_a_fault_of_ours_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: str, data: bytes) -> nlpsum.Document:
        raise ZeroDivisionError(path, data)

    monkeypatch.setattr(work, "parse", fails)
    task = Task(1, "a.txt", "", b"x", "d", "s", Orders(code=work.code()))
    (result,) = work.work([task])
    assert "ZeroDivisionError" in result.reason
    assert result.rows == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有的文件夹"], "没有这个文件或文件夹"),
        (["@没有的名单.txt"], "读不了名单"),
        ([], "没有说材料在哪里"),
        (["--resume"], "没有说材料在哪里"),
    ],
)
def test_what_cannot_run_says_so(tmp_path: Path, arguments: list[str], said: str) -> None:
    told = command("batch", *arguments, "-o", tmp_path / "out")
    assert told.exit_code == 2
    assert said in told.output
    assert "处理" not in told.output  # no bar before there is something to do
    assert not (tmp_path / "out").exists()


def test_a_database_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    past, out = write(tmp_path / "past", 1), tmp_path / "out"
    out.mkdir()
    (out / store.FILE).write_bytes(b"my precious notes" * 100)
    told = command("batch", past, "-o", out)
    assert told.exit_code == 2
    assert "不是数据库" in told.output
    assert (out / store.FILE).read_bytes() == b"my precious notes" * 100
    (out / store.FILE).unlink()
    with contextlib.closing(sqlite3.connect(out / store.FILE)) as database:
        database.execute("PRAGMA user_version = 99")
    told = command("batch", past, "-o", out)
    assert told.exit_code == 2
    assert "第99版" in told.output


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    past, out = write(tmp_path / "past", 1), tmp_path / "out"
    with store.writing(out):
        told = command("batch", past, "-o", out)
    assert told.exit_code == 2
    assert "另一个" in told.output


@pytest.mark.parametrize(
    ("signed", "folder", "name", "text", "expected"),
    [
        ("", "材料", "月报.xlsx", "# 柳河区区级资金月报表", "柳河区"),
        ("柳河区财政局", "材料", "a.txt", "", "柳河区"),
        ("云汀市公共交通集团有限公司", "材料", "a.txt", "", "云汀市公共交通集团"),
        ("市财政局", "材料", "a.txt", "云汀市2025年预算执行情况如下。", "云汀市"),
        ("市财政局", "云汀市/2025年", "a.txt", "", "云汀市"),
        ("市财政局", "材料", "云汀市财政局2025年总结.txt", "", "云汀市"),
        ("市财政局", "青屿区", "a.txt", "走访了柳河区。", "市财政局（青屿区）"),
        ("市财政局", "往年预算/2025年", "a.txt", "", "市财政局（往年预算）"),
        ("财政局", "往年预算", "a.txt", "云汀市的情况如下。", "云汀市"),
        ("", "简报", "2025年3月.txt", "", "简报"),
        ("", "简报", "供水日报3月2日.txt", "", "供水日报（简报）"),
    ],
)
def test_a_body_without_its_place_is_told_from_its_namesakes(
    signed: str, folder: str, name: str, text: str, expected: str
) -> None:
    title = text[2:] if text.startswith("# ") else ""
    read = nlpsum.Document(name, text, (Block(0, len(text)),), title, body=signed)
    analysis = nlpsum.analyse(read)
    assert series(read, speaker(analysis, folder), folder) == expected


def test_the_readme_prints_what_its_questions_answer(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    list(batch([root / "corpora" / "briefs"], tmp_path))
    asked = re.findall(r"```sql\n(.*?)```", (root / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(asked) == 3
    for question in asked:
        sql, *printed = question.split("-- ")
        answer = "".join(str(cell) for row in query(tmp_path, sql) for cell in row)
        assert re.sub(r"[\s|]", "", "".join(printed)) == re.sub(r"[\s|]", "", answer)


# Killed ------------------------------------------------------------------------------------------


def python(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )


DIES_AT = """
import os, signal, sqlite3, sys
statement, left, connect = sys.argv.pop(1), int(sys.argv.pop(1)), sqlite3.connect
def step(said):
    global left
    left -= said.lstrip().startswith(statement)
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
def connected(*arguments, **options):
    database = connect(*arguments, **options)
    database.set_trace_callback(step)
    return database
sqlite3.connect = connected
sys.path.insert(0, sys.argv.pop(1))
from test_batch import here
from nlpsum.run import batch
batch.local = here
batch._FILES = 8
from nlpsum.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize(
    ("statement", "time", "kept"),
    [
        ("CREATE TABLE events", 1, 0),
        ("INSERT INTO documents", 9, 8),
        ("INSERT INTO search", 70, 16),
        ("COMMIT", 6, 32),
        ("CREATE INDEX", 2, 40),
        ("UPDATE runs SET finished", 1, 40),
    ],
)
def test_killed_at_a_moment_and_resumed(
    tmp_path: Path, statement: str, time: int, kept: int, whole: dict[str, list[tuple]]
) -> None:
    past, out = write(tmp_path / "past", 40), tmp_path / "out"
    arguments = (statement, str(time), Path(__file__).parent, "batch", past, "-o", out)
    assert python(DIES_AT, *arguments).returncode == -signal.SIGKILL
    assert query(out, "PRAGMA integrity_check") == [("ok",)]
    tables = query(out, "SELECT name FROM sqlite_master WHERE name = 'search'")
    before = query(out, "SELECT count(*) FROM documents")[0][0] if tables else 0
    assert before == kept
    resumed = bool(tables and query(out, "SELECT 1 FROM runs"))
    told = command("batch", *(["--resume"] if resumed else [past]), "-o", out)
    assert told.exit_code == 0
    assert f"40份材料：处理{40 - before}　没有变化{before}　" in told.output
    assert query(out, "SELECT sum(done) FROM runs") == [(40,)]
    assert content(out) == whole
    assert query(out, "PRAGMA integrity_check") == [("ok",)]
    made = query(out, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql <> ''")
    assert {name for (name,) in made} == set(INDEXES)


def below(process: int) -> list[int]:
    """All processes that descend from a process."""
    children = {
        int(one)
        for task in Path(f"/proc/{process}/task").glob("*/children")
        for one in task.read_text().split()
    }
    return [*children, *(one for child in children for one in below(child))]


def workers() -> list[int]:
    """The worker processes of this one."""
    found = below(os.getpid())
    return [one for one in found if b"serve()" in Path(f"/proc/{one}/cmdline").read_bytes()]


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")


@needs_proc
@pytest.mark.usefixtures("processes")
def test_a_killed_worker_costs_nothing(tmp_path: Path, whole: dict[str, list[tuple]]) -> None:
    past, out = write(tmp_path / "past", 40), tmp_path / "out"
    killed = 0
    for n, _ in enumerate(batch([past], out, workers=2)):
        for worker in workers() if n in {0, 20} else ():
            os.kill(worker, signal.SIGKILL)
            killed += 1
    assert killed
    assert content(out) == whole


DIES_WORKING = """
import os, signal, sys
sys.path.insert(0, sys.argv[3])
from test_batch import workers
from nlpsum.run.batch import batch
for _ in batch([sys.argv[1]], sys.argv[2], workers=2):
    print(*workers(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@needs_proc
def test_workers_end_with_their_driver(tmp_path: Path) -> None:
    past = write(tmp_path / "past", 40)
    done = python(DIES_WORKING, past, tmp_path / "out", Path(__file__).parent)
    assert done.returncode == -signal.SIGKILL
    left = [int(one) for one in done.stdout.split()]
    assert left
    end = monotonic() + 60
    while left and monotonic() < end:
        left = [one for one in left if alive(one)]
    assert left == []


def alive(process: int) -> bool:
    """Whether a process runs: one that has ended may wait for its parent to ask."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_file_that_kills_its_worker_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past, out = write(tmp_path / "past", 12), tmp_path / "out"
    (past / "2020年5月简报.txt").write_text("毒", encoding="utf-8")

    @contextlib.contextmanager
    def poisoned(_workers: int = 0) -> Iterator[pool.Engine]:
        with pool.local(1) as engine:

            def submit(chunk: pool.Chunk) -> Future:
                if any(task.data == "毒".encode() for task in chunk):
                    lost: Future = Future()
                    lost.set_exception(pool.LostError())
                    return lost
                return engine.submit(chunk)

            yield pool.Engine(1, submit)

    monkeypatch.setattr(run_batch, "local", poisoned)
    results = list(batch([past], out))
    failed = [one for one in results if one.reason]
    assert len(results) == 12
    assert [Path(one.path).name for one in failed] == ["2020年5月简报.txt"]
    assert "中断" in failed[0].reason
    monkeypatch.undo()
    assert [Path(one.path).name for one in batch([past], out)] == ["2020年5月简报.txt"]


@needs_proc
def test_a_worker_that_dies_is_replaced() -> None:
    good = Task(1, "a.txt", "", text(1).encode(), "d", "s", Orders(code=work.code()))
    with pool.local(1) as engine:
        first = engine.submit((good,)).result()
        for worker in workers():
            os.kill(worker, signal.SIGKILL)
        with pytest.raises(pool.LostError):
            engine.submit((good,)).result()
        assert engine.submit((good,)).result() == first


@pytest.mark.skipif(sys.platform == "win32", reason="needs resource limits")
@pytest.mark.parametrize("room", [30_000, 60_000])
def test_a_full_disk_leaves_a_whole_database(
    tmp_path: Path, room: int, whole: dict[str, list[tuple]]
) -> None:
    past, out = write(tmp_path / "past", 40), tmp_path / "out"
    list(batch([run_batch.files([str(past)])[0]], out))
    # A limit on the size of files fails writes as a full disk does, with nothing to mount.
    limit = (out / store.FILE).stat().st_size + room
    limited = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "sys.path.insert(0, sys.argv.pop(1))\n"
        "from test_batch import batch, here, main, run_batch\n"
        "run_batch.local, run_batch._FILES = here, 8\n"
        "main()"
    )
    told = python(limited, Path(__file__).parent, "batch", past, "-o", out)
    assert told.returncode == 2
    assert "磁盘满了" in told.stderr
    assert "Traceback" not in told.stderr
    assert query(out, "PRAGMA integrity_check") == [("ok",)]
    assert 1 <= query(out, "SELECT count(*) FROM documents")[0][0] < 40
    list(batch([past], out))
    assert content(out) == whole


# Out of the database -----------------------------------------------------------------------------


def test_exports_hold_every_row(done: tuple[Path, Path]) -> None:
    past, out = done
    forms = [form for form in FORMATS if form != "parquet"]
    told = command("batch", past, "-o", out, *(f"--export={form}" for form in forms))
    assert told.exit_code == 0
    expected = query(out, "SELECT count(*) FROM figures")[0][0]
    with (out / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == expected
    assert tuple(rows[0]) == TABLES["figures"].names
    lines = (out / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == [row["text"] for row in rows]
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(out / "figures.xlsx", read_only=True)
    assert book.sheetnames == ["documents", *PARTS]
    assert sum(1 for _ in book["figures"].iter_rows()) == expected + 1


def test_parquet_has_every_row(done: tuple[Path, Path]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert command("batch", done[0], "-o", done[1], "--export=parquet").exit_code == 0
    frame = parquet.read_table(done[1] / "figures.parquet")
    assert frame.num_rows == query(done[1], "SELECT count(*) FROM figures")[0][0]
    assert frame.column_names == list(TABLES["figures"].names)


def test_a_text_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    past, out = tmp_path / "past", tmp_path / "out"
    past.mkdir()
    (past / "a.txt").write_text("=1+1\n\n全区共有企业5家。\n", encoding="utf-8")
    assert command("batch", past, "-o", out, "--export=xlsx").exit_code == 0
    sheet = openpyxl.load_workbook(out / "figures.xlsx")["passages"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert cells
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    assert command("batch", past, "-o", out, "--export=csv").exit_code == 0
    with (out / "passages.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [text for row in csv.reader(file) for text in row if "1+1" in text]
    assert set(found) == {"'=1+1"}


def test_python_gives_results_and_frames(tmp_path: Path) -> None:
    past = write(tmp_path / "past", 2)
    (past / "空.txt").write_bytes(b"")
    results = list(nlpsum.batch([past]))
    assert sorted(bool(one.reason) for one in results) == [False, False, True]
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = nlpsum.to_frame(results)
    assert isinstance(frame, pandas.DataFrame)
    assert len(frame) == sum(len(one.rows.get("figures", ())) for one in results)
    assert len(nlpsum.to_frame(results, "documents")) == 3
    with pytest.raises(ValueError, match="no table"):
        nlpsum.to_frame(results, "things")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.0.0.1:好", "127.0.0.1:99999999"])
def test_a_cluster_that_does_not_answer_is_named_at_once(tmp_path: Path, address: str) -> None:
    if not find_spec("ray"):
        pytest.skip("ray is not installed")
    past = write(tmp_path / "past", 1)
    told = command("batch", past, "-o", tmp_path / "out", "--engine=ray", f"--address={address}")
    assert told.exit_code == 2
    assert f"{address}：连不上" in told.output


@needs_proc
def test_ray_gives_the_same_rows_and_survives_a_killed_worker(
    tmp_path: Path, whole: dict[str, list[tuple]]
) -> None:
    if not find_spec("ray"):  # looked for, not imported: it reads its settings when it is
        pytest.skip("ray is not installed")
    past, out = write(tmp_path / "past", 40), tmp_path / "out"
    killed = False
    for _ in batch([past], out, engine="ray", workers=2):
        if not killed:
            for process in below(os.getpid()):
                if (
                    Path(f"/proc/{process}/cmdline")
                    .read_bytes()
                    .startswith((b"ray::work", b"ray::IDLE"))
                ):
                    os.kill(process, signal.SIGKILL)
                    killed = True
    assert killed
    assert content(out) == whole
