# Two commands run the shop: `make demo` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help demo test check lock sbom bench bench-automations bench-claims bench-front bench-lighthouse bench-newsletter bench-office bench-orders bench-purchase bench-signin bench-stuck try-production screenshots owner-pictures clean bench-memory
VENV := .venv/bin
ARGS ?=
# Each test process and each command that a test starts would compile all modules again.
export PYTHONDONTWRITEBYTECODE :=

help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: ## Serve the whole shop with demo data at http://127.0.0.1:8000 (PORT=8010 for another port)
	@bin/venv base
	@exec $(VENV)/python bin/demo.py

test: ## Run the whole suite, browser tests included (ARGS="-k basket" for a part)
	@bin/venv dev
	@bin/chromium >/dev/null
	@bin/vnu >/dev/null
	@bin/caniemail >/dev/null
	@bin/firefox >/dev/null
	@bin/webkit
	@bin/proxies >/dev/null
	@bin/promtool >/dev/null
	@bin/with-redis --optional $(VENV)/python -m pytest -q -n auto --maxprocesses 4 --dist worksteal $(ARGS)

check: ## Lint, types, import contracts, templates, migrations, deployment checks
	@bin/venv dev
	@bin/check

lock: ## Resolve requirements/*.in into hashed lock files
	@bin/venv dev
	@bin/lock

sbom: ## Write a CycloneDX bill of materials of the running shop into build/sbom.json
	@python3 bin/sbom.py

bench: ## Measure requests/s, latency, queries and CPU of the public pages (a benchmark, not a test)
	@bin/venv dev
	@$(VENV)/python -m bench $(ARGS)

bench-lighthouse: ## Measure six pages in Chromium as Lighthouse does (ARGS="--runs 5 --pages home product")
	@bin/venv dev
	@$(VENV)/python -m bench.lighthouse $(ARGS)

bench-front: ## Compare pages out of nginx's cache with a file that it serves (goal: 60 % of the requests/s)
	@bin/venv dev
	@bin/proxies >/dev/null
	@$(VENV)/python -m bench.front $(ARGS)

bench-memory: ## Memory of all processes after a crawl of every page and a purchase (goal: 500 MB)
	@bin/venv dev
	@$(VENV)/python -m bench.memory $(ARGS)

bench-automations: ## Time one night of automations for 100,000 people (goal: 60 s; ARGS="--people 5000")
	@bin/venv dev
	@bin/with-postgres $(VENV)/python -m bench.automations $(ARGS)

bench-newsletter: ## Send a newsletter to 100,000 people, kill the workers half-way, count (ARGS="--people 5000")
	@bin/venv dev
	@bin/with-postgres $(VENV)/python -m bench.newsletter $(ARGS)

bench-claims: ## Time the claims check on one guide and on 1,000 live pages (ARGS="--pages 100")
	@bin/venv dev
	@$(VENV)/python -m bench.claims $(ARGS)

bench-office: ## Open every screen of the office with 5,000 orders, on SQLite and PostgreSQL (goal: 300 ms each)
	@bin/venv dev
	@bin/with-postgres $(VENV)/python -m bench.office $(ARGS)

bench-orders: ## Buy the same last 1,000 units with eight shoppers on PostgreSQL (ARGS="--spread": a product each)
	@bin/venv dev
	@bin/with-postgres $(VENV)/python -m bench.orders $(ARGS)

bench-purchase: ## Measure the server's CPU for one purchase, step by step (goal: 100 ms)
	@bin/venv dev
	@$(VENV)/python -m bench.purchase $(ARGS)

bench-signin: ## Compare answers for known and unknown addresses at four forms (ARGS="--tries 50")
	@bin/venv dev
	@$(VENV)/python -m bench.sign_in $(ARGS)

bench-stuck: ## Time pages while Stripe takes 12 s and eight shoppers pay (goal: 200 ms at the median)
	@bin/venv dev
	@$(VENV)/python -m bench.stuck

try-production: ## Build production on two namespaces, break each part while shoppers buy, count orders (a few minutes)
	@bin/venv dev
	@bin/proxies >/dev/null
	@bin/with-redis bin/with-machines bin/with-postgres $(VENV)/python -m bench.production $(ARGS)

screenshots: ## Photograph every page at 360, 768 and 1440 px into build/screenshots
	@bin/venv dev
	@$(VENV)/python bin/screenshots.py $(ARGS)

owner-pictures: ## Renew the pictures of docs/owner from a running demo (BASE=http://127.0.0.1:8010)
	@bin/venv dev
	@$(VENV)/python bin/owner_pictures.py $(ARGS)

clean: ## Delete the demo's data, test databases and collected files (not .venv)
	rm -rf var/demo build
