# Qulaq: every target does one thing a person would say. `make` alone lists them.
# uv is used when it is there; otherwise Python's own venv and pip do the same from the same hashed lists.

SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
ifneq ($(shell command -v uv 2>/dev/null),)
  MAKE_VENV = uv venv --quiet --allow-existing --python '>=3.11' $(VENV)
  INSTALL = uv pip install --quiet --python $(PY)
else
  # Debian ships venv without ensurepip: then the system's own pip fills the environment from outside.
  MAKE_VENV = $(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --without-pip --clear $(VENV)
  INSTALL = $(PYTHON) -m pip --python $(PY) install --quiet --disable-pip-version-check
endif
# The package itself is built with what the hashed list holds, so no build fetches anything unpinned.
THE_PACKAGE = $(INSTALL) --no-build-isolation --no-deps --editable .

.DEFAULT_GOAL := help
.PHONY: help install demo test lint types browser services bench-text bench-deliberation bench-seal constraints pages messages clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/.installed ## put Qulaq and what it needs into .venv (quick the second time)

demo: install ## serve a lived-in demonstration region on http://127.0.0.1:8000
	$(VENV)/bin/qulaq demo

test: $(VENV)/.installed-test lint types ## everything that must hold: style, types, tests (no services needed)
	$(PY) -m pytest -n auto

lint: $(VENV)/.installed-test ## style only
	$(VENV)/bin/ruff check .

types: $(VENV)/.installed-test ## types only
	$(VENV)/bin/mypy

browser: $(VENV)/.installed-test ## only the tests that drive a real Chromium
	$(PY) -m pytest -m browser

services: $(VENV)/.installed-test ## the tests without a browser on PostgreSQL and Redis (DATABASE_URL, CACHE_URL)
	$(PY) -m pytest -n auto -m "not browser"

bench-text: $(VENV)/.installed ## scores and speed of the text engine (DATA=folder for the big data)
	$(PY) benchmarks/text.py $(if $(DATA),--data $(DATA))

bench-seal: $(VENV)/.installed ## signatures a second, hostile files, one giant file (GOSTCRYPTO=its python)
	$(PY) benchmarks/seal.py speed $(if $(GOSTCRYPTO),--oracle $(GOSTCRYPTO))
	$(PY) benchmarks/seal.py fuzz
	$(PY) benchmarks/seal.py giant

bench-deliberation: $(VENV)/.installed ## opinion groups found again, a country's scale (DATA=folder, REDDWARF=its python, ORACLES=environments)
	$(PY) benchmarks/deliberation_opinion.py all $(if $(DATA),--data $(DATA)/deliberation) $(if $(REDDWARF),--oracle $(REDDWARF))
	$(PY) benchmarks/deliberation_lotteries.py $(if $(DATA),--data $(DATA)/deliberation) $(if $(ORACLES),--oracles $(ORACLES))

constraints: $(VENV)/.installed ## pin every package anew from pyproject.toml
	$(PY) tools/constraints.py

pages: $(VENV)/.installed ## write the pages of docs that the code itself tells: commands and procedures
	$(PY) tools/command_pages.py
	$(PY) tools/procedure_pages.py

messages: $(VENV)/.installed-test ## gather the texts of the pages into the Kazakh and Russian catalogues
	$(PY) tools/messages.py

clean: ## remove what can be made again: environment, caches, the demonstration's data
	rm -rf $(VENV) var build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(PY):
	$(MAKE_VENV)

$(VENV)/.installed: constraints.txt pyproject.toml | $(PY)
	$(INSTALL) --require-hashes -r constraints.txt
	$(THE_PACKAGE)
	@$(VENV)/bin/qulaq text prepare >/dev/null
	@touch $@

$(VENV)/.installed-test: constraints.txt constraints-test.txt pyproject.toml | $(PY)
	$(INSTALL) --require-hashes -r constraints-test.txt
	$(THE_PACKAGE)
	@$(VENV)/bin/qulaq text prepare >/dev/null
	@touch $(VENV)/.installed $@
