"""A row of a leaderboard by itself: counts, means, intervals, rates and quantiles."""

from collections import Counter

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from .compare import Says, Within
from .diversity import benches_with_diversity, measured_diversity


def found(value):
    return {"value": value, "reason": None}


def nothing(*numbers):
    return {"value": None, "reason": Says(list(numbers))}


def mean_of(values):
    """Means are rounded to a millionth; a half may go either way."""
    return None if len(values) == 0 else Within(float(np.mean(values)), 0.5000001e-6)


def plain(value):
    return None if value is None else round(value.value, 6)


def quantiles_of(values):
    return None if len(values) == 0 else {"p50": float(np.quantile(values, 0.5)), "p95": float(np.quantile(values, 0.95))}


def wilson_of(flags):
    if len(flags) == 0:
        return nothing()
    low, high = proportion_confint(sum(flags), len(flags), alpha=0.05, method="wilson")
    return found({"rate": float(np.mean(flags)), "low": float(low), "high": float(high)})


def t_interval(means):
    if len(means) < 2 or np.ptp(means) == 0:
        return nothing(2)
    low, high = stats.t.interval(0.95, len(means) - 1, loc=np.mean(means), scale=stats.sem(means))
    return found({"low": float(low), "high": float(high)})


def caution_of(means, low, high):
    """Where the median is near an end, or many scenarios are at the bottom."""
    if len(means) < 2 or np.ptp(means) == 0:
        return None
    margin, middle = (high - low) / 7, np.median(means)
    misses = "the interval misses more often than it says"
    if middle >= high - margin:
        return f"near the top of the scale: {misses}"
    if middle <= low + margin:
        return f"near the bottom of the scale: {misses}"
    if len(means) < 16 and np.mean(np.array(means) <= low + margin) >= 0.2:
        return f"many scores at the bottom of the scale: {misses}"
    return None


def scenario_means(cells, scores, name):
    """By scenario, repeats averaged."""
    by = {}
    for run in cells:
        if name in scores[run.id]:
            by.setdefault(run.scenario, []).append(scores[run.id][name])
    return {scenario: float(np.mean(each)) for scenario, each in by.items()}


def whose_of(run):
    if run.by_rule:
        return "rule"
    return "auto" if run.auto_counts else "lazy"


def row_alone(row, cells, scores, rubric):
    """What a row is by itself, whatever the others are."""
    names = [*rubric.dimensions, *rubric.flags]
    valid = [run for run in cells if run.invalid is None]
    judged = [run for run in valid if run.is_judged]
    ranked = [run for run in judged if run.id in scores]
    means = {name: scenario_means(ranked, scores, name) for name in names + ["composite"]}
    composites = list(means["composite"].values())
    measured = lambda name, runs: [run.metrics[name] for run in runs if name in run.metrics]
    latencies = measured("latency_s", [run for run in valid if not run.is_cut])
    speeds = measured("tokens_per_s", valid)
    benches = benches_with_diversity(cells)
    diversities = [measured_diversity(run, benches) for run in valid]
    whose = Counter(whose_of(run) for run in judged)
    return {
        "model": row[0],
        "prompt": row[1],
        "cells": len(cells),
        "judged": len(judged),
        "pending": sum(run.is_pending for run in valid),
        "invalid": len(cells) - len(valid),
        "whose": {each: whose[each] for each in ("lazy", "auto", "rule")},
        "scenarios": len(composites),
        "composite": mean_of(composites),
        "composite_interval": t_interval(composites),
        "interval_caution": caution_of(composites, *rubric.range),
        "scores": {name: mean_of(list(means[name].values())) for name in names},
        "rates": {flag: wilson_of([scores[run.id][flag] for run in ranked]) for flag in rubric.flags},
        "latency_s": mean_of(latencies),
        "latency_s_quantiles": quantiles_of(latencies),
        "tokens_per_s": mean_of(speeds),
        "tokens_per_s_quantiles": quantiles_of(speeds),
        "diversity": mean_of([each for each in diversities if each is not None]),
    }
