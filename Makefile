# Knotwork: two commands to know, `make run` and `make test`. `make help` names the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

.PHONY: help run test bench format check-format methods-test knotwork-test browser-test packages

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

packages: ## installs the Debian packages that are missing
	@Scripts/packages build

run: ## builds, and serves the example programme at http://127.0.0.1:8080
	@Scripts/run

test: ## everything: format, methods, both engines, browser
	@Scripts/test

bench: ## what a request costs, on both engines: docs/performance.md
	@Scripts/bench

format: ## puts the source into the house's format
	swift format --in-place --parallel --recursive Package.swift Sources Tests Methods/Package.swift Methods/Sources Methods/Tests

check-format: ## says what is not in the house's format
	@Scripts/check-format
