# One command each. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
WEB_WORKERS ?= 2
BIN := .venv/bin
STAMP := .venv/.installed
export PORT WEB_WORKERS

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format bench pins screenshot

help:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s'|'

$(STAMP): requirements.txt requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	@touch $(STAMP)

setup: $(STAMP) ## make .venv and install the pinned requirements

run: $(STAMP) ## migrate, load content/, serve on http://127.0.0.1:8000 (PORT= changes it)
	@$(BIN)/python manage.py serve

test: $(STAMP) ## run the whole test suite
	$(BIN)/python -m pytest -n 2

lint: $(STAMP) ## formatting, lint, types, templates, content rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/djlint --check --lint quizzes/templates --quiet
	$(BIN)/python manage.py check_content

format: $(STAMP) ## format the code and the templates
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	-$(BIN)/djlint --reformat quizzes/templates --quiet

bench: $(STAMP) ## print the benchmark table (BENCH_JSON=path writes it as JSON too)
	$(BIN)/python -m tests.bench

screenshot: $(STAMP) ## make the README's screenshot anew (needs chromium)
	$(BIN)/python -m tests.browser.screenshot

pins: ## pin requirements*.in anew (needs uv)
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-annotate --upgrade requirements.in -o requirements.txt
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-annotate --upgrade requirements-dev.in -o requirements-dev.txt
