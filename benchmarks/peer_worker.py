"""One contender in its own interpreter: reads jobs from standard input, writes how long each took.

A job is a line of JSON, {"task", "file", "count"}; the answer is {"seconds", "check"}, or {"missing"} where
the contender has no such function. The file is an .npz with Z, x, u, v. Making the contender's own objects
from the arrays is not timed; everything that answers the question is.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

Job = Callable[[], float]
Arrays = dict[str, Any]
_TOLERANCE = 1e-9  # of the unit: how closely totals are met


def diversify(task: str, data: Arrays, count: int) -> Job | None:
    """Return the job for this program."""
    from diversify.model import Accounts, Table
    from diversify.model.economy import Sector
    from diversify.model.inputoutput import ras

    if task == "dgemm":  # the product of two matrices: what the machine can do
        return lambda: float((data["Z"] @ data["Z"])[0, 0])
    if task == "ras":
        tolerance = _TOLERANCE / float(max(data["u"].max(), data["v"].max()))
        return lambda: float(ras(data["Z"], data["u"], data["v"], tolerance=tolerance).matrix[0, 0])
    n = len(data["x"])
    final = (data["x"] - data["Z"].sum(axis=1))[:, None]
    table = Table(
        sectors=tuple(Sector(f"S{i}") for i in range(n)),
        Z=data["Z"],
        Y=np.column_stack([final, np.zeros(n)]),
        categories=("households", "exports"),
        M=np.zeros(n),
        x=data["x"],
        value_added=(data["x"] - data["Z"].sum(axis=0))[None],
        value_added_kinds=("gva",),
        taxes_on_inputs=np.zeros(n),
        taxes_on_final=np.zeros(2),
        year=2025,
    )

    def accounts() -> float:
        a = Accounts(table)
        frames = a.technical_coefficients(), a.leontief_inverse(), a.ghosh_inverse()
        series = a.multipliers(), a.multipliers("value_added"), a.output()
        linkages = a.backward_linkage(), a.forward_linkage()
        assert len(frames) + len(series) + len(linkages) == 8
        return float(series[0].iloc[0])

    def without_inverse() -> float:
        a = Accounts(table)
        series = (
            a.multipliers(),
            a.multipliers("value_added"),
            a.output(),
            a.backward_linkage(),
            a.forward_linkage(),
        )
        return float(series[0].iloc[0])

    def linkages() -> float:
        a = Accounts(table)
        a.forward_linkage()
        return float(a.backward_linkage(normalized=False).iloc[0])

    def extraction() -> float:
        return float(Accounts(table).hypothetical_extraction().iloc[:, 0].sum())

    return {
        "accounts": accounts,
        "without_inverse": without_inverse,
        "linkages": linkages,
        "extraction": extraction,
    }[task]


def pymrio(task: str, data: Arrays, count: int) -> Job | None:
    """Return the job for pymrio."""
    import pandas as pd
    import pymrio as other

    n = len(data["x"])
    index = pd.MultiIndex.from_product([["R"], [f"S{i}" for i in range(n)]], names=["region", "sector"])
    columns = pd.MultiIndex.from_product([["R"], ["final"]], names=["region", "category"])
    Z = pd.DataFrame(data["Z"], index=index, columns=index)
    Y = pd.DataFrame((data["x"] - data["Z"].sum(axis=1))[:, None], index=index, columns=columns)
    if task in ("accounts", "without_inverse"):
        va = pd.DataFrame((data["x"] - data["Z"].sum(axis=0))[None], index=pd.Index(["va"]), columns=index)
        system = other.IOSystem(Z=Z, Y=Y)
        system.va = other.Extension("va", F=va)

        def accounts() -> float:
            system.calc_all(include_ghosh=True)
            return float(system.L.iloc[:, 0].sum())

        return accounts
    if task == "extraction":
        A = other.calc_A(Z, pd.DataFrame(data["x"], index=index, columns=["indout"]))
        f = Y.to_numpy().ravel()

        def extraction() -> float:
            lost = []
            for k in range(count):
                left = A.copy()
                left.iloc[k] = 0.0
                left.iloc[:, k] = 0.0
                demand = f.copy()
                demand[k] = 0.0
                lost.append(data["x"].sum() - (other.calc_L(left).to_numpy() @ demand).sum())
            return float(lost[0])

        return extraction
    return None


def mario(task: str, data: Arrays, count: int) -> Job | None:
    """Return the job for MARIO."""
    import mario as other
    import pandas as pd
    from mario.ops.balance import ras

    logging.disable(logging.CRITICAL)
    if task == "ras":
        return lambda: float(ras(data["Z"], data["u"], data["v"], tol=_TOLERANCE)[0, 0])
    if task not in ("accounts", "without_inverse", "linkages"):
        return None
    n = len(data["x"])
    names = [f"S{i}" for i in range(n)]
    index = pd.MultiIndex.from_product([["R"], ["Sector"], names])
    columns = pd.MultiIndex.from_product([["R"], ["Consumption category"], ["final"]])
    none = pd.Index(["-"])
    units = {
        "Sector": pd.DataFrame("M", index=names, columns=["unit"]),
        "Factor of production": pd.DataFrame("M", index=["va"], columns=["unit"]),
        "Satellite account": pd.DataFrame("M", index=["-"], columns=["unit"]),
    }
    database = other.Database(
        table="IOT",
        Z=pd.DataFrame(data["Z"], index=index, columns=index),
        E=pd.DataFrame(np.zeros((1, n)), index=none, columns=index),
        V=pd.DataFrame((data["x"] - data["Z"].sum(axis=0))[None], index=pd.Index(["va"]), columns=index),
        Y=pd.DataFrame((data["x"] - data["Z"].sum(axis=1))[:, None], index=index, columns=columns),
        EY=pd.DataFrame(np.zeros((1, 1)), index=none, columns=columns),
        units=units,
    )

    def accounts() -> float:
        database.calc_all(["z", "w", "b", "g", "X", "v", "m"])
        database.calc_linkages(multi_mode=False)
        return float(database.matrices["baseline"]["w"].iloc[:, 0].sum())

    def linkages() -> float:
        found = database.calc_linkages(multi_mode=False, normalized=False, cut_diag=False)
        return float(found["Total Backward"].iloc[0])

    return linkages if task == "linkages" else accounts


def main(contender: str) -> None:
    """Answer jobs until there are no more."""
    make = {"diversify": diversify, "pymrio": pymrio, "mario": mario}[contender]
    for line in sys.stdin:
        job = json.loads(line)
        with np.load(job["file"]) as loaded:
            data = dict(loaded)
        work = make(job["task"], data, job["count"])
        if work is None:
            answer: dict[str, object] = {"missing": True}
        else:
            start = time.perf_counter()
            check = work()
            answer = {"seconds": time.perf_counter() - start, "check": check}
        sys.stdout.write(f"@{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
