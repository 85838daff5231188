"""The package as it is delivered: what it loads, what it carries, and the Qt that it runs on."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import diversify
from diversify import errors, resources

ROOT = Path(__file__).resolve().parent.parent


def python(code: str, **environment: str) -> str:
    """Run `code` in a fresh interpreter and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=100,
        env=os.environ | environment,
        cwd="/",
    )
    assert done.returncode == 0, f"exit {done.returncode}: {done.stderr}"
    return done.stdout


def test_version_has_one_source() -> None:
    assert importlib.metadata.version("diversify") == diversify.__version__
    stated = [
        path.name
        for path in (ROOT / "pyproject.toml", *(ROOT / "diversify").rglob("*.py"))
        if re.search(
            rf"(?<![\d.]){re.escape(diversify.__version__)}(?![\d.])", path.read_text(encoding="utf-8")
        )
    ]
    assert stated == ["__init__.py"]


HEAVY = ("PySide6", "matplotlib", "pandas", "pydantic", "pptx", "xlsxwriter", "openpyxl", "jinja2")
HEAVY_PARTS = ("scipy.stats", "scipy.optimize")


def test_importing_the_model_loads_nothing_heavy() -> None:
    loaded = python("import sys, diversify.model; print(*sys.modules)").split()
    assert "diversify.model" in loaded
    assert not {name for name in (*HEAVY, *HEAVY_PARTS) if name in loaded}


def test_what_a_projection_needs_loads_nothing_heavy() -> None:
    names = "load_economy, load_scenario, project, project_many"
    loaded = python(f"import sys; from diversify.model import {names}; print(*sys.modules)").split()
    assert "diversify.model.economy" in loaded
    assert not {name for name in (*HEAVY, *HEAVY_PARTS) if name in loaded}


def test_every_public_name_of_the_model_exists() -> None:
    python("import diversify.model as model\nfor name in model.__all__: getattr(model, name)")


EMITS = """
from PySide6.QtCore import QObject, Signal
class Probe(QObject):
    fired = Signal(int)
probe = Probe()
for n in range(10_000):
    probe.fired.emit(n)
print("alive")
"""
NONE_RETURNING = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for n in range(10_000):
    label.setText(str(n)), label.repaint(), app.processEvents(), label.parent(), label.property("absent")
print("alive" if sys.version_info >= (3, 12) or abs(sys.getrefcount(None) - before) < 1_000 else "drift")
"""


@pytest.mark.parametrize("code", [EMITS, NONE_RETURNING], ids=["emit", "calls returning None"])
def test_qt_calls_leave_true_and_none_alive(code: str) -> None:
    """PySide6 6.12.0 takes references from True and None on Python 3.11 and aborts (PYSIDE-3474)."""
    assert python(code).strip() == "alive"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return folder


def shipped() -> set[str]:
    """Paths inside the package of the files beside the code that it cannot do without."""
    data = {
        path.relative_to(ROOT).as_posix() for path in resources.data_folder().rglob("*") if path.is_file()
    }
    scenarios = {f"diversify/scenarios/{path.name}" for path in (ROOT / "scenarios").glob("*.toml")}
    assert len(data) > 5
    assert "diversify/scenarios/baseline.toml" in scenarios
    return data | scenarios | {"diversify/py.typed"}


def test_wheel_carries_data_and_scenarios(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
        wheel.extractall(tmp_path)
    assert shipped() <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("NOTICE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "scenarios/"))]
    code = (
        "import diversify; from diversify.model import load_economy, load_scenario;"
        "print(diversify.__file__, load_scenario('baseline').name, load_economy().base)"
    )
    file, *found = python(code, PYTHONPATH=str(tmp_path)).split()
    assert Path(file).is_relative_to(tmp_path)
    assert found == ["baseline", "2025"]


def test_sdist_carries_what_builds_and_tests_it(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {name.replace("diversify/scenarios/", "scenarios/") for name in shipped()} <= names
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "Makefile",
        "requirements.lock",
    } <= names
    assert "tests/conftest.py" in names


def test_lock_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
    assert "--index-url" not in lock


@pytest.mark.parametrize(
    "error", [errors.BalanceError("a", (("AGR", 1.0),)), errors.IdentityError("b", "gdp", 2030)]
)
def test_errors_survive_the_way_back_from_a_worker(error: errors.DiversifyError) -> None:
    import pickle

    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


def test_every_error_has_an_exit_code() -> None:
    assert errors.ScenarioError.exit_code == errors.BalanceError.exit_code == 1
    assert errors.IdentityError.exit_code == 3
    assert errors.Cancelled.exit_code == 130
