"""How small a difference the scenarios could have shown, by docs/statistics.md."""

import itertools

import numpy as np

from . import flips
from .rows import found, nothing


def smallest_difference(board):
    """(t(0.975) + t(0.8)) × √(variance ÷ scenarios), of an average pair."""
    spreads = []
    for first, second in itertools.combinations(range(len(board.compared)), 2):
        d = board.table[second] - board.table[first]
        has = ~np.isnan(d)
        if has.sum() >= 2:
            spreads.append((int(has.sum()), float(np.var(d[has], ddof=1)), within(board, first, second, has)))
    if not spreads or all(variance == 0 for _, variance, _ in spreads):
        return nothing()
    n = sorted(count for count, _, _ in spreads)[(len(spreads) - 1) // 2]
    if n < flips.fewest_scenarios(0.025):
        return nothing(n, flips.fewest_scenarios(0.025))
    variance = float(np.mean([each for _, each, _ in spreads]))
    shown = lambda of, square: (flips.t_quantile(0.975, of - 1) + flips.t_quantile(0.8, of - 1)) * np.sqrt(square / of)
    repeats = [each for _, _, each in spreads]
    more = nothing(2)
    if None not in repeats:
        part = min(float(np.mean(repeats)), variance)
        more = found({"twice": shown(n, variance - part / 2), "endless": shown(n, variance - part)})
    return found(
        {
            "difference": shown(n, variance),
            "scenarios": n,
            "deviation": np.sqrt(variance),
            "withTwiceTheScenarios": shown(2 * n, variance),
            "withMoreRepeats": more,
        }
    )


def within(board, first, second, has):
    """The part of a pair's variance that comes of repeats: each row's own, pooled, over how often a scenario was repeated."""
    rows = [board.compared[first], board.compared[second]]
    values = [board.repeats(row) for row in rows]
    pooled = []
    for own in values:
        free = sum(len(each) - 1 for each in own.values())
        if free == 0:
            return None
        pooled.append(sum(np.var(each, ddof=1) * (len(each) - 1) for each in own.values() if len(each) > 1) / free)
    common = [scenario for scenario, there in zip(board.scenarios, has) if there]
    return float(np.mean([sum(v / len(own[s]) for v, own in zip(pooled, values)) for s in common]))
