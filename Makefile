# Everything a fresh clone needs is made by these targets; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Node comes from the lock too (a wheel): no Node of the machine's own is needed or used.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# As the program sets it for itself: threads of matrix products wait busily for each other where others want the processor.
export OPENBLAS_NUM_THREADS ?= 1

SOURCES := server shared_schema tests
BROWSER_TESTS := tests/e2e tests/real
# A module's browser and server are its own: two modules at a time.
BY_MODULE := -n 2 --dist loadfile

# A lock names packages by version and hash, nothing by address: npm's notes on who asks for money go too.
WITHOUT_ADDRESSES := const fs = require("fs"); for (const path of process.argv.slice(1)) { const lock = JSON.parse(fs.readFileSync(path, "utf8")); for (const entry of Object.values(lock.packages)) delete entry.funding; fs.writeFileSync(path, JSON.stringify(lock, null, 2) + "\n"); }

.PHONY: help run demo test check unit e2e bench lock schema format chromium clean

help: ## List the targets
	@grep -hE '^[a-z0-9_-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Markwarden needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Set PYTHON=/path/to/python3.11.")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

node_modules/.ready: package.json package-lock.json $(VENV)/.ready
	$(BIN)/npm ci --silent
	touch $@

tests/forms/dist/.ready: tests/forms/package-lock.json $(wildcard tests/forms/*.js tests/forms/*.jsx tests/forms/*.mjs) $(VENV)/.ready
	cd tests/forms && $(CURDIR)/$(BIN)/npm ci --silent && $(CURDIR)/$(BIN)/npm run --silent build
	touch $@

tests/replay/node_modules/.ready: tests/replay/package-lock.json $(VENV)/.ready
	cd tests/replay && $(CURDIR)/$(BIN)/npm ci --silent --ignore-scripts
	touch $@

run: $(VENV)/.ready ## Start Markwarden and, where possible, a Chromium with its extension (ARGS="--demo" for the demonstration)
	$(BIN)/markwarden run $(ARGS)

demo: $(VENV)/.ready ## The same on a small marketplace of our own, without the network
	$(BIN)/markwarden run --demo $(ARGS)

test: check chromium tests/forms/dist/.ready tests/replay/node_modules/.ready ## Everything: checks, Python tests, extension tests, end-to-end tests
	$(BIN)/npm run --silent test:unit
	$(BIN)/python -m pytest -n 2 $(addprefix --ignore=,$(BROWSER_TESTS)) $(ARGS)
	$(BIN)/python -m pytest $(BY_MODULE) $(BROWSER_TESTS) $(ARGS)

check: $(VENV)/.ready node_modules/.ready ## ruff, mypy, import rules, tsc, ESLint, web-ext lint, schema freshness
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m markwarden_schema.generate --check
	$(BIN)/npm run --silent check

unit: $(VENV)/.ready ## The fast part of the Python tests only
	$(BIN)/python -m pytest tests/unit tests/api tests/contract $(ARGS)

e2e: $(VENV)/.ready chromium tests/forms/dist/.ready tests/replay/node_modules/.ready ## The browser tests only
	$(BIN)/python -m pytest $(BY_MODULE) tests/e2e $(ARGS)

bench: $(VENV)/.ready chromium tests/forms/dist/.ready ## Print the measured figures: speed, recall, false alarms
	$(BIN)/python -m tests.bench $(ARGS)

lock: ## Write the lock files from pyproject.toml and package.json (UPGRADE=--upgrade takes newer versions)
	$(BIN)/uv pip compile --universal --generate-hashes --extra dev --extra ocr --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet $(UPGRADE) -o requirements.lock pyproject.toml
	$(BIN)/npm install --package-lock-only
	cd tests/forms && $(CURDIR)/$(BIN)/npm install --package-lock-only
	cd tests/replay && $(CURDIR)/$(BIN)/npm install --package-lock-only
	$(BIN)/node -e '$(WITHOUT_ADDRESSES)' package-lock.json tests/forms/package-lock.json tests/replay/package-lock.json

schema: $(VENV)/.ready node_modules/.ready ## Write openapi.json and api.d.ts anew from the models
	$(BIN)/python -m markwarden_schema.generate

format: $(VENV)/.ready ## Format the Python sources
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

chromium: ## Install Chromium from the system's packages when there is none
	@tests/ensure_chromium.sh

clean: ## Remove what the other targets made
	rm -rf $(VENV) node_modules tests/forms/node_modules tests/forms/dist tests/replay/node_modules dist artifacts .pytest_cache .mypy_cache .ruff_cache .hypothesis
