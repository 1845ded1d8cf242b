"""``metadata.yaml`` for ``datasette figures.sqlite -m metadata.yaml``: titles, facets, queries."""

from __future__ import annotations

import json

from nlpsum.write.database.schema import SEARCH, TABLES, VIEWS

FILE = "metadata.yaml"

_QUESTIONS = {
    "restated_values": ("哪些数字前后两份文件不一致？", "SELECT * FROM restated"),
    "one_metric": (
        "一个指标历年的数值",
        """SELECT body, period, text, path, sentence FROM facts
WHERE name LIKE '%' || :metric || '%' AND kind = 'level' ORDER BY body, period""",
    ),
    "find_sentences": (
        "查句子：词之间要有空格",
        """SELECT d.path, p.text FROM search s JOIN passages p ON p.id = s.rowid
JOIN documents d ON d.id = p.doc WHERE search MATCH :words ORDER BY rank LIMIT 100""",
    ),
    "most_faults": (
        "哪些文件问题最多？",
        "SELECT path, count(*) AS faults FROM faults GROUP BY path ORDER BY faults DESC",
    ),
}


def metadata() -> str:
    """The whole file, in the subset of YAML that JSON strings belong to."""
    lines = [
        f"title: {_quoted('历年材料数字库')}",
        f"description: {_quoted(SEARCH)}",
        "databases:",
        "  figures:",
        "    tables:",
    ]
    for name, table in TABLES.items():
        lines += [f"      {name}:", f"        description: {_quoted(table.about)}"]
        if table.facets:
            lines.append(f"        facets: {json.dumps(table.facets)}")
        if name == "documents":
            lines.append("        label_column: file")
        if name == "passages":
            lines += ["        fts_table: search", "        fts_pk: id"]
        lines.append("        columns:")
        lines += [f"          {column.name}: {_quoted(column.about)}" for column in table.columns]
    for name, (about, _) in VIEWS.items():
        lines += [f"      {name}:", f"        description: {_quoted(about)}"]
    lines.append("    queries:")
    for name, (title, sql) in _QUESTIONS.items():
        lines += [f"      {name}:", f"        title: {_quoted(title)}"]
        lines.append(f"        sql: {_quoted(sql)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
