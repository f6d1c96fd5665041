# firstcontact: `make` prints what there is; `make nightly` and `make test` are all the set-up.

binary := .build/release/firstcontact

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup build install nightly sample fcr turnover coaching alignment test fuzz lint format docs golden-update regress \
  bench guard peers simulate-fcr simulate-statistics simulate-turnover simulate-coaching simulate-alignment clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the system packages that are missing (Debian, Ubuntu)
	@scripts/setup

build: ## build the release binary
	@swift build -c release --product firstcontact

install: setup build ## install program, manual page and shell completions: make install [PREFIX=/usr/local] [DESTDIR=]
	@DESTDIR=$(DESTDIR) scripts/install $(binary) $(or $(PREFIX),/usr/local)

nightly: setup build ## run pipelines/nightly.yaml over sample-data into out/
	@$(binary) run pipelines/nightly.yaml --out out
	@echo "open out/latest/report.html in a browser; the tables are in out/latest/tables (fcr.csv first)"

sample: setup build ## write sample-data again, byte for byte the same
	@$(binary) sample --out sample-data

fcr: ## FCR of your own file: make fcr CONTACTS=path [FROM=date] [TO=date] [OUT=dir]
	@scripts/fcr

turnover: ## turnover of the sample, or of your own files: make turnover [PEOPLE=path ASSIGNMENTS=path] [AS_OF=date]
	@scripts/turnover

coaching: ## coaching of a synthetic center, or of your files: make coaching [COACHING= PEOPLE= ASSIGNMENTS= CONTACTS=]
	@scripts/coaching

alignment: ## alignment of a synthetic center, or of your files: make alignment [SCORECARDS= ROLES= PEOPLE= ASSIGNMENTS= METRICS= CONTACTS=]
	@scripts/alignment

test: setup ## prove everything: build and run all tests
	@scripts/test

fuzz: setup ## read invented files through both parsers: make fuzz [SECONDS=3600] [KEEP=--keep]
	@scripts/fuzz $(KEEP) $(or $(SECONDS),3600)

lint: ## check the format of all Swift files
	@swift format lint --strict --recursive --parallel Sources Tests Fuzz Package.swift

format: ## format all Swift files in place
	@swift format --in-place --recursive --parallel Sources Tests Fuzz Package.swift

docs: setup ## write docs/metrics.md again from the cards
	@FIRSTCONTACT_GOLDEN=update swift test --filter MetricsPageTests

golden-update: setup ## write the golden cases again; review the difference before a commit
	@FIRSTCONTACT_GOLDEN=update swift test --filter GoldenTests

regress: setup build ## run the sample and show every number that differs from the golden tables
	@scripts/regress $(binary)

peers: setup build ## compare the sample's FCR with an independent computation in DuckDB
	@scripts/peers $(binary)

simulate-fcr: setup build ## hold the numbers against centers whose truth is known; writes docs/simulation.md
	@scripts/simulate-fcr $(binary) 200 2 > .build/simulation.md && cp .build/simulation.md docs/simulation.md

simulate-statistics: setup ## hold the estimators against planted truths; writes docs/statistics-simulation.md
	@swift run -c release laboratory simulate 2000 > .build/statistics-simulation.md; status=$$?; \
	  cp .build/statistics-simulation.md docs/statistics-simulation.md; exit $$status

simulate-turnover: setup ## hold the models of turnover against planted centers; writes docs/turnover-simulation.md
	@swift run -c release laboratory turnover 200 > .build/turnover-simulation.md; status=$$?; \
	  cp .build/turnover-simulation.md docs/turnover-simulation.md; exit $$status

simulate-coaching: setup ## hold what tables of coaching say against planted centers; writes docs/coaching-simulation.md
	@swift run -c release laboratory coaching 200 > .build/coaching-simulation.md; status=$$?; \
	  cp .build/coaching-simulation.md docs/coaching-simulation.md; exit $$status

simulate-alignment: setup ## hold what tables of alignment flag against planted centers; writes docs/alignment-simulation.md
	@swift run -c release laboratory alignment 200 > .build/alignment-simulation.md; status=$$?; \
	  cp .build/alignment-simulation.md docs/alignment-simulation.md; exit $$status

bench: ## measure beside DuckDB, Polars and pandas: make bench [BIG=1|100] [RUNS=n]
	@scripts/setup python3 python3-venv
	@python3 Benchmarks/bench.py --big "$(BIG)" $(if $(RUNS),--runs $(RUNS))
	@python3 Benchmarks/estimators.py $(if $(RUNS),--runs $(RUNS))
	@python3 Benchmarks/turnover.py $(if $(RUNS),--runs $(RUNS))
	@python3 Benchmarks/coaching.py $(if $(RUNS),--runs $(RUNS))
	@python3 Benchmarks/alignment.py $(if $(RUNS),--runs $(RUNS))

guard: setup build ## hold the instructions of a job of 100,000 contacts against the committed baseline
	@scripts/guard $(binary)

clean: ## remove what was built; out/ stays
	@rm -rf .build .build-*
