# Works with Python 3.11 or later and pip alone; packages come in the locked versions, checked by hash.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test check bench accuracy format lock assets outlines clean

help: ## show this help
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(VENV)/run.stamp: requirements/pip.txt requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/pip.txt
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/validators.stamp: requirements/validators.txt $(VENV)/dev.stamp
	$(PIP) install --require-hashes -r requirements/validators.txt
	@touch $@

$(VENV)/assets.stamp: requirements/assets.txt $(VENV)/dev.stamp
	$(PIP) install --require-hashes -r requirements/assets.txt
	@touch $@

demo: $(VENV)/run.stamp ## install, read the examples, print their claims and the event that three of them tell of
	$(BIN)/foedera read examples
	@rm -f $(VENV)/demo.db*
	$(BIN)/foedera add examples --record $(VENV)/demo.db
	$(BIN)/foedera events --record $(VENV)/demo.db --text '"Peaceful Strait"' --type exercise --full

test: $(VENV)/dev.stamp ## run the tests; their summary comes last
	$(BIN)/python -m pytest

check: $(VENV)/dev.stamp ## lint, types, import contracts, built assets and tests: what CI asks for
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --cov

bench: $(VENV)/run.stamp ## measure coding quality, confidence and speed
	$(BIN)/python -m benchmarks

accuracy: $(VENV)/run.stamp ## measure again and write what docs/accuracy.md shows, after a new model
	$(BIN)/python -m benchmarks.accuracy

format: $(VENV)/dev.stamp ## put imports and layout in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

assets: $(VENV)/assets.stamp ## build what src/foedera/assets holds from data/ (the model apart)
	$(BIN)/python scripts/build_lemmas.py
	$(BIN)/python scripts/build_codebook.py
	$(BIN)/python scripts/build_plover.py
	$(BIN)/python scripts/build_slant.py
	$(BIN)/python scripts/cut_borders.py
	$(BIN)/python scripts/build_assets.py

outlines: $(VENV)/run.stamp ## build the outlines of countries from Natural Earth (needs npm)
	cd $(VENV) && npm pack --silent world-atlas@2.0.2
	$(BIN)/python scripts/build_outlines.py $(VENV)/world-atlas-2.0.2.tgz

lock: ## lock all packages anew (needs uv)
	echo pip | uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate -o requirements/pip.txt --upgrade -q
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
		--group build -o requirements/run.txt --upgrade -q
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
		--group build --group dev -o requirements/dev.txt --upgrade -q
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
		--group build --group dev --group validators -o requirements/validators.txt --upgrade -q
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
		--group build --group assets -o requirements/assets.txt --upgrade -q

clean: ## remove what was installed and built here
	rm -rf $(VENV) .venv-ci .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage dist
