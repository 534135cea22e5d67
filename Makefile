# Every task of the project. `make demo` and `make test` need only Python 3.11 or newer and make: each sets up .venv itself.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
UV := UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=$(CURDIR)/$(VENV) $(BIN)/uv --quiet
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH

# Written when a step of the set-up is done; a step is done again when what it was made from changes.
HAVE_UV := $(VENV)/.have-uv-$(UV_VERSION)
CAN_RUN := $(VENV)/.can-run
CAN_DEVELOP := $(VENV)/.can-develop

.PHONY: help demo test check quick lint types layers docs format bench lock hooks clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(CAN_RUN) ## show what Concilium does, on a shipped organization
	@$(BIN)/concilium demo

test: $(CAN_DEVELOP) ## run every test (ARGS="-k quorum" for some)
	@$(BIN)/python -m pytest -n 2 $(ARGS)

check: lint types layers test docs ## all that must hold before a change is accepted

quick: lint types layers ## the part of check that takes seconds

lint: $(CAN_DEVELOP) ## check format and style
	@$(BIN)/ruff format --quiet --check . || { echo "Run 'make format' to mend the format." >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@echo "lint: format and style hold"

types: $(CAN_DEVELOP) ## check types
	@$(BIN)/mypy

layers: $(CAN_DEVELOP) ## check that each room imports only rooms below it
	@$(BIN)/lint-imports --no-logo --no-cache

docs: $(CAN_DEVELOP) ## build the documentation into site/; a broken link fails
	@$(BIN)/zensical build --strict --clean

format: $(CAN_DEVELOP) ## format the code and mend what can be mended by itself
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

bench: $(CAN_DEVELOP) ## measure the figures we claim
	@$(BIN)/python -m benchmarks $(ARGS)

lock: $(HAVE_UV) ## write uv.lock anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(UV) lock $(ARGS)
	@echo "lock: uv.lock agrees with pyproject.toml"

hooks: $(CAN_DEVELOP) ## run quick at every commit and check at every push
	@$(BIN)/pre-commit install

clean: ## remove everything these tasks made, .venv included
	@rm -rf $(VENV) site dist .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests benchmarks -type d -name __pycache__ -prune -exec rm -rf {} +

$(CAN_DEVELOP): pyproject.toml uv.lock $(HAVE_UV)
	@echo "Installing Concilium and the tools to develop it into $(VENV)"
	@$(UV) sync --locked
	@touch $(CAN_RUN) $@

$(CAN_RUN): pyproject.toml uv.lock $(HAVE_UV)
	@echo "Installing Concilium into $(VENV)"
	@$(UV) sync --locked --no-dev --inexact
	@touch $@

# The first Python that is new enough; then the part of it that Debian and Ubuntu package separately.
$(HAVE_UV):
	@python=; \
	for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	    if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "Concilium needs Python 3.11 or newer; found: $$(python3 --version 2>/dev/null || echo none)." >&2; \
	    echo "Install a newer one (on Debian 12 or Ubuntu 24.04 and later: apt-get install python3 python3-venv)." >&2; \
	    exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	    package=$$($$python -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	    if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
	        echo "Python's venv is missing: install it (on Debian and Ubuntu: sudo apt-get install $$package) and try again." >&2; \
	        exit 1; \
	    fi; \
	    echo "Installing $$package"; \
	    export DEBIAN_FRONTEND=noninteractive; \
	    apt-get update -qq </dev/null >/dev/null; \
	    apt-get install -qq --no-install-recommends "$$package" </dev/null >/dev/null; \
	fi; \
	echo "Setting up $(VENV) with $$($$python --version)"; \
	$$python -m venv --clear $(VENV); \
	$(BIN)/python -m pip install -qq --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@
