"""The user's word list: what it may say, and one clear line where it is wrong."""

from pathlib import Path

import pytest

from nlpsum.terms import BadTermsError, Terms, load

GOOD = """
[aliases]
技术合同交易额 = ["技术合同成交额", "技术交易额"]
[names]
ORG = ["柳河区科技局"]
[units]
标箱 = "1 标箱"
[words]
云柜 = 20000
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "terms.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_every_table(tmp_path: Path) -> None:
    assert load(write(tmp_path, GOOD)) == Terms(
        aliases={"技术合同成交额": "技术合同交易额", "技术交易额": "技术合同交易额"},
        names={"ORG": ("柳河区科技局",)},
        units={"标箱": "1 标箱"},
        words={"云柜": 20000},
    )


@pytest.mark.parametrize(
    "text", ["[aliases", "[alias]\na = []", "[words]\n云柜 = 'x'", "aliases = 3"]
)
def test_says_what_is_wrong_in_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadTermsError) as caught:
        load(write(tmp_path, text))
    assert "terms.toml：" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadTermsError, match=r"none\.toml"):
        load(tmp_path / "none.toml")
