# Each target sets up what it needs: a machine with Python 3.11 or later, make and git is enough.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PROPOSALS ?= $(sort $(notdir $(patsubst %/,%,$(dir $(wildcard data/proposals/*/proposal.toml)))))

.PHONY: help report test test-slow test-all lab lint bench notebooks schemas docs lock clean

help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

report: $(VENV)/installed ## Make the reports of the shipped proposals, in reports/
	$(BIN)/eia report $(PROPOSALS) --out reports

test: $(VENV)/installed-dev ## Run the fast tests
	$(BIN)/python -m pytest

test-slow: $(VENV)/installed-dev ## Run what `make test` leaves out: the slow tests, and those that need Chromium or Java
	$(BIN)/python -m pytest -m slow

test-all: $(VENV)/installed-dev ## Run every test, the slow ones and those that need Java too
	$(BIN)/python -m pytest -m "slow or not slow"

lab: $(VENV)/installed ## Open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks/01_assess_a_proposal.ipynb

lint: $(VENV)/installed-dev ## Check style, types and the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed-dev ## Measure the promises about speed, as ratios in one run
	$(BIN)/python bench/measure.py
	$(BIN)/python bench/batch.py
	$(BIN)/python bench/whole_round.py

notebooks: $(VENV)/installed-dev ## Execute the committed notebooks again
	$(BIN)/python tests/notebooks/refresh.py

schemas: $(VENV)/installed-dev ## Write the JSON Schemas anew
	$(BIN)/python tests/schemas/make_schemas.py

docs: $(VENV)/installed-dev ## Write the pages of checks and judgments anew
	$(BIN)/python tests/checks/make_page.py
	$(BIN)/python tests/cases/judgments_page.py

lock: $(VENV)/installed-dev ## Resolve the locks anew
	$(BIN)/uv pip compile -q pyproject.toml --extra build --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra build --extra test -c requirements.lock --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -o requirements-dev.lock

clean: ## Remove the environment and the reports
	rm -rf $(VENV) reports/*/

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
