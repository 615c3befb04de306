# Every target sets up what it needs below .cache/, from Python 3.11 or later, Git and make alone; as root on Debian
# `make test` installs the package chromium, for the tests in a browser. `make help` lists the targets.

PYTHON ?= python3
VENV := .cache/venv
RUN := $(VENV)/bin/python -m
SWIFT := .cache/swift
.PHONY: help demo demo-web test test-swift lint format examples docs pictures state release versions bench clean browser

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/ready ## make a project of the Conduit example, and run its tests, lint and checks
	@set -e; project=$$(mktemp -d)/conduit; \
	$(VENV)/bin/copier copy --quiet --trust --defaults --vcs-ref HEAD --data-file examples/conduit.yml . $$project; \
	$(MAKE) --no-print-directory -C $$project install test lint types check; \
	echo; echo "The project is in $$project; begin with its README.md."

demo-web: $(VENV)/ready ## the same as a web project, with a page; needs Node.js 24 or later too
	@set -e; project=$$(mktemp -d)/conduit; \
	$(VENV)/bin/copier copy --quiet --trust --defaults --vcs-ref HEAD --data-file examples/conduit.yml \
		-d project_type=web . $$project; \
	$(MAKE) --no-print-directory -C $$project install test lint types check; \
	echo; echo "The project is in $$project. Run make dev there, and open http://127.0.0.1:5173."

# The suite makes and deletes some hundred thousand files: in memory, if 12 GB of that are free and may hold
# programs.
test: $(VENV)/ready lint browser ## lint, and run the whole suite
	@room=$$({ df -Pk /dev/shm | awk 'NR == 2 { print $$4 }'; awk '/^MemAvailable/ { print $$2 }' /proc/meminfo; \
		awk '$$2 == "/dev/shm" && /noexec/ { print 0 }' /proc/mounts; } 2>/dev/null | sort -n | head -n 1); \
	folder=$$(test -z "$$TMPDIR" && test "$${room:-0}" -ge 12000000 && mktemp -d -p /dev/shm || mktemp -d); \
	trap 'rm -rf "$$folder"' EXIT; TMPDIR=$$folder $(RUN) pytest -n auto

test-swift: $(VENV)/ready $(SWIFT)/ready ## run the tests of Swift in a Debian of their own; needs root
	$(RUN) pytest tests/languages -m swift --swift-root $(SWIFT)

lint: $(VENV)/ready ## check the code and its format
	$(RUN) ruff check .
	$(RUN) ruff format --check .

# The tests in a browser are skipped, with this reason, where none is installed and none can be.
browser:
	@command -v chromium google-chrome >/dev/null || test -n "$$CHROMIUM_PATH" || \
	{ test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -qq --yes chromium >/dev/null; } || \
	echo "No chromium is installed: the tests in a browser are skipped."

format: $(VENV)/ready ## fix what can be fixed, and format the code
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

examples: $(VENV)/ready ## make the files of examples/ again; read the diff
	$(RUN) pytest -q tests/render/test_examples.py --remake-golden

docs: $(VENV)/ready ## build the documentation site in .cache/site, with warnings as errors; REPOSITORY=URL links to sources
	$(RUN) sphinx -q -W -n --keep-going -b html -d .cache/doctrees -c docs . .cache/site
	@echo '<meta http-equiv="refresh" content="0; url=docs/index.html">' > .cache/site/index.html
	@echo "Open .cache/site/index.html."

pictures: $(VENV)/ready browser ## make the pictures of README and docs again; look at them
	$(VENV)/bin/python docs/pictures/make.py

state: $(VENV)/ready ## keep the template as it is as VERSION, for the tests of updates
	$(VENV)/bin/python release/state.py $(VERSION)

release: test docs ## check, build and tag the version of template/tools/plan/__init__.py; nothing is pushed
	$(VENV)/bin/python release/release.py

versions: $(VENV)/ready ## say which versions of libraries are behind the newest ones; needs the network and some minutes
	$(VENV)/bin/python release/versions.py

bench: $(VENV)/ready ## what copies, updates and the tool cost, against Copier's own cost and a bare read
	$(VENV)/bin/python benchmarks/copying.py
	$(VENV)/bin/python benchmarks/tool.py

clean: ## delete what the targets have set up
	rm -rf .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Debian trixie with its Swift 6.0, 2.7 GB, from MIRROR or from where the packages of this machine's own Debian come.
$(SWIFT)/ready:
	command -v mmdebstrap >/dev/null || { apt-get update -qq && apt-get install -qq --yes mmdebstrap; }
	rm -rf --one-file-system $(SWIFT)
	mirror=$${MIRROR:-$$(apt-get indextargets --format '$$(SITE)' 'Label: Debian' | head -n 1)}; \
	mmdebstrap --quiet --variant=apt --include=swiftlang,libc6-dev,libstdc++-14-dev,make,python3,git,ca-certificates \
		trixie $(SWIFT) $$mirror
	touch $@

$(VENV)/ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Groundplan needs Python 3.11 or later: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(RUN) pip install --quiet --upgrade pip
	$(RUN) pip install --quiet --group dev
	touch $@
