"""A row's auto scores as people would give them, by docs/trust.md: prediction-powered inference by known chances."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from .agreement import FEWEST_SCENARIOS, interval_of
from .compare import Says

FEWEST_LABELS = 30


@dataclass
class Sampled:
    """Scores of the runs of a row, nan where a tier has none."""

    scenario: np.ndarray
    auto: np.ndarray
    people: np.ndarray
    chance: np.ndarray
    by_rule: np.ndarray

    def kept(self, which):
        return Sampled(*(each[which] for each in (self.scenario, self.auto, self.people, self.chance, self.by_rule)))


def chance_of(run):
    """Of being asked about: 1 where there is no auto tier, 0 where nobody can tell."""
    if "auto_pending" not in run.tags:
        return 1.0
    if run.auto_counts:
        return 0.0
    if "drawn" not in run.tags:
        return 1.0 if run.is_judged else 0.0
    return float(run.tags["draw_chance"])


def sampled_of(runs, scores, name):
    def pair(run):
        own = scores[run.id][name] if run.id in scores else np.nan
        if run.by_rule:
            return own, own
        if run.auto_counts:
            return own, np.nan
        auto = run.metrics.get(f"auto_{name}", np.nan) if "auto_pending" in run.tags else np.nan
        return auto, np.nan if run.tags.get("drawn") == "false" else own

    auto, people = zip(*map(pair, runs))
    return Sampled(
        np.array([run.scenario for run in runs], dtype=object),
        np.array(auto, float),
        np.array(people, float),
        np.array([chance_of(run) for run in runs]),
        np.array([run.by_rule for run in runs]),
    )


def pooled_bias(of):
    both = ~np.isnan(of.auto) & ~np.isnan(of.people) & ~of.by_rule & (of.chance > 0)
    return interval_of((of.auto - of.people)[both], of.scenario[both], 1 / of.chance[both])


def means_of(of, share, scenarios):
    """People's mean over means of scenarios; and the control, all auto scores less those of drawn runs."""
    known = of.by_rule | np.isnan(of.auto)
    drawn = ~known & ~np.isnan(of.people)
    weight = share / np.where(drawn, of.chance, 1)
    opened = share[~known].sum()
    people = (share[known] * of.people[known]).sum() + opened * np.average(of.people[drawn], weights=weight[drawn])
    control = (share[~known] * of.auto[~known]).sum() - opened * np.average(of.auto[drawn], weights=weight[drawn])
    return np.array([people, control]) / scenarios


def corrected_of(of):
    counted = of.kept(~np.isnan(of.auto) | ~np.isnan(of.people))
    labels = ~np.isnan(counted.people) & ~counted.by_rule
    weights = 1 / counted.chance[labels & (counted.chance > 0)]
    worth = float(weights.sum() ** 2 / (weights**2).sum()) if len(weights) else 0.0
    autos = counted.auto[~np.isnan(counted.auto)]
    shown = {
        "labels": int(labels.sum()),
        "effective_labels": worth,
        "raw_auto": float(autos.mean()) if len(autos) else None,
        "uncounted": len(of.auto) - len(counted.auto),
    }
    none = {"value": None, "low": None, "high": None, "reason": Says([worth, FEWEST_LABELS, FEWEST_SCENARIOS])}
    nothing = {"by": "none", "mean": none, "share": None, **shown}
    if np.any(~counted.by_rule & (counted.chance <= 0)) or worth < FEWEST_LABELS - 1e-9:
        return nothing
    labelled = set(counted.scenario[labels & ~np.isnan(counted.auto)])
    if len(labelled) < FEWEST_SCENARIOS:
        none["reason"].numbers.append(len(labelled))
        return nothing
    return {**narrower(counted, len(labelled)), **shown}


def narrower(of, labelled):
    names = sorted(set(of.scenario))
    share = np.array([1 / np.sum(of.scenario == name) for name in of.scenario])
    whole = means_of(of, share, len(names))
    without = [of.scenario != name for name in names]
    moves = np.array([means_of(of.kept(rest), share[rest], len(names) - 1) - whole for rest in without])
    square = moves[:, 1] @ moves[:, 1]
    tuned = 0.0 if square < 1e-18 else float(np.clip(-(moves[:, 0] @ moves[:, 1]) / square, 0, 1))
    # The share was fitted too: one degree of freedom more is spent.
    corrected, people = estimate(whole, moves, tuned, labelled - 2), estimate(whole, moves, 0.0, labelled - 1)
    if tuned > 0 and width(corrected) < width(people):
        return {"by": "corrected", "mean": corrected, "share": tuned}
    return {"by": "people", "mean": people, "share": None}


def estimate(whole, moves, share, degrees):
    mean = float(whole @ [1, share])
    error = np.sqrt((len(moves) - 1) / len(moves) * np.sum((moves @ [1, share]) ** 2))
    if error < 1e-12:
        return {"value": mean, "low": None, "high": None, "reason": Says([])}
    half = float(stats.t.ppf(0.975, degrees) * error)
    return {"value": mean, "low": mean - half, "high": mean + half, "reason": None}


def width(estimate):
    return np.inf if estimate["low"] is None else estimate["high"] - estimate["low"]


class Corrections:
    """Of the rows that have runs with both tiers."""

    def __init__(self, experiment, scores):
        self.names = [*experiment.rubric.dimensions, "composite"]
        valid = {row: [run for run in cells if run.invalid is None] for row, cells in experiment.rows.items()}
        checked = {row: runs for row, runs in valid.items() if any("auto_judge_kind" in run.tags for run in runs)}
        by_name = lambda runs, of: {name: of(sampled_of(runs, scores, name)) for name in self.names}
        self.rows = {row: by_name(runs, corrected_of) for row, runs in checked.items()}
        everything = [run for runs in checked.values() for run in runs]
        self.pooled_bias = by_name(everything, pooled_bias) if everything else None
