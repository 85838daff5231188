# make app   set everything up (once) and open the window; without a display write charts and tables to out/
# make test  set everything up (once) and run every check
# make docs  write the pages that are made from the data and build the documentation into docs/_build/html, offline
# make messages  collect the texts of the program into the catalogues of diversify/locale and compile them
# make lock  resolve the dependencies anew into requirements.lock

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT := out
TESTS ?= tests

# Shared libraries that Qt opens, each with the Debian package that brings it (fontconfig brings a font).
LIBRARIES := libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon.so.0=libxkbcommon0 libdbus-1.so.3=libdbus-1-3 \
  libfontconfig.so.1=libfontconfig1 libglib-2.0.so.0=libglib2.0-0 libxcb-cursor.so.0=libxcb-cursor0 \
  libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1 \
  libxcb-shape.so.0=libxcb-shape0

.PHONY: app test setup docs messages lock clean
.DELETE_ON_ERROR:

app: $(READY)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
	  exec $(BIN)/diversify; \
	fi; \
	echo "No display here, so no window: projecting the shipped scenarios into $(OUT)/ instead."; \
	mkdir -p $(OUT) && \
	$(BIN)/diversify compare scenarios/*.toml --output $(OUT)/comparison.txt && \
	$(BIN)/diversify compare scenarios/*.toml --output $(OUT)/comparison.csv && \
	$(BIN)/diversify chart all scenarios/*.toml --output $(OUT) && \
	echo "Done. See $(OUT)/comparison.txt, $(OUT)/comparison.csv and the charts $(OUT)/*.png"

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	QT_QPA_PLATFORM=offscreen OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 $(TESTS)

setup: $(READY)

# The environment is made anew where the dependencies changed, and left alone otherwise.
$(READY): pyproject.toml requirements.lock
	@missing=""; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || missing=" python3-venv"; \
	if [ "$$(uname -s)" = Linux ]; then \
	  present="$$(PATH="$$PATH:/sbin:/usr/sbin" ldconfig -p)"; \
	  for pair in $(LIBRARIES); do \
	    case "$$present" in *"$${pair%%=*} "*) ;; *) missing="$$missing $${pair#*=}";; esac; \
	  done; \
	fi; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing$$missing"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	else \
	  echo "These system packages are missing (names as in Debian):$$missing"; \
	  echo "Install them, then run make again. On Debian and Ubuntu:"; \
	  echo "  sudo apt-get update && sudo apt-get install --no-install-recommends$$missing"; \
	  exit 1; \
	fi
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

docs: $(READY)
	$(BIN)/python docs/build.py
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html
	@echo "Done. Open docs/_build/html/index.html"

messages: $(READY)
	$(BIN)/python tests/messages.py

# One file for all systems and Pythons, with hashes and without addresses; uv stays outside the environment.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --extra dev --extra docs pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
