# make run    the product on http://127.0.0.1:8000 (PORT, HOST, WORKERS, DATABASE_URL, DATA_DIR)
# make backup a backup of database and documents into .data/backups, while in use
# make restore FILE=…  the same into an empty install
# make check  linters, types and the tests that need neither Chromium nor LibreOffice
# make test   everything CI checks: all of that, and the tests that need them
# make stress  made-up worlds and chains of acts, races, kills and spoilt files in the numbers of a release
# make benchmark  how long pages, workbook, export and backup take
# make lint | format | messages | lock | clean

MAKEFLAGS += --no-print-directory --no-builtin-rules
BIN := .venv/bin
PYTHON_FILES := coverage targets reports fixtures tests manage.py
# Checks and tests keep apart from the product's own data.
TESTS_DATA := DATA_DIR="$${DATA_DIR:-.data}/tests"
# Needs no database, so none is started.
PRODUCTION := DEBUG= HTTPS=1 TRUSTED_PROXIES=127.0.0.1 ALLOWED_HOSTS=bao-phu.example \
	DATABASE_URL=postgresql:///none \
	SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')"

PYTEST := $(BIN)/python -m pytest --dist loadfile

.PHONY: run check test stress sound benchmark lint format messages lock clean
.PHONY: quick-tests all-tests deployment style types backup restore

run: .venv/run.stamp
	@$(BIN)/python manage.py serve --prepare

backup: .venv/run.stamp
	@$(BIN)/python manage.py backup

restore: .venv/run.stamp
	@test -n "$(FILE)" || { echo "Which one? make restore FILE=.data/backups/…"; exit 2; }
	@$(BIN)/python manage.py restore "$(FILE)"

check:
	@sh .ci/system-packages.sh check
	@$(SIDE_BY_SIDE) sound quick-tests

test:
	@sh .ci/system-packages.sh test
	@$(SIDE_BY_SIDE) sound all-tests

# What each says is kept together and shown as it ends; whatever fails, the others are told too.
SIDE_BY_SIDE := $(MAKE) --jobs --output-sync=target --keep-going

quick-tests: .venv/test.stamp
	$(PYTEST) -n 2 -m "not browser and not process and not libreoffice"

# Servers that start and tables that are held are waited for: a third worker uses that time.
all-tests: .venv/test.stamp
	$(PYTEST) -n 3

# The same tests as in `make test`, with many more worlds, races, kills and files; each number can be
# given: make stress STRESS_WORLDS=20. Some take longer than what else is thought to wait for ever.
stress: export STRESS_WORLDS ?= 200
stress: export STRESS_CHAINS ?= 50
stress: export APPROVAL_RACES ?= 1000
stress: export RESUBMISSION_RACES ?= 1000
stress: export ALL_RACES ?= 200
stress: export ACT_RACES ?= 200
stress: export CONTESTED_SAVES ?= 1000
stress: export KILLED_SAVES ?= 200
stress: export KILLED_DATABASES ?= 20
stress: export KILLED_WORKERS ?= 200
stress: export SAVED_CELLS ?= 19926
stress: export HELD_SECONDS ?= 25
stress: export READERS ?= 30
stress: export MUTATED_FILES ?= 10000
stress: export GENERATED_TEXTS ?= 1000000
stress: .venv/test.stamp
	$(PYTEST) --dist load -n 3 -o faulthandler_timeout=0 $(UNDER_STRESS)

UNDER_STRESS := $(addprefix tests/,test_surfaces_agree.py test_chains_of_acts.py \
	coverage/month/test_locking.py coverage/units/test_act_races.py \
	coverage/month/test_resubmission_races.py coverage/month/test_saves_under_stress.py \
	coverage/operation/test_backup_under_saves.py \
	coverage/operation/test_faults_under_saves.py coverage/operation/test_held_table.py \
	coverage/workbooks/test_reading_mutations.py coverage/notation/test_numbers_in_javascript.py)

# What can be told without a test.
sound: lint deployment

deployment: .venv/test.stamp
	@echo "manage.py check --deploy, on production settings"
	@$(TESTS_DATA) $(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

benchmark: .venv/test.stamp
	@for each in pages workbook export backup; do \
		$(TESTS_DATA) $(BIN)/python tests/benchmarks/run.py $$each || exit 1; done
	$(BIN)/python -m pytest tests/benchmarks

lint: style types

style: .venv/test.stamp
	$(BIN)/ruff check $(PYTHON_FILES)
	$(BIN)/ruff format --check $(PYTHON_FILES)

types: .venv/test.stamp
	SECRET_KEY=unused $(BIN)/mypy coverage targets reports fixtures tests

format: .venv/test.stamp
	$(BIN)/ruff check --fix $(PYTHON_FILES)
	$(BIN)/ruff format $(PYTHON_FILES)

# Collects the messages of code and templates into the catalogue (needs gettext).
messages: .venv/test.stamp
	$(TESTS_DATA) $(BIN)/python manage.py makemessages --locale vi --no-wrap --no-obsolete --no-location
	$(TESTS_DATA) $(BIN)/python manage.py compilemessages

# Pins the newest allowed versions of what pyproject.toml asks for; names no package index.
lock: .venv/test.stamp
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile $(LOCK_OPTIONS) --output-file requirements.txt pyproject.toml
	$(BIN)/uv pip compile $(LOCK_OPTIONS) --extra test --constraints requirements.txt \
		--output-file requirements-test.txt pyproject.toml

LOCK_OPTIONS := --quiet --upgrade --generate-hashes --universal --python-version 3.11 \
	--no-header --no-emit-index-url --no-emit-find-links

# Leaves .data alone: it holds the figures.
clean:
	rm -rf .venv .static .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find coverage targets reports fixtures tests -name __pycache__ -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

.venv/run.stamp: requirements.txt
	@sh .ci/environment.sh requirements.txt
	@touch $@

.venv/test.stamp: requirements-test.txt
	@sh .ci/environment.sh requirements-test.txt
	@touch $@ .venv/run.stamp
