"""How two judges agree, by docs/trust.md: one score of pairs of judgments, with intervals by scenario."""

from dataclasses import dataclass

import krippendorff
import numpy as np
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.proportion import proportion_confint

from .compare import Near, Says

RESAMPLES = 2_000
OWN_RESAMPLES = 20_000
FEWEST_SCENARIOS = 5
# How seldom chance may lead to a difference, at either end.
RARE = 1e-5


@dataclass
class Pairs:
    """Scores of the same runs by two judges, weights summing to their number."""

    scenario: np.ndarray
    judged: np.ndarray
    against: np.ndarray
    weight: np.ndarray
    length: np.ndarray

    @property
    def difference(self):
        return self.judged - self.against


def pairs_of(rows):
    """@param rows of (scenario, judged, against, chance, length)"""
    columns = list(zip(*rows)) if rows else [[]] * 5
    weight = 1 / np.array(columns[3], float)
    weight = weight * len(weight) / weight.sum() if len(weight) else weight
    names = np.array(columns[0], dtype=object)
    return Pairs(names, *(np.array(columns[at], float) for at in (1, 2)), weight, np.array(columns[4], float))


def agreement_of(pairs, scale, metric):
    """Everything that stands of one score."""
    return {
        "pairs": len(pairs.weight),
        "scenarios": len(set(pairs.scenario)),
        "kappa": resampled(pairs, kappa_value(pairs, scale), kappas),
        "alpha": resampled(pairs, alpha_value(pairs, metric), lambda own, times: alphas(own, times, metric)),
        "exact": rate_of(pairs, np.abs(pairs.difference) <= 1e-6),
        "within_one": rate_of(pairs, np.abs(pairs.difference) <= 1 + 1e-6),
        "bias": interval_of(pairs.difference, pairs.scenario, pairs.weight),
        "length_bias": resampled(pairs, *length_bias(pairs)),
    }


def clustered(values, scenarios, weights):
    """Mean, its error by leaving out one scenario after the other, and Kish's number of scenarios less one."""
    mean, names = np.average(values, weights=weights), sorted(set(scenarios))
    worth = np.array([weights[scenarios == name].sum() for name in names])
    degrees = worth.sum() ** 2 / np.sum(worth**2) - 1
    if len(names) < 2:
        return float(mean), 0.0, float(degrees)
    kept = [scenarios != name for name in names]
    without = np.array([np.average(values[k], weights=weights[k]) for k in kept])
    error = np.sqrt((len(names) - 1) / len(names) * np.sum((without - mean) ** 2))
    return float(mean), float(error) if error > 1e-12 else 0.0, float(degrees)


def interval_of(values, scenarios, weights):
    if len(values) == 0:
        return {"value": None, "low": None, "high": None, "reason": Says([])}
    mean, error, degrees = clustered(values, scenarios, weights)
    count = len(set(scenarios))
    if count < FEWEST_SCENARIOS or error == 0:
        return {"value": mean, "low": None, "high": None, "reason": Says([FEWEST_SCENARIOS, count])}
    half = float(stats.t.ppf(0.975, degrees)) * error
    return {"value": mean, "low": mean - half, "high": mean + half, "reason": None}


def rate_of(pairs, holds):
    if len(holds) == 0:
        return {"value": None, "low": None, "high": None, "effective_runs": None, "reason": Says([])}
    p, error, degrees = clustered(holds.astype(float), pairs.scenario, pairs.weight)
    if error == 0:
        worth = float(len(set(pairs.scenario)))
    else:
        narrower = (stats.norm.ppf(0.975) / stats.t.ppf(0.975, degrees)) ** 2
        worth = min(float(len(holds)), p * (1 - p) / error**2 * narrower)
    low, high = proportion_confint(min(p, 1.0) * worth, worth, method="wilson")
    return {"value": p, "low": float(low), "high": float(high), "effective_runs": float(worth), "reason": None}


def kappa_value(pairs, scale):
    """scikit-learn's over the whole scale; where people were averaged scores lie between levels, and it is Lin's concordance."""
    both = np.concatenate([pairs.judged, pairs.against])
    if len(both) == 0 or np.ptp(pairs.judged) == 0 or np.ptp(pairs.against) == 0:
        return None
    if np.all(both == np.round(both)):
        labels = list(range(int(scale[0]), int(scale[1]) + 1))
        whole = [each.astype(int) for each in (pairs.judged, pairs.against)]
        return float(cohen_kappa_score(*whole, labels=labels, weights="quadratic", sample_weight=pairs.weight))
    x, y = [each - np.average(each, weights=pairs.weight) for each in (pairs.judged, pairs.against)]
    apart = np.average(pairs.difference, weights=pairs.weight)
    spread = lambda a, b: np.average(a * b, weights=pairs.weight)
    return float(2 * spread(x, y) / (spread(x, x) + spread(y, y) + apart**2))


def kappas(pairs, times):
    """Of resamples: @param times by resample and scenario"""
    w, x, y = pairs.weight, pairs.judged, pairs.against
    sums = [times @ by_scenario(pairs, each) for each in (w, w * x, w * y, w * x * x, w * y * y, w * x * y)]
    n = sums[0]
    mx, my = sums[1] / n, sums[2] / n
    vx, vy, cov = sums[3] / n - mx**2, sums[4] / n - my**2, sums[5] / n - mx * my
    with np.errstate(invalid="ignore", divide="ignore"):
        kappa = 2 * cov / (vx + vy + (mx - my) ** 2)
    return np.where((vx < 1e-9) | (vy < 1e-9), np.nan, kappa)


def by_scenario(pairs, values):
    names = sorted(set(pairs.scenario))
    return np.array([np.sum(values[pairs.scenario == name], axis=0) for name in names])


def coincidences(pairs):
    """Of each pair, as a table of levels: its two values meet each other."""
    levels = np.unique(np.concatenate([pairs.judged, pairs.against]))
    one, other = [np.searchsorted(levels, each) for each in (pairs.judged, pairs.against)]
    tables = np.zeros((len(pairs.weight), len(levels), len(levels)))
    at = np.arange(len(pairs.weight))
    np.add.at(tables, (at, one, other), pairs.weight)
    np.add.at(tables, (at, other, one), pairs.weight)
    return levels, tables


def alpha_of_tables(tables, levels, metric):
    """1 − (n − 1) × observed ÷ expected, n being the sum of the coincidences."""
    counts = tables.sum(axis=2)
    n = counts.sum(axis=1)
    places = np.broadcast_to(levels, counts.shape) if metric == "interval" else np.cumsum(counts, axis=1) - counts / 2
    distance = (places[:, :, None] - places[:, None, :]) ** 2
    observed = np.sum(tables * distance, axis=(1, 2))
    expected = np.sum(counts[:, :, None] * counts[:, None, :] * distance, axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected <= 1e-9 * n**2, np.nan, 1 - (n - 1) * observed / expected)


def alpha_value(pairs, metric):
    if len(pairs.weight) == 0 or len(np.unique(np.concatenate([pairs.judged, pairs.against]))) < 2:
        return None
    levels, tables = coincidences(pairs)
    own = float(alpha_of_tables(tables.sum(axis=0)[None], levels, metric)[0])
    if np.ptp(pairs.weight) > 1e-12:
        return own
    package = float(krippendorff.alpha(reliability_data=np.array([pairs.judged, pairs.against]), level_of_measurement=metric))
    assert abs(package - own) < 1e-9, (package, own)
    return package


def alphas(pairs, times, metric):
    levels, tables = coincidences(pairs)
    flat = by_scenario(pairs, tables.reshape(len(tables), -1))
    size = len(levels)
    chunk = max(1, 4_000_000 // size**2)
    parts = [
        alpha_of_tables((times[at : at + chunk] @ flat).reshape(-1, size, size), levels, metric)
        for at in range(0, len(times), chunk)
    ]
    return np.concatenate(parts)


def length_bias(pairs):
    """Rank correlation of the difference with the length; ranks are taken once, a tie in the middle of its weight."""
    if len(pairs.weight) == 0:
        return None, None
    ranks = Pairs(
        pairs.scenario,
        middle_ranks(np.round(pairs.difference, 6), pairs.weight),
        middle_ranks(pairs.length, pairs.weight),
        pairs.weight,
        pairs.length,
    )
    value = correlations(ranks, np.ones((1, len(set(pairs.scenario)))))[0]
    if np.isnan(value):
        return None, None
    if np.ptp(pairs.weight) < 1e-12:
        package = stats.spearmanr(np.round(pairs.difference, 6), pairs.length).statistic
        assert abs(package - value) < 1e-9, (package, value)
    return float(value), lambda _own, times: correlations(ranks, times)


def middle_ranks(values, weights):
    return np.array([weights[values < each].sum() + weights[values == each].sum() / 2 for each in values]) / weights.sum()


def correlations(ranks, times):
    w, x, y = ranks.weight, ranks.judged, ranks.against
    n, sx, sy, xx, yy, xy = [times @ by_scenario(ranks, each) for each in (w, w * x, w * y, w * x * x, w * y * y, w * x * y)]
    vx, vy = xx / n - (sx / n) ** 2, yy / n - (sy / n) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where((vx < 1e-12) | (vy < 1e-12), np.nan, (xy / n - sx * sy / n**2) / np.sqrt(vx * vy))


def resampled(pairs, value, statistic):
    """An estimate whose interval comes from resamples of whole scenarios, at Hesterberg's levels."""
    count = len(set(pairs.scenario))
    none = {"low": None, "high": None, "resamples": 0, "undefined_resamples": 0}
    if value is None or count < FEWEST_SCENARIOS:
        return {"value": value, **none, "reason": Says([FEWEST_SCENARIOS, count])}
    random = np.random.default_rng(1979)
    times = random.multinomial(count, np.full(count, 1 / count), OWN_RESAMPLES).astype(float)
    found = statistic(pairs, times)
    defined = found[~np.isnan(found)]
    share = 1 - len(defined) / len(found)
    undefined = Near(
        *(float(stats.binom.ppf(p, RESAMPLES, min(1, share + slack))) for p, slack in ((RARE, 0), (1 - RARE, 5e-4))),
        "resamples drawn",
    )
    if share == 0:
        undefined = Near(0, 2, "resamples drawn")
    counts = {"resamples": RESAMPLES, "undefined_resamples": undefined}
    if share > 0.1:
        return {"value": value, **none, **counts, "reason": Says([undefined, RESAMPLES])}
    tail = float(stats.norm.cdf(-np.sqrt(count / (count - 1)) * stats.t.ppf(0.975, count - 1)))
    ends = {"low": end_of(defined, tail), "high": end_of(defined, 1 - tail)}
    return {"value": value, **ends, "reason": None, **counts}


def end_of(found, level):
    """Where a quantile of 2,000 resamples lies: order statistics are beta-distributed in level."""
    at = int(np.floor((RESAMPLES - 1) * level)) + 1
    low = stats.beta.ppf(RARE, at, RESAMPLES - at + 1)
    high = stats.beta.ppf(1 - RARE, min(at + 1, RESAMPLES), max(1, RESAMPLES - at))
    own = lambda u, sign: np.clip(u + sign * 4.5 * np.sqrt(max(u * (1 - u), 1e-6) / len(found)), 0, 1)
    return Near(float(np.quantile(found, own(low, -1))), float(np.quantile(found, own(high, 1))), "resamples drawn")
