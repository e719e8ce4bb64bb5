# Each target is a script in .ci, which says at its top what it does.
.DEFAULT_GOAL := help
.PHONY: run demo test check bench package clean help

run: ## build the release, load the Huaning data, serve on http://127.0.0.1:3000
	@.ci/setup build && .ci/build && exec .ci/serve

demo: ## a fictional county with everything, on http://127.0.0.1:3001
	@.ci/setup build && .ci/build && exec .ci/demo

test: ## all tests: unit, store on SQLite and PostgreSQL, HTTP, size budget, browser
	@.ci/setup test || { echo "0 passed, 1 failed"; exit 1; }
	@.ci/test

check: ## format, clippy for both sides, licences and bans, unused dependencies
	@.ci/setup check && .ci/check

bench: ## measure the release against the limits it must keep
	@.ci/setup bench && .ci/bench

package: ## an archive that runs on a bare Debian: program, site, unit, licences
	@.ci/setup build && .ci/build && .ci/package

clean: ## remove what was built here; the database in data/ and the tools outside the clone stay
	@cargo clean
	@rm -rf public/vendor end2end/node_modules end2end/artifacts end2end/test-results

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
