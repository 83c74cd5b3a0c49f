# Two commands matter: `make demo` shows the program, `make test` proves it.
VENV ?= .venv
BIN  := $(VENV)/bin
DEMO := build/demo

.PHONY: demo test lint types layers bench docs clean

demo: $(VENV)/.core
	$(BIN)/openimr review examples/case --out $(DEMO)

test: lint types layers
	$(BIN)/python -X dev -W error -m pytest -n auto
	.ci/postgres $(BIN)/python -X dev -W error -m pytest -n auto tests/workbench

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m benchmark

docs: $(VENV)/.dev
	$(BIN)/python -m openimr.cli.reference > docs/cli.md
	$(BIN)/openimr schema > docs/determination.schema.json

$(VENV)/.core: pyproject.toml
	.ci/venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[ocr]'
	.ci/recognition $(BIN)/python
	touch $@

$(VENV)/.dev: pyproject.toml
	.ci/venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	.ci/recognition $(BIN)/python
	.ci/system
	touch $@ $(VENV)/.core

clean:
	rm -rf build dist $(VENV)
