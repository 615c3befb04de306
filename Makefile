# `make demo` and `make test` set up all that they need below .cache/, from Python 3.11 or later, Git and make alone.

PYTHON ?= python3
VENV := .cache/venv
RUN := $(VENV)/bin/python -m
.PHONY: demo test lint format clean

demo: $(VENV)/ready ## make a project of the Conduit example, and run its tests, lint and checks
	@set -e; project=$$(mktemp -d)/conduit; \
	$(VENV)/bin/copier copy --quiet --trust --defaults --vcs-ref HEAD --data-file examples/conduit.yml . $$project; \
	$(MAKE) --no-print-directory -C $$project install test lint types check; \
	echo; echo "The project is in $$project; begin with its README.md."

test: $(VENV)/ready lint ## run the whole suite
	$(RUN) pytest -n auto

lint: $(VENV)/ready
	$(RUN) ruff check .
	$(RUN) ruff format --check .

format: $(VENV)/ready
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

clean:
	rm -rf .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Groundplan needs Python 3.11 or later: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(RUN) pip install --quiet --upgrade pip
	$(RUN) pip install --quiet --group dev
	touch $@
