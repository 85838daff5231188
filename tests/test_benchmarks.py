"""The benchmarks keep their names and their form; how fast is no matter for a test."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.__main__ import BENCHMARKS
from benchmarks.measuring import Measured, median

ROOT = Path(__file__).resolve().parent.parent
NAMES = (
    "projection_ms projection_beside_ms draws_10000_s tick_1_chart_ms tick_1_chart_p99_ms tick_1_chart_max_ms"
    " tick_4_charts_ms tick_4_charts_p99_ms tick_4_charts_max_ms memory_10000_moves_mb"
    " window_s first_chart_s import_model_s dgemm_gflops"
)


def test_names_stay() -> None:
    assert set(BENCHMARKS) == set(NAMES.split())


def test_records_for_programs() -> None:
    command = [sys.executable, "-m", "benchmarks", "--format", "json", "dgemm_gflops", "projection_ms"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=True)
    records = json.loads(done.stdout)
    assert [record["name"] for record in records] == ["dgemm_gflops", "projection_ms"]
    for record in records:
        assert record.keys() == {"name", "value", "unit", "runs", "budget"}
        assert record["value"] > 0
        assert record["runs"] > 1


def test_unknown_name_is_refused() -> None:
    command = [sys.executable, "-m", "benchmarks", "warp"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 2
    assert "there is no benchmark warp" in done.stderr


def test_ratio_comes_first() -> None:
    measured = median("tick_4_charts_ms", [0.004, 0.008, 0.016], "ms", 16)
    assert measured == Measured("tick_4_charts_ms", 8.0, "ms", 3, 16)
    assert measured.text().split() == ["0.50", "x", "tick_4_charts_ms", "8", "16", "ms", "(3)"]
