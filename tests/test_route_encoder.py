"""A router on a BERT-like model that is built here: learn, export, save, load, draft's own door."""

from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnxruntime")
pytest.importorskip("onnxscript")
transformers = pytest.importorskip("transformers")

from click.testing import CliRunner  # noqa: E402 - only where the extra is installed
from reports import reports  # noqa: E402

from nlpsum.cli import main  # noqa: E402
from nlpsum.route import BadModelError, default, route  # noqa: E402
from nlpsum.route.encoder import EncoderScorer, export  # noqa: E402
from nlpsum.route.features import plain  # noqa: E402
from nlpsum.run import read  # noqa: E402


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny BERT with random weights and a tokenizer that knows the reports' characters."""
    import torch

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("bert")
    characters = sorted({*"".join(reports().values())} - {*" \n"})
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]
    transformers.BertTokenizerFast(vocab={w: i for i, w in enumerate(words)}).save_pretrained(
        folder
    )
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=128,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=256,
        max_position_embeddings=130,
    )
    transformers.BertModel(config).save_pretrained(folder)
    return folder


def test_exported_vectors_are_those_of_the_model(bert: Path) -> None:
    import numpy as np
    import torch

    texts = ["粮食总产21万吨。", "新认定高新技术企业46家。", "修路。"]
    found = export(bert).vectors(texts)
    model = transformers.AutoModel.from_pretrained(bert, local_files_only=True).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(bert, local_files_only=True)
    for vector, text in zip(found, texts, strict=True):
        with torch.no_grad():
            mean = model(**tokenizer(text, return_tensors="pt")).last_hidden_state.mean(1)[0]
        assert np.allclose(vector, (mean / mean.norm()).numpy(), atol=1e-5)


def test_trained_on_an_encoder_end_to_end(bert: Path, tmp_path: Path) -> None:
    for name, text in reports().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    model = tmp_path / "model"
    done = CliRunner().invoke(
        main,
        [
            "train",
            *(str(tmp_path / n) for n in reports()),
            "-o",
            str(model),
            "--encoder",
            str(bert),
        ],
    )
    assert done.exit_code == 0, done.output
    default.cache_clear()
    router = default(model)
    assert isinstance(router, EncoderScorer)
    document = read(str(tmp_path / "2021年工作总结.txt"))
    routes = route(document, router, explain=True)  # pyright: ignore[reportArgumentType]
    assert {r.topic for r in routes} <= {*router.topics, "未归类"}
    texts = [plain("全区粮食总产21万吨。"), plain("新认定高新技术企业46家。")]
    assert router.scores(texts)[0].argmax(axis=1).tolist() == [
        router.topics.index(name) for name in ("农业农村", "科技创新")
    ]
    # Another model in the same folder leaves nothing of it behind.
    done = CliRunner().invoke(
        main, ["train", *(str(tmp_path / n) for n in reports()), "-o", str(model)]
    )
    assert done.exit_code == 0, done.output
    default.cache_clear()
    assert not isinstance(default(model), EncoderScorer)


def test_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadModelError, match="不是能用的本地模型"):
        export(tmp_path)
