"""Whether an auto judge may decide a gate, by docs/trust.md: read out of the records that MLflow keeps."""

import json

import numpy as np

from .agreement import RESAMPLES, Pairs, resampled
from .compare import Given, Near, Says

MIN_KAPPA, FEWEST_WON = 0.6, 0.5
SUMS = ("weight", "x", "y", "xx", "yy", "xy")


def kappas_of_sums(sums, times):
    n, x, y, xx, yy, xy = (times @ sums).T
    vx, vy = xx / n - (x / n) ** 2, yy / n - (y / n) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        kappa = 2 * (xy / n - x * y / n**2) / (vx + vy + (x / n - y / n) ** 2)
    return np.where((vx < 1e-9) | (vy < 1e-9), np.nan, kappa)


def kappa_of_records(records):
    """Pooled: a scenario of several experiments is one cluster."""
    by = {}
    for record in records:
        for name, sums in record["scenarios"].items():
            by[name] = by.get(name, 0) + np.array([sums[each] for each in SUMS])
    table = np.array([by[name] for name in sorted(by)])
    value = kappas_of_sums(table, np.ones((1, len(table))))[0]
    none = np.zeros(len(table))
    clusters = Pairs(np.array(sorted(by), dtype=object), none, none, none, none)
    return resampled(clusters, None if np.isnan(value) else float(value), lambda _own, times: kappas_of_sums(table, times))


def records_of(mlflow, judge, rubric_hash, before):
    """The newest of each experiment, of those that were there at a time in milliseconds since 1970."""
    ids = [each["experiment_id"] for each in mlflow.ask("experiments/search", {"max_results": 1000})["experiments"]]
    filter = f"tags.kind = 'trust' AND tags.judge_hash = '{judge}' AND tags.rubric_hash = '{rubric_hash}'"
    runs = [run for run in mlflow.runs(ids, filter) if run.tags.get("committed") == "true"]
    runs = [run for run in runs if run.began <= before]
    records = sorted((json.loads(run.text("trust.json")) for run in runs), key=lambda each: each["earned_at"])
    return list({each["experiment"]: each for each in records}.values())


def trust_of(mlflow, judge, rubric_hash, before, min_kappa=MIN_KAPPA):
    records = sorted(records_of(mlflow, judge, rubric_hash, before), key=lambda each: each["earned_at"], reverse=True)
    if not records:
        return {"may_gate": False, "reason": Says([])}
    pooled, last = kappa_of_records(records), kappa_of_records(records[:1])
    tests = sorted((each["alt_test"] for each in records if each["alt_test"]), key=lambda each: -each["runs"])
    won = bool(tests) and tests[0]["winning_rate"] >= FEWEST_WON
    won_last = bool(records[0]["alt_test"]) and records[0]["alt_test"]["winning_rate"] >= FEWEST_WON
    numbers = [pooled["value"], pooled["low"], pooled["high"], last["high"], min_kappa, 2, 30, RESAMPLES]
    numbers += [each for test in tests for each in (test["winning_rate"], test["epsilon"])]
    reason = Says([each for each in numbers if each is not None], tuple(each["experiment"] for each in records))
    ends = [(pooled["low"], "low"), (last["high"], "high")]
    if any(isinstance(each, Near) and each.low < min_kappa <= each.high for each, _ in ends):
        return {"may_gate": Given("kappa is at min_kappa, by Monte Carlo"), "reason": reason}
    by_kappa = isinstance(pooled["low"], Near) and pooled["low"].low >= min_kappa
    spoken_against = not won_last and isinstance(last["high"], Near) and last["high"].high < min_kappa
    allowed = all(each["evidence"] for each in records) and (by_kappa or won) and not spoken_against
    return {"may_gate": allowed, "reason": reason}


def trust_in_rows(mlflow, rows, rubric_hash, before, min_kappa=MIN_KAPPA):
    """Of several judges one that may not decide is enough."""
    judges = list(dict.fromkeys(each for row in rows for each in row["auto_judges"]))
    trusts = [trust_of(mlflow, judge, rubric_hash, before, min_kappa) for judge in judges]
    return next((each for each in trusts if each["may_gate"] is False), trusts[0] if trusts else None)
