# make help lists what can be asked for.

PLANNER_OUT ?= build
export PLANNER_PYTHON
# compiled modules are kept, whatever the shell says: each start takes a third less
unexport PYTHONDONTWRITEBYTECODE

PYTHON := .venv/bin/python
# a test of pages often waits for the browser or a clock; meanwhile another one goes on
WORKERS = $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
SAMPLED = $(shell grep -rl "import size$$" tests --include=*.py)

.DEFAULT_GOAL := help
.PHONY: help run demo plan test quick walks check safety full-size measures faults bench drawings drawings-sheet lock clean \
	types contracts

help:  ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

run:  ## the clinic's pages, over an encrypted record in your own data folder
	@.ci/prepare run
	@.ci/serve serve

demo:  ## the same with fictional people, in a folder of its own
	@.ci/prepare demo
	@.ci/serve demo

plan:  ## from a case file to the patient's plan as a PDF
	@.ci/prepare plan
	@.ci/first-plan "$(PLANNER_OUT)"

test:  ## every test, a file at a time in one process more than there are cores
	@.ci/prepare test
	@$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

quick:  ## the tests that neither render nor start anything
	@.ci/prepare test
	@$(PYTHON) -m pytest -m "not slow and not every_way and not safety"

walks:  ## whole visits by mouse and by keyboard, a course of care, every page by axe: about an hour
	@.ci/prepare test
	@$(PYTHON) -m pytest -n auto -m "" tests/browser/test_whole_visits.py tests/browser/test_course_of_care.py \
		tests/browser/test_every_page_is_looked_at.py

# two at a time, in this order: the tests begin as soon as types or contracts have ended well
check:  ## format, lint, types, import contracts, the protocols, then every test
	@.ci/prepare test
	@$(MAKE) --no-print-directory -j2 types contracts test

types:
	$(PYTHON) -m mypy

contracts:
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	.venv/bin/lint-imports
	$(PYTHON) -m planner check

safety:  ## the wide sweeps, then each hazard with risk, controls, tests, results, faults caught: over an hour
	@.ci/prepare test
	@$(PYTHON) -m pytest -m safety
	@PLANNER_TAMPERINGS=10000 $(PYTHON) -m tests.safety.report --faults

full-size:  ## the sampled tests as large as the hazard log names them: about an hour
	@.ci/prepare test
	@PLANNER_FULL_SIZE=1 $(PYTHON) -m pytest -n auto --dist loadfile $(SAMPLED)

measures:  ## the patient's paper measured: reading grade, type, contrast, PDF/UA, PEMAT-P, DISCERN
	@.ci/prepare test
	@$(PYTHON) -m tests.documents.measures --cases

faults:  ## plant each known fault in a copy and see its test catch it: about ten minutes
	@.ci/prepare test
	@$(PYTHON) -m tests.safety.planted

attacks:  ## every attack case by database, and every route by every role and with everybody's ids
	@.ci/prepare test
	@$(PYTHON) -m tests.attacks.report

advisories:  ## known weaknesses of the pinned packages; asks a service on the network
	@.ci/prepare run
	@.ci/supply-tools
	@.ci/advisories

sbom:  ## the bill of materials of what runs, as CycloneDX, in build/
	@.ci/prepare run
	@.ci/supply-tools
	@.ci/sbom

bench:  ## times and ratios, measured in one run
	@.ci/prepare bench
	@$(PYTHON) -m tests.bench

drawings:  ## draw every pose again, into the folder the documents read
	@.ci/prepare drawings
	@$(PYTHON) -m planner.drawings build
	@$(PYTHON) -m planner check --seal

drawings-sheet:  ## all drawings on one sheet, to look at
	@.ci/prepare drawings
	@$(PYTHON) -m planner.drawings sheet

lock:  ## pin requirements*.in again, with hashes
	@.ci/prepare test
	@.ci/lock

clean:  ## remove what was made: build, caches (the environment in .venv stays)
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find planner tests -name __pycache__ -prune -exec rm -rf {} +
