# run · test · check · bench: each sets up what it needs first. PORT and SAMSPILL_HOME move it.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header
# As many tests at a time as there are processors, at most four; a file's tests stay together, and
# the groups keep their order (tests/conftest.py).
TOGETHER := --numprocesses=logical --maxprocesses=4 --dist=loadgroup --no-loadscope-reorder

.PHONY: help run test check bench mutants format assets messages setup setup-dev lock audit clean
.DEFAULT_GOAL := help

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

run: setup assets messages ## Serve Samspill with its example data
	@$(BIN)/python -m tools.run

test: setup-dev assets messages ## Run all tests (ARGS=... goes to pytest)
	@$(BIN)/python -m tools.chromium
	@$(BIN)/python -m pytest $(TOGETHER) $(ARGS)

check: setup-dev assets messages ## Check format, code, types, import directions, migrations and translations
	@$(BIN)/python -m tools.check

bench: setup-dev assets messages ## Measure speed on made-up data
	@$(BIN)/python -m benchmarks $(ARGS)

mutants: setup-dev assets messages ## Put small faults into the code: would a test see them?
	@$(PIP) --require-hashes -r requirements/mutants.txt
	@$(BIN)/python -m tools.mutants $(ARGS)

format: setup-dev ## Format the code and the templates
	@$(BIN)/ruff format --quiet .
	@$(BIN)/python -m tools.templates
	@$(BIN)/ruff check --quiet --fix .

assets: setup ## Build style sheets and scripts into src/samspill/static_built
	@$(BIN)/python -m tools.assets

messages: setup ## Compile the translations
	@$(BIN)/python -m tools.messages compile

lock: setup-dev ## Pin the requirements anew (UPGRADE=--upgrade for newer versions)
	@cd requirements && for name in base build dev mutants; do \
		../$(LOCK) $(UPGRADE) $$name.in --output-file $$name.txt || exit 1; done

audit: setup-dev ## Look for known vulnerabilities in the pinned packages (75: nobody could be asked)
	@$(BIN)/python -m tools.audit

clean: ## Remove what was installed and built; your data in var/ stays
	rm -rf $(VENV) frontend/node_modules src/samspill/static_built

setup: $(VENV)/installed
setup-dev: $(VENV)/installed-dev

$(VENV)/made:
	@sh tools/venv.sh $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/made requirements/base.txt requirements/build.txt pyproject.toml
	@echo "Installing what Samspill needs"
	@$(PIP) --require-hashes -r requirements/base.txt -r requirements/build.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements/dev.txt
	@echo "Installing what the tests need"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
