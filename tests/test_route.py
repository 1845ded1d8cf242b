"""Routing: headings, parts, neighbours, explanation, models that cannot be used."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlpsum.model import UNROUTED
from nlpsum.read.plain import blocks
from nlpsum.route import BadModelError, default, route
from nlpsum.route.features import code, codes, features, plain, unnumbered
from nlpsum.route.passages import part_of, passages
from nlpsum.route.scorer import default_folder, load, scorer
from nlpsum.route.train import Example, train
from nlpsum.text import Document

REPORT = """青屿区2024年工作总结和2025年打算

一、2024年工作回顾
（一）科技创新
新认定高新技术企业46家。研发投入强度达到2.4%。
（二）农业农村
粮食总产21万吨。新建高标准农田3.2万亩。
二、存在的问题
部分企业研发能力不强，专业人才短缺。
三、2025年工作安排
（一）生态环保
整治入河排污口40个。完成造林2万亩。
"""


def document(text: str) -> Document:
    return Document("page", text, tuple(blocks(text)))


def routed(text: str) -> dict[str, tuple[str, str]]:
    page = document(text)
    return {page.quote(r.span): (r.topic, r.mode) for r in route(page, default())}


def test_topics_and_modes_of_a_report() -> None:
    found = routed(REPORT)
    assert found["新认定高新技术企业46家。"] == ("innovation", "done")
    assert found["粮食总产21万吨。"] == ("agriculture", "done")
    assert found["部分企业研发能力不强，专业人才短缺。"][1] == "problem"
    # The same words are a result in one part and a plan in another.
    assert found["完成造林2万亩。"] == ("ecology", "plan")
    assert routed(REPORT.replace("2025年工作安排", "绿色发展回顾"))["完成造林2万亩。"][1] == "done"


def test_a_heading_decides_where_the_words_do_not() -> None:
    line = "下发通知12份，组织培训6场。"
    agriculture = routed(f"一、粮食生产和农业农村工作\n{line}\n")[line][0]
    safety = routed(f"一、安全生产和应急管理\n{line}\n")[line][0]
    assert (agriculture, safety) == ("agriculture", "safety")


def test_headings_that_run_in() -> None:
    page = document("（一）促进就业。新增就业3万人。发放补贴200万元。\n")
    assert [p.headings for p in passages(page)] == [
        (),
        ("（一）促进就业。",),
        ("（一）促进就业。",),
    ]


@pytest.mark.parametrize(
    ("headings", "part"),
    [
        (("一、2024年工作回顾", "（一）科技创新"), "done"),
        (("三、2025年重点工作",), "plan"),
        (("一、2024年预算执行情况和2025年预算草案",), ""),
        (("一、工作回顾", "（四）存在的问题"), "problem"),
        (("名词解释",), "background"),
        ((), ""),
    ],
)
def test_parts(headings: tuple[str, ...], part: str) -> None:
    assert part_of(headings) == part


def test_explained_by_words_and_headings() -> None:
    page = document("一、科技创新\n新认定高新技术企业46家。\n")
    (only,) = route(page, default(), explain=True)
    assert any("高新技术" in reason for reason in only.because)
    assert "标题：一、科技创新" in only.because
    assert route(page, default())[0].because == ()


def test_nothing_to_route() -> None:
    assert route(document(""), default()) == ()
    assert route(document("一、标题\n"), default()) == ()


def test_below_the_threshold_nothing_is_said() -> None:
    examples = [
        Example(text, topic, "done")
        for topic, texts in (
            ("甲", ["修路一条。", "修路两条。", "修桥修路。"]),
            ("乙", ["种树一片。", "种树两片。", "种草种树。"]),
        )
        for text in texts
    ]
    examples.append(Example("修路计划。", "甲", "plan"))
    sure = train(examples)
    known = list(sure.vocabulary)
    shy = scorer(known, sure.weights[:-1], sure.bias, sure.topics, sure.modes, threshold=0.999)
    page = document("明天下雨。\n")
    assert route(page, shy)[0].topic == UNROUTED
    assert route(page, sure)[0].topic in {"甲", "乙"}


@given(st.text("0123456789.一二三是、（）#路 \n修。", max_size=40))
def test_features_never_fail(text: str) -> None:
    found = features(plain(text))
    assert {"^", "$"} <= set(found)
    assert len(found) == len(set(found))
    assert len(unnumbered(text)) <= len(plain(text))


@given(st.lists(st.text("0修路研发^$，𠮷\0\ud800", max_size=8), min_size=1, max_size=5))
def test_codes_are_those_of_the_features(texts: list[str]) -> None:
    found, firsts = codes(texts)
    split = np.split(found, firsts[1:])
    assert [part.tolist() for part in split] == [sorted(map(code, features(t))) for t in texts]


@given(st.lists(st.text("修路种树研发0。，", max_size=30), max_size=6))
@settings(max_examples=30)
def test_scores_are_probabilities_and_each_text_stands_alone(texts: list[str]) -> None:
    model = default()
    topics, modes = model.scores(texts)
    assert topics.shape == (len(texts), 17)
    assert modes.shape == (len(texts), 4)
    for scores in (topics, modes):
        assert np.allclose(np.exp(scores).sum(axis=1), 1, atol=1e-4)
    for number, text in enumerate(texts):
        assert np.allclose(model.scores([text])[0][0], topics[number], atol=1e-4)


def test_the_numpy_scorer_agrees_with_scikit_learn() -> None:
    from sklearn.linear_model import LogisticRegression

    from nlpsum.route.train import STRENGTH, counted, fitted, vocabulary

    texts = ["修路一条。", "修路两条。", "种树一片。", "种树两片。", "研发一项。", "研发两项。"]
    labels = ["路", "路", "树", "树", "研", "研"]
    known, idf = vocabulary(texts)
    matrix = counted(texts, known, idf)
    names, weights, bias = fitted(matrix, labels, balanced=True)
    ours = scorer(list(known), weights * idf[:, None], bias, names, ())
    theirs = LogisticRegression(C=STRENGTH, tol=3e-4, max_iter=200, class_weight="balanced")
    theirs.fit(matrix, labels)
    assert np.allclose(np.exp(ours.scores(texts)[0]), theirs.predict_proba(matrix), atol=1e-4)


def test_the_same_examples_give_the_same_bytes(tmp_path: Path) -> None:
    examples = [
        Example(f"{verb}{thing}。", thing, mode, heading)
        for verb, mode in (("完成了", "done"), ("力争", "plan"))
        for thing, heading in (("修路", "道路"), ("种树", "绿化"))
    ]
    for folder in ("a", "b"):
        train(examples).save(tmp_path / folder)
    for name in ("router.npz", "router.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    one, other = load(tmp_path / "a"), train(examples)
    assert np.allclose(one.scores(["修路"])[0], other.scores(["修路"])[0], atol=1e-2)


def test_models_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(BadModelError, match="不能用作归类模型"):
        load(tmp_path)
    for name in ("router.npz", "router.json"):
        (tmp_path / name).write_bytes((default_folder() / name).read_bytes())
    plain_json = json.loads((tmp_path / "router.json").read_text(encoding="utf-8"))
    broken = [
        ("router.json", b"{}"),
        ("router.json", b"\xff"),
        ("router.json", json.dumps({**plain_json, "schema": 99}).encode()),
        ("router.json", json.dumps({**plain_json, "topics": ["a"]}).encode()),
        ("router.npz", b"not a zip"),
    ]
    for name, data in broken:
        whole = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadModelError, match="不能用作归类模型"):
            load(tmp_path)
        (tmp_path / name).write_bytes(whole)
    assert load(tmp_path).topics == default().topics


def test_lint_does_not_load_the_router(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("全年新增就业3万人。\n", encoding="utf-8")
    probe = (
        "import sys\n"
        "from nlpsum.cli import main\n"
        f"try: main(['lint', {str(file)!r}])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m == 'numpy' or m.startswith('nlpsum.route')])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]"), done.stdout[-300:]


def test_routing_does_not_load_scikit_learn() -> None:
    probe = (
        "import sys\n"
        "from nlpsum.route import default, route\n"
        "from nlpsum.text import Block, Document\n"
        "route(Document('a', '修路。', (Block(0, 3),)), default())\n"
        "print([m for m in sys.modules if m in {'sklearn', 'scipy', 'torch', 'onnxruntime'}])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
