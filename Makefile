# `make run` opens the desk, `make test` checks everything that must hold; both first install what is missing.

PYTHON ?= python3
export PYTHON

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
JOBS ?= 2

# Debian's names. The first list is what Qt's plugins for X11 and Wayland link to, and letters for all scripts.
DESK_PACKAGES := fonts-noto-core libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libwayland-cursor0 \
	libwayland-egl1 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
	libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
TEST_PACKAGES := libreoffice-calc poppler-utils xdotool xvfb

# A Mac has a screen, but none of the names by which Linux tells it.
SCREEN := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname -s)))

.PHONY: help run test test-slow lint format bench tour build setup ready lock clean

help:
	@echo "make run        open the desk (without a display: write pictures and a workbook to build/tour)"
	@echo "make test       lint and test everything; make test-slow adds what takes minutes"
	@echo "make bench      time what has a limit, and write tests/benchmarks/RESULTS.md"
	@echo "make lint       ruff, mypy and the import contracts; make format puts the code in shape"
	@echo "make tour       pictures of every page and the workbook, in build/tour"
	@echo "make build      the wheel, in dist"
	@echo "make setup      install what developers need; make lock renews the locked dependencies"

run: ready
ifeq ($(SCREEN),)
	@echo "There is no display: writing pictures of every page and a workbook to build/tour instead."
	@$(BIN)/hsmonitor tour build/tour
else
	@$(BIN)/hsmonitor
endif

tour: ready
	@$(BIN)/hsmonitor tour build/tour

test: lint
	$(PYTEST) -n $(JOBS) --cov --cov-report=term:skip-covered

test-slow: setup
	$(PYTEST) -n $(JOBS) -m slow --timeout=7200

bench: setup
	@.ci/environment requirements-bench.lock
	$(PYTEST) tests/benchmarks -m benchmark --timeout=3600

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --cache-dir .cache/imports

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

build: setup
	$(BIN)/python -m build --wheel --no-isolation

# What the program needs, and nothing that only tests need.
ready:
	@.ci/system-packages $(DESK_PACKAGES)
	@.ci/environment requirements.lock

setup:
	@.ci/system-packages $(DESK_PACKAGES) $(TEST_PACKAGES)
	@.ci/environment requirements-dev.lock

# Needs uv. Each lock keeps to the versions of the one before it.
LOCK := uv pip compile --universal --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet
lock:
	$(LOCK) pyproject.toml --group build --output-file requirements.lock
	$(LOCK) pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock
	$(LOCK) --group bench --constraints requirements-dev.lock --output-file requirements-bench.lock

clean:
	rm -rf .cache build dist
