# make run     set everything up and serve the site at 127.0.0.1:8000
# make test    set everything up and run the tests; make test-browser those in Chromium
# make check   everything that must hold before a change goes in

PORT ?= 8000
BIN = .venv/bin
export MONITOR_DEBUG ?= 1
STATIC_SOURCES = $(shell find static -type f)
PRODUCTION = MONITOR_DEBUG=0 MONITOR_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
	MONITOR_ALLOWED_HOSTS=monitor.example EMAIL_URL=smtp://localhost:25 \
	MONITOR_TIP_KEYS=$$($(BIN)/python -c 'from pyrage.x25519 import Identity as I; print(I.generate().to_public(), I.generate().to_public(), sep=",")')

.PHONY: run test test-browser check format editor code lock clean

run: .venv/installed var/static/staticfiles.json
	@scripts/serve $(PORT)

editor: .venv/installed
	@$(BIN)/python manage.py make_editor

code: .venv/installed
	@$(BIN)/python manage.py sample_code $(or $(NAME),edith)

test: .venv/installed-dev
	$(BIN)/python -m pytest -n auto --dist loadgroup --ignore tests/browser

test-browser: .venv/installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/browser

check: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/hadolint Dockerfile
	$(BIN)/bandit --quiet --recursive countries legal monitor
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered --ignore tests/browser
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: .venv/installed-dev
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

lock: .venv/installed-dev
	$(BIN)/pip-compile $(LOCK) --output-file requirements.txt requirements.in
	$(BIN)/pip-compile $(LOCK) --output-file requirements-dev.txt requirements-dev.in

LOCK = --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.venv/installed: requirements.txt
	@python=$$(scripts/find-python) && "$$python" -m venv .venv
	@echo "Installing what the site runs on …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@echo "Installing what checks and tests it …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

node_modules/.installed: package.json
	@echo "Installing what checks the pages …"
	@npm install --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --silent
	@touch $@

var/static/staticfiles.json: .venv/installed $(STATIC_SOURCES)
	@echo "Collecting static files …"
	@MONITOR_COLLECT=1 $(BIN)/python manage.py collectstatic --noinput --clear --verbosity 0

clean:
	rm -rf .venv var node_modules .coverage .mypy_cache .pytest_cache .ruff_cache
