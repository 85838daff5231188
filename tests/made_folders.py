"""Made folders and archives in the exact form of EXIOBASE 3 and Eora26: no figures of either."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import made_layouts as made
import numpy as np

REGIONS = ("AT", "WF")
SECTORS = ("Cultivation of paddy rice", "Cultivation of wheat")
FINAL = (
    "Final consumption expenditure by households",
    "Final consumption expenditure by non-profit organisations serving households (NPISH)",
    "Final consumption expenditure by government",
    "Gross fixed capital formation",
    "Changes in inventories",
    "Changes in valuables",
    "Exports: Total (fob)",
)
WAGES = "Compensation of employees; wages, salaries, & employers' social contributions: "
INPUTS = {
    "Taxes less subsidies on products purchased: Total": made.RTAX,
    "Other net taxes on production": made.RVA * 0.05,
    WAGES + "Low-skilled": made.RVA * 0.15,
    WAGES + "Medium-skilled": made.RVA * 0.2,
    WAGES + "High-skilled": made.RVA * 0.1,
    "Operating surplus: Consumption of fixed capital": made.RVA * 0.2,
    "Operating surplus: Rents on land": made.RVA * 0.05,
    "Operating surplus: Royalties on resources": made.RVA * 0.05,
    "Operating surplus: Remaining net operating surplus": made.RVA * 0.2,
}
LABELS = [(region, sector) for region in REGIONS for sector in SECTORS]
FINAL_LABELS = [(region, name) for region in REGIONS for name in FINAL]


def final() -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return final demand of the made regions in all categories of EXIOBASE."""
    Y = np.zeros((4, 14))
    Y[:, [0, 3, 7, 10]] = made.RY
    return Y


def frame(columns: Sequence[tuple[str, str]], rows: Sequence[Any], values: Any, names: str = "") -> str:
    """Return tab-separated text with two rows of column labels, as pymrio writes it."""
    deep = 1 if isinstance(rows[0], str) else 2
    pad = "\t" * (deep - 1)
    second = "category" if columns[0][1] in FINAL else "sector"
    lines = [f"region{pad}\t" + "\t".join(c[0] for c in columns)]
    lines.append(f"{second}{pad}\t" + "\t".join(c[1] for c in columns))
    if names:
        lines.append(names + "\t" * len(columns))
    for label, row in zip(rows, values, strict=True):
        text = label if deep == 1 else "\t".join(label)
        lines.append(text + "\t" + "\t".join(repr(float(v)) for v in row))
    return "\n".join(lines) + "\n"


def exiobase(*, release: str = "3.8", output: bool = True) -> dict[str, str]:
    """Return the files of a year: "3.4" has A and no Z, "3.8" both, "3.9" factor inputs of their own."""
    A = made.RZ / made.RX
    files = {
        "Y.txt": frame(FINAL_LABELS, LABELS, final(), "region\tsector"),
        "A.txt": frame(LABELS, LABELS, A, "region\tsector"),
        "unit.txt": "region\tsector\tunit\n" + "".join(f"{r}\t{s}\tM.EUR\n" for r, s in LABELS),
    }
    core = {"Y": ("2", "2"), "A": ("2", "2"), "unit": ("2", "1")}
    if release != "3.4":
        files["Z.txt"] = frame(LABELS, LABELS, made.RZ, "region\tsector")
        core["Z"] = ("2", "2")
    if output:
        rows = "".join(f"{r}\t{s}\t{x!r}\n" for (r, s), x in zip(LABELS, made.RX.tolist(), strict=True))
        files["x.txt"] = "region\tsector\tindout\n" + rows
        core["x"] = ("2", "1")
    files["file_parameters.json"] = parameters("IOSystem", core)
    jobs = {
        "Employment people: Low-skilled male": np.array([1.0, 2, 3, 4]),
        "Employment people: High-skilled female": np.array([0.5, 0.5, 1, 1]),
    }
    air = {"CO2 - combustion - air": np.array([9.0, 8, 7, 6])}
    if release == "3.9":
        parts = {"factor_inputs": INPUTS, "employment": jobs, "air_emissions": air}
    else:
        parts = {"satellite": {**INPUTS, **jobs, **air}, "impacts": {"Value Added": made.RVA}}
    for name, rows_of in parts.items():
        files[f"{name}/F.txt"] = frame(LABELS, list(rows_of), rows_of.values(), "stressor")
        files[f"{name}/unit.txt"] = "stressor\tunit\n" + "".join(f"{row}\tM.EUR\n" for row in rows_of)
        table = {"F": ("1", "2"), "unit": ("1", "1")}
        files[f"{name}/file_parameters.json"] = parameters("Extension", table)
    return files


def parameters(kind: str, tables: dict[str, tuple[str, str]]) -> str:
    """Return file_parameters.json, numbers as texts."""
    files = {
        name: {"name": f"{name}.txt", "nr_index_col": index, "nr_header": header}
        for name, (index, header) in tables.items()
    }
    return json.dumps({"files": files, "systemtype": kind, "name": kind})


def eora() -> dict[str, str]:
    """Return the files of a year of Eora26; lines of labels end in a tab."""
    labels = [("Aaa", r, "Industries", c) for r in ("AAA", "BBB") for c in ("Agriculture", "Fishing")]
    finals = [
        ("Aaa", r, "Final Demand", c)
        for r in ("AAA", "BBB")
        for c in ("Household final consumption P.3h", "Gross fixed capital formation P.51")
    ]
    inputs = [
        ("Primary Inputs", "Compensation of employees D.1"),
        ("Primary Inputs", "Taxes on production D.29"),
    ]
    emissions = [("I-GHG-CO2 emissions (Gg)", "Agriculture")]
    tables = {
        "T": (labels, made.RZ),
        "FD": (finals, made.RY),
        "VA": (inputs, np.array([made.RVA, made.RTAX])),
        "Q": (emissions, np.array([[1.0, 2, 3, 4]])),
    }
    files = {}
    for name, (rows, values) in tables.items():
        files[f"labels_{name}.txt"] = "".join("\t".join(row) + "\t\n" for row in rows)
        lines = ("\t".join(repr(float(v)) for v in row) for row in values)
        files[f"Eora26_2015_bp_{name}.txt"] = "\n".join(lines) + "\n"
    return files


def unpacked(folder: Path, files: dict[str, str]) -> Path:
    """Write files as a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def packed(path: Path, files: dict[str, str], inside: str = "") -> Path:
    """Write files as an archive, within a folder of it if one is named."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(inside + name, text)
    return path
