# Two commands: `make build` makes the pages, the index and the site; `make test` checks everything.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test clean

build: .venv/installed
	@$(BIN)/xuncha-kb build

test: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n auto
	$(BIN)/xuncha-kb build --check

clean:
	rm -rf .venv .xuncha_kb site

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更高版本；可用 make PYTHON=python3.12 指定。"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "缺少 Python 的 venv 模块；Debian、Ubuntu 上请先运行：sudo apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml requirements.lock
	@echo "正在安装所需的软件包（只在第一次需要几分钟）……"
	@$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	@touch $@

.venv/installed-dev: .venv/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	@touch $@
