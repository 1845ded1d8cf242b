"""The tables, columns and views of ``figures.sqlite``: one description for all who use it.

``script()`` makes the database; what every column means stands in it as a comment, so that
``.schema`` in the sqlite shell is the documentation. Numbers of rows are stable: row n of document
d has the id ``d * ROWS + n``, in every table, on every machine.
"""

from __future__ import annotations

from typing import NamedTuple

SCHEMA = 1
"""Kept in ``PRAGMA user_version``; a database of another number is refused."""

ROWS = 10_000_000
"""How many rows of one table a document may have."""


class Column(NamedTuple):
    """A column: its name, SQLite type and meaning (Chinese, for those who open the database)."""

    name: str
    type: str
    about: str


class Table(NamedTuple):
    """A table: what it holds, its columns, and those worth faceting by in Datasette."""

    about: str
    columns: tuple[Column, ...]
    facets: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


_ID = Column("id", "INTEGER PRIMARY KEY", "编号：文件编号×10000000＋序号")
_DOC = Column("doc", "INTEGER NOT NULL REFERENCES documents(id)", "所在文件")
_PASSAGE = Column("passage", "INTEGER", "所在句子（passages.id），没有则空")
_SPAN = (
    Column("start", "INTEGER", "起点：全文第几个字符，从0数"),
    Column("end", "INTEGER", "终点，不含"),
    Column("text", "TEXT", "原文"),
)
_LOCATOR = Column("locator", "TEXT", "位置：body/p6 第6段，l12 第12行，p3 第3页，Sheet1!B5 单元格")
_NAMES = (
    Column("metric", "TEXT", "指标名，照原文"),
    Column("name", "TEXT", "指标名的实义部分，别名已换成一个"),
    Column("key", "TEXT", "指标名的比较键：name 的字排序，键相同就是同一指标"),
)
_PERIOD = Column(
    "period", "TEXT", "期间：2025、2025-H1、2025-06、2025-01..2025-05、@2025-12-31（时点）"
)

TABLES: dict[str, Table] = {
    "runs": Table(
        "每次运行",
        (
            Column("id", "INTEGER PRIMARY KEY", "第几次"),
            Column("started", "TEXT", "开始时间，UTC"),
            Column("finished", "TEXT", "结束时间；空为中断，用 --resume 接着做"),
            Column("paths", "TEXT", "处理了哪些路径，JSON"),
            Column("version", "TEXT", "nlpsum 版本"),
            Column("engine", "TEXT", "引擎：local 或 ray"),
            Column("workers", "INTEGER", "进程数"),
            Column("files", "INTEGER", "文件数"),
            Column("done", "INTEGER", "这次处理的"),
            Column("reused", "INTEGER", "没有变化、沿用上次结果的"),
            Column("failed", "INTEGER", "没能处理的，含沿用的"),
            Column("seconds", "REAL", "用时，秒"),
        ),
    ),
    "documents": Table(
        "文件，一个一行，读不了的也在",
        (
            Column("id", "INTEGER PRIMARY KEY", "编号"),
            Column("path", "TEXT NOT NULL UNIQUE", "路径，相对于本库所在的文件夹"),
            Column("file", "TEXT", "文件名"),
            Column("state", "TEXT", "read 读了，failed 没能处理"),
            Column("reason", "TEXT", "没能处理的原因"),
            Column("title", "TEXT", "标题"),
            Column("date", "TEXT", "成文日期"),
            Column("year", "INTEGER", "成文年份"),
            Column("kind", "TEXT", "brief 简报，notice 通知，report 报告，table 表"),
            Column("body", "TEXT", "发文单位"),
            Column("series", "TEXT", "属于谁的系列：地区、单位；不知道时为去掉日期的标题"),
            Column("source", "TEXT", "怎样读的：docx、pdf、utf-8、gb18030……"),
            Column("chars", "INTEGER", "字符数"),
            Column("figures", "INTEGER", "数字个数"),
            Column("checked", "INTEGER", "其中与别的数字核对过的"),
            Column("digest", "TEXT", "文件内容的 SHA-256"),
            Column("signature", "TEXT", "处理它的程序和设置的签名；内容和签名都没变就不重做"),
            Column("run", "INTEGER REFERENCES runs(id)", "哪次运行处理的"),
        ),
        ("state", "kind", "series", "year"),
    ),
    "passages": Table(
        "句子：正文逐句，表格逐行",
        (
            *(_ID, _DOC),
            Column("kind", "TEXT", "title、heading、paragraph、item、row（表格的一行）"),
            *_SPAN,
            Column("topic", "TEXT", "归类：innovation、finance……，没有归类则空"),
            Column("mode", "TEXT", "done 已做，plan 打算，problem 问题，background 背景"),
            Column("score", "REAL", "归类的把握，0—1"),
        ),
        ("kind", "topic", "mode"),
    ),
    "figures": Table(
        "数字",
        (
            *(_ID, _DOC, _PASSAGE, *_SPAN),
            Column("value", "REAL", "值，已乘开万、亿：1.2亿元为120000000"),
            Column("exact", "TEXT", "值的十进制原样；范围 4.5..5，分数 1/3"),
            Column("low", "REAL", "印出的数所代表的下限，空为不限"),
            Column("high", "REAL", "上限，空为不限"),
            Column("unit", "TEXT", "单位"),
            *_NAMES,
            Column("kind", "TEXT", "level 数值，change 增减，share 占比，rank 位次，target 目标"),
            Column("basis", "TEXT", "与什么比：同比、环比、年均、较年初"),
            Column("of", "TEXT", "占比的整体"),
            Column("direction", "TEXT", "up 增，down 减"),
            _PERIOD,
            Column("first", "TEXT", "期间首日"),
            Column("last", "TEXT", "期间末日"),
            Column("year", "INTEGER", "期间末日的年份"),
            Column("modifier", "TEXT", "超、近、约、以上"),
            Column("body", "TEXT", "谁的数字：地区或单位"),
            Column("scope", "TEXT", "原文所说的范围：全市、自来水公司"),
            _LOCATOR,
            Column("flags", "TEXT", "存疑之处，空格隔开：ocr、hidden、inserted……"),
            Column("rule", "TEXT", "由哪条规则读出"),
        ),
        ("kind", "unit", "year", "body"),
    ),
    "blanks": Table(
        "没填的空缺",
        (
            *(_ID, _DOC, _PASSAGE, *_SPAN),
            Column("kind", "TEXT", "缺什么：amount、count、percent、date、name……"),
            Column("unit", "TEXT", "单位"),
            *_NAMES,
            _PERIOD,
            _LOCATOR,
        ),
        ("kind",),
    ),
    "entities": Table(
        "名称",
        (
            *(_ID, _DOC, _PASSAGE, *_SPAN),
            Column("label", "TEXT", "ORG 机构，PLACE 地名，PERSON 人名，POLICY 政策，DOCNO 文号……"),
            Column("name", "TEXT", "简称所指的全称"),
        ),
        ("label",),
    ),
    "events": Table(
        "事件",
        (
            *(_ID, _DOC, _PASSAGE, *_SPAN),
            Column("trigger", "TEXT", "动词：召开、印发……"),
            Column("kind", "TEXT", "meeting、issue、start、finish、award、visit、support、other"),
            Column("actor", "TEXT", "谁"),
            Column("object", "TEXT", "什么"),
            Column("date", "TEXT", "何时"),
            Column("place", "TEXT", "何地"),
            Column("mode", "TEXT", "done 已做，plan 打算"),
        ),
        ("kind", "mode"),
    ),
    "findings": Table(
        "核对出的问题（同 nlpsum lint）",
        (
            *(_ID, _DOC, _PASSAGE, *_SPAN),
            Column("code", "TEXT", "规则代码，nlpsum explain 代码 有说明"),
            Column("rule", "TEXT", "规则名"),
            Column("severity", "TEXT", "error 错误，warning 警告，info 提示"),
            Column("message", "TEXT", "说明"),
            Column("computed", "TEXT", "算出的"),
            Column("printed", "TEXT", "印出的"),
            Column("gap", "TEXT", "相差"),
            Column("unit", "TEXT", "单位"),
            Column("because", "TEXT", "依据，JSON：[{start,end,text,role}]"),
            Column("fingerprint", "TEXT", "指纹：别处改动时不变"),
        ),
        ("code", "severity"),
    ),
}
"""Every table but ``search``, parents first."""

PARTS = tuple(name for name in TABLES if name not in {"runs", "documents"})
"""The tables whose rows belong to a document."""

INDEXES = {
    "figures_key": "figures(key, body, period)",
    "figures_metric": "figures(metric)",
    "blanks_doc": "blanks(doc)",
    "entities_name": "entities(name, label)",
    "findings_code": "findings(code)",
}
"""Name, and table with columns. Made when a run is through, not with the tables."""

VIEWS: dict[str, tuple[str, str]] = {
    "facts": (
        "数字连同文件和句子",
        """SELECT f.id, d.series, f.body, f.metric, f.name, f.kind, f.basis, f.period, f.text,
  f.value, f.unit, f.modifier, d.date, d.path, f.locator, p.text AS sentence, f.key
FROM figures f JOIN documents d ON d.id = f.doc LEFT JOIN passages p ON p.id = f.passage""",
    ),
    "metrics": (
        "有哪些指标，各有多少数字",
        """SELECT name, group_concat(DISTINCT metric) AS written, unit, count(*) AS figures,
  count(DISTINCT doc) AS documents, count(DISTINCT body) AS bodies, min(year) AS first_year,
  max(year) AS last_year, key
FROM figures WHERE kind IN ('level', 'share') AND key <> '' AND period <> ''
GROUP BY key, unit ORDER BY figures DESC, name""",
    ),
    "yearly": (
        "全年和年底的数值：单位、指标、年份",
        """SELECT f.body, f.name, f.year, f.text, f.value, f.unit, d.path, f.key
FROM figures f JOIN documents d ON d.id = f.doc
WHERE f.kind = 'level' AND (length(f.period) = 4 OR f.period LIKE '@%-12-31')
ORDER BY f.name, f.body, f.year""",
    ),
    "restated": (
        "同一单位、指标、期间，两份文件说法不同",
        """WITH level AS (
  SELECT f.*, d.path, d.digest FROM figures f JOIN documents d ON d.id = f.doc
  WHERE f.kind = 'level' AND f.key <> '' AND f.period <> '')
SELECT a.body, a.name, a.period, a.text AS one, a.path AS one_path, b.text AS other,
  b.path AS other_path, a.unit, a.id AS one_id, b.id AS other_id
FROM level a JOIN level b ON a.key = b.key AND a.body = b.body AND a.period = b.period
  AND a.unit = b.unit AND a.doc < b.doc AND a.digest <> b.digest
WHERE (a.high < b.low OR b.high < a.low)
  AND NOT EXISTS (SELECT 1 FROM level c WHERE c.doc IN (a.doc, b.doc) AND c.key = a.key
    AND c.body = a.body AND c.period = a.period AND c.unit = a.unit AND c.id NOT IN (a.id, b.id)
    AND (c.doc = a.doc AND c.low <= b.high AND b.low <= c.high
      OR c.doc = b.doc AND c.low <= a.high AND a.low <= c.high))
GROUP BY a.key, a.body, a.period, a.unit, a.doc, b.doc HAVING a.start = min(a.start)
ORDER BY a.name, a.body, a.period""",
    ),
    "unfilled": (
        "没填的空缺，按文件",
        """SELECT d.path, count(*) AS blanks, group_concat(b.text || ' ' || b.metric, '；') AS what
FROM blanks b JOIN documents d ON d.id = b.doc GROUP BY d.id ORDER BY blanks DESC, d.path""",
    ),
    "faults": (
        "问题连同文件和句子",
        """SELECT d.path, s.severity, s.code, s.text, s.message, p.text AS sentence
FROM findings s JOIN documents d ON d.id = s.doc LEFT JOIN passages p ON p.id = s.passage
ORDER BY s.severity, d.path, s.start""",
    ),
    "unread": (
        "没能处理的文件",
        "SELECT path, reason FROM documents WHERE state = 'failed' ORDER BY path",
    ),
}
"""Name, what it answers, and its SELECT."""

SEARCH = (
    "全文检索：词之间要有空格，如 search MATCH '技术 合同'；"
    "相连的词加引号 '\"技术 合同\"'；词的开头加星号 '高新*'"
)


def script() -> str:
    """The SQL that makes an empty database of this schema."""
    tables = "".join(_create(name, table) for name, table in TABLES.items())
    views = "".join(
        f"CREATE VIEW {name} AS -- {about}\n{select};\n" for name, (about, select) in VIEWS.items()
    )
    # The words are cut and folded: what is not ASCII needs no look at Unicode's tables.
    search = f"CREATE VIRTUAL TABLE search USING fts5(words, tokenize = 'ascii'); -- {SEARCH}\n"
    return f"{tables}{search}{views}PRAGMA user_version = {SCHEMA};\n"


def _create(name: str, table: Table) -> str:
    """``CREATE TABLE`` with what each column means."""
    last = len(table.columns) - 1
    lines = "".join(
        f'  "{column.name}" {column.type}{"," if i < last else ""} -- {column.about}\n'
        for i, column in enumerate(table.columns)
    )
    return f"CREATE TABLE {name} ( -- {table.about}\n{lines});\n"
