# Knotwork: two commands to know, `make run` and `make test`. `make help` names the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

.PHONY: help run test test-fast methods-test knotwork-test durability-test browser-test coverage docs bench format \
	check-format check-project packages

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

packages: ## installs the Debian packages that are missing
	@Scripts/packages build

run: ## builds, and serves the example programme at http://127.0.0.1:8080
	@Scripts/run

test: ## everything: format, methods, both engines, durability, browser
	@Scripts/test

test-fast: ## what to run while working: format, methods, Knotwork on SQLite
	@Scripts/test format project methods sqlite

methods-test: ## the algorithms alone
	@Scripts/test methods

knotwork-test: ## Knotwork on SQLite and PostgreSQL
	@Scripts/test engines

durability-test: ## kill -9, a full disk, a frozen server, slow clients: on both engines
	@Scripts/test durability

browser-test: ## a real browser through the running program
	@Scripts/test browser

coverage: ## which lines the tests reach, for each target
	@Scripts/coverage

docs: ## the reference of the libraries: .build-docs/html
	@Scripts/docs

bench: ## what a request costs, on both engines: docs/performance.md
	@Scripts/bench

format: ## puts the source into our format
	swift format --in-place --parallel --recursive Package.swift Sources Tests Methods/Package.swift Methods/Sources Methods/Tests

check-format: ## says what is not in our format
	@Scripts/check-format

check-project: ## says what the makefile, the tests and the changelog promise and do not keep
	@Scripts/check-project
