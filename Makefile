# `make run` and `make test` are all that a fresh machine needs: python3 (3.11 or newer), make and the package index.

PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 2
# What of the tests: all, or what is given to pytest here.
TESTS ?=
# How many broken files `make fuzz` tries in all.
CASES ?= 10000

BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: run test fuzz lint types layers check docs bench bench-sweeps bench-page clean

run: $(INSTALLED)
	$(BIN)/abm compare integrated fragmented stasis --replications 5 --out out/three_scenarios

test: $(INSTALLED)
	$(BIN)/python -m pytest -n $(WORKERS) $(TESTS)

fuzz: $(INSTALLED)
	JOINED_UP_FUZZ_CASES=$(CASES) $(BIN)/python -m pytest -n $(WORKERS) tests/faults

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

layers: $(INSTALLED)
	$(BIN)/lint-imports

check: test lint types layers

# The site: open build/site/index.html.
docs: $(INSTALLED)
	$(BIN)/sphinx-build -q -W --keep-going docs build/site

bench: $(INSTALLED)
	$(BIN)/python benchmarks/speed.py --write

bench-sweeps: $(INSTALLED)
	$(BIN)/python benchmarks/sweeps.py --write

bench-page: $(INSTALLED)
	$(BIN)/python benchmarks/page.py --write

clean:
	rm -rf $(VENV) build dist out .hypothesis .mypy_cache .ruff_cache .import_linter_cache .pytest_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is newer than what says what to install, or the installation is done again.
$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt --editable '.[dev]'
	touch $(INSTALLED)
