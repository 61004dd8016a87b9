# make help lists the targets. A stamp in .stamps/ stands for each step done, so nothing is redone needlessly.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := bash

# Wheels to use in place of the package index; WHEELHOUSE= for the index.
WHEELHOUSE ?= $(wildcard ../shared/wheels)
export WHEELHOUSE
export DOTNET_NOLOGO = 1
export DOTNET_CLI_TELEMETRY_OPTOUT = 1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE = 1
export MSBUILDDISABLENODEREUSE = 1
export MSBUILDTERMINALLOGGER = off

VENV_PYTHON := .venv/bin/python
DOTNET_BUILD := dotnet build -c Release -v quiet
SOURCES := $(shell find src -name bin -prune -o -name obj -prune -o -type f -print) $(wildcard Directory.*.props)
DOTNET_REST := $(shell find tests examples benchmarks -name bin -prune -o -name obj -prune -o \
    -type f \( -name '*.cs' -o -name '*.csproj' \) -print 2>/dev/null)

.PHONY: help setup build demo test lint format verify gallery bench wheel pack docs public-api clean

help:            ## this list
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/\1\t\2/p' Makefile | expand -t 12

.stamps/packages: pyproject.toml tools/setup.sh
	@bash tools/setup.sh
	@mkdir -p .stamps && touch $@

.stamps/bridge: $(SOURCES) hatch_build.py | .stamps/packages
	@echo 'publishing the .NET libraries into the Python package'
	@$(VENV_PYTHON) hatch_build.py
	@mkdir -p .stamps && touch $@

.stamps/build: $(SOURCES) $(DOTNET_REST) FlrInterop.sln .editorconfig
	$(DOTNET_BUILD) FlrInterop.sln
	@mkdir -p .stamps && touch $@

.stamps/docs: pyproject.toml | .stamps/packages
	@EXTRAS=dev,docs bash tools/setup.sh
	@mkdir -p .stamps && touch $@

setup: .stamps/packages .stamps/bridge  ## the virtual environment, the packages and the .NET libraries

build: .stamps/build setup  ## compile everything

demo: setup  ## predict, simulate, compare; then a recorded session; says where figure and report are
	@$(VENV_PYTHON) -m flrinterop._demo
	@echo 'The same network in C#:'
	@dotnet run --project examples/csharp/LearningSpeed -c Release -v quiet

test: build  ## every test, C# and Python; the last line is the total
	@bash tools/test.sh

lint: setup  ## formats, style and types
	dotnet format FlrInterop.sln --verify-no-changes
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy --strict
	$(VENV_PYTHON) -m mypy --strict hatch_build.py tools

format: setup  ## mend what lint can mend by itself
	dotnet format FlrInterop.sln
	$(VENV_PYTHON) -m ruff check --fix .
	$(VENV_PYTHON) -m ruff format .

verify: build  ## the slow scientific checks
	@bash tools/verify.sh

gallery: setup  ## the published figures, into docs/gallery.md
	@$(VENV_PYTHON) tools/gallery.py

bench: build  ## every benchmark in pairs; writes docs/performance.md
	@bash tools/bench.sh

wheel: setup  ## dist/flrinterop-*.whl and the source distribution
	$(VENV_PYTHON) -m hatchling build

pack:            ## the NuGet packages, in artifacts/packages
	dotnet pack FlrInterop.sln -c Release -o artifacts/packages -v quiet

docs: .stamps/docs .stamps/bridge  ## the pages, in docs/_build/html
	$(VENV_PYTHON) -m sphinx -W --keep-going -q -b html docs docs/_build/html

public-api: ## write new public members into PublicAPI.Unshipped.txt
	@bash tools/public_api.sh

clean:           ## remove all that was built, the virtual environment too
	rm -rf .venv .stamps artifacts dist build python/flrinterop/dotnet docs/_build output
	find . -name bin -prune -exec rm -rf {} + -o -name obj -prune -exec rm -rf {} +
