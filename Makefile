# Every verb makes the virtual environment that it needs from locked requirements; nothing else is
# set up by hand. Without make: see "Without make" in README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python

# What Python compiled is kept, whatever the environment says: else each process compiles all modules
# anew, which is near a third of a build's work, and the tests start a hundred processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve site zensical test quick audit bench shots pdf card check new schema report changes components hooks lock clean

serve: $(VENV)/run.stamp ## both languages at http://127.0.0.1:8000, reloading
	$(PY) -m macros serve

site: $(VENV)/run.stamp $(if $(builder),.cache/$(builder).stamp) ## both languages into site/ (builder=properdocs: with ProperDocs in MkDocs' place)
	$(if $(builder),HANDBOOK_BUILDER=$(builder) .cache/$(builder)/bin/python,$(PY)) -m macros site

zensical: $(VENV)/run.stamp .cache/zensical.stamp ## the same pages as Markdown, built by Zensical, into .cache/plain/site/
	@rm -rf .cache/plain
	@for config in $$($(PY) -m macros plain); do .cache/zensical/bin/zensical build --clean -f "$$config" || exit 1; done

check: $(VENV)/run.stamp ## the data alone
	@$(PY) -m macros check

new: $(VENV)/run.stamp ## make new kind=practice id=…
	@$(PY) -m macros new "$(kind)" "$(id)"

schema: $(VENV)/run.stamp ## data/schema/ from the models
	$(PY) -m macros schema

report: $(VENV)/run.stamp ## missing and outdated translations, reviews due (language=en: of one language)
	@$(PY) -m macros report $(if $(language),--language $(language))

changes: $(VENV)/run.stamp ## make changes base=main: what changed for readers since another version
	@$(PY) -m macros changes --base "$(or $(base),main)"

components: $(VENV)/run.stamp ## every widget and block by its examples, in .cache/components/
	$(PY) -m macros components

test: $(VENV)/test.stamp ## all that has to hold before a change goes in; meant to stay under six minutes on two cores
	@$(PY) -m tests.browser
	@# Three on two cores: each waits a good deal for its browser.
	$(PY) -m pytest tests -q -n 3 --dist worksteal -m "not audit"

quick: $(VENV)/test.stamp ## what needs neither a browser nor a built site; meant to stay under thirty seconds
	$(PY) -m pytest tests -q -n 2 -m "not audit and not slow"

audit: $(VENV)/test.stamp .cache/properdocs.stamp .cache/zensical.stamp ## what takes longer: every page
	@$(PY) -m tests.browser
	$(PY) -m pytest tests -q -m audit

bench: $(VENV)/test.stamp .cache/properdocs.stamp .cache/zensical.stamp ## what a build costs beside other builders, what scripts weigh, how quick widgets are (records="26 260": fewer)
	@$(PY) -m tests.bench_build $(if $(records),--records $(records))
	@$(PY) -m tests.browser
	@$(PY) -m tests.bench

shots: $(VENV)/test.stamp ## pictures of every kind of page into .cache/shots/ (kinds="home practice": of some)
	@$(PY) -m tests.shots $(kinds)

pdf: $(VENV)/test.stamp ## the whole handbook as a PDF for each language, into .cache/pdf/
	@$(PY) -m tests.pdf

card: $(VENV)/test.stamp ## the picture that chats show of a link, for each language; to be committed
	@$(PY) -m tests.card

hooks: $(VENV)/test.stamp ## the checks of .pre-commit-config.yaml before each commit
	$(BIN)/pre-commit install

lock: ## requirements*.txt from requirements*.in, for Python 3.11 to 3.14 and every system
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	  --no-emit-find-links --custom-compile-command "make lock" -q requirements.in -o requirements.txt
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	  --no-emit-find-links --custom-compile-command "make lock" -q -c requirements.txt \
	  requirements-test.in -o requirements-test.txt

clean:
	rm -rf $(VENV) site .cache

$(VENV)/run.stamp: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

# Builders that may follow: the newest there is, each in an environment of its own, outside the lock.
.cache/properdocs.stamp: requirements.txt
	@mkdir -p .cache
	$(PYTHON) -m venv .cache/properdocs
	.cache/properdocs/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	.cache/properdocs/bin/python -m pip install --quiet --disable-pip-version-check properdocs
	.cache/properdocs/bin/python -m pip install --quiet --disable-pip-version-check --target .cache/jieba jieba
	@touch $@

.cache/zensical.stamp:
	@mkdir -p .cache
	$(PYTHON) -m venv .cache/zensical
	.cache/zensical/bin/python -m pip install --quiet --disable-pip-version-check zensical
	@touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/run.stamp
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@
