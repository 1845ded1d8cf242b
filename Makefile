# make draft and make test set up what they need in .venv; Python >= 3.11 and pip are enough.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: draft test lint models bench clean

draft: .venv/installed
	$(BIN)/nlpsum draft corpora/briefs --like corpora/briefs/last/2019上半年工作总结.docx -o out; test $$? -le 1

test: .venv/tested
	$(BIN)/python -m pytest -q -n 2

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports

models: .venv/tested
	$(BIN)/python -m nlpsum.route.build corpora/routing models

bench: .venv/tested
	$(BIN)/python tests/benchmarks/results.py

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -c .ci/constraints.txt -e .
	touch $@

.venv/tested: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -c .ci/constraints.txt -e '.[dev]'
	touch $@ .venv/installed

clean:
	rm -rf .venv build dist out
