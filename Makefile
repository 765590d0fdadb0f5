# Every target does its own set-up. `make run` opens the program, `make test` checks everything.
.PHONY: setup run demo test tests lint bench soak pictures

setup:
	@sh packaging/setup.sh

run: setup
	@sh packaging/run.sh

demo: setup
	@.venv/bin/cdmo-desk demo --output out

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

# The checks run beside the tests: on two cores that is a minute less. Files that take long begin first (tests/conftest.py).
test: setup
	@$(MAKE) --no-print-directory --output-sync=line -j 2 tests lint

tests: setup
	.venv/bin/pytest -n 3 --dist loadfile --no-loadscope-reorder

soak: setup
	.venv/bin/pytest -m soak

bench: setup
	.venv/bin/python benchmarks/compare.py
	.venv/bin/python benchmarks/library.py --small
	.venv/bin/python benchmarks/intake.py
	.venv/bin/python benchmarks/window.py

pictures: setup
	QT_QPA_PLATFORM=offscreen .venv/bin/python -m ui.pictures out/pictures --all
