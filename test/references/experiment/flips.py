"""Sign flips, counted as matrices: all of them up to 2^14, else more draws than the program takes, of another generator."""

import itertools

import numpy as np
from scipy import stats

MOST_EXACT = 14
PROGRAM_DRAWS = 2**14
OWN_DRAWS = 2**16

# How many standard errors Monte Carlo may be off: once in 300,000 times.
ERRORS = 4.5
RARE = 1e-5


def is_exact(scenarios):
    return scenarios <= MOST_EXACT


def flips_of(scenarios):
    """One flip a line; the first one flips nothing."""
    if is_exact(scenarios):
        return np.array(list(itertools.product([1.0, -1.0], repeat=scenarios)))
    signs = np.random.default_rng(1935).choice([1.0, -1.0], (OWN_DRAWS, scenarios))
    signs[0] = 1
    return signs


def fewest_scenarios(level):
    """With fewer the one flip that was seen is more than the level."""
    count = 1
    while 0.5**count > level + 1e-12:
        count += 1
    return count


def chance(statistic):
    """How often flips do at least as much as the first one, which is what was seen."""
    slack = 1e-9 * max(1e-9, np.max(np.abs(statistic)))
    return float(np.mean(statistic >= statistic[0] - slack))


def chance_error(p):
    """Of the program's draws and ours together."""
    return ERRORS * np.sqrt(max(p * (1 - p), 1e-5) * (1 / PROGRAM_DRAWS + 1 / OWN_DRAWS)) + 2 / PROGRAM_DRAWS


def compare_rows(table, level=0.05):
    """
    Tier 1 and max-T over all pairs.
    @param table rows by scenarios, nan where a row has no score
    @returns by row (common scenarios, chance or None), and by pair a dict
    """
    rows, scenarios = table.shape
    flips = flips_of(scenarios)
    sums, common, squares = {}, {}, {}
    for pair in itertools.combinations(range(rows), 2):
        d = table[pair[1]] - table[pair[0]]
        has = ~np.isnan(d)
        common[pair] = int(has.sum())
        sums[pair] = flips[:, has] @ d[has]
        squares[pair] = np.sqrt(np.sum(d[has] ** 2))
    return beaten_by_row(rows, sums, common, level), chances_of_pairs(sums, common, squares, level)


def beaten_by_row(rows, sums, common, level):
    fewest = fewest_scenarios(level)
    found = []
    for row in range(rows):
        own = [pair for pair in sums if row in pair]
        most = max((common[pair] for pair in own), default=0)
        compared = [pair for pair in own if common[pair] >= fewest]
        if not compared:
            found.append((most, None))
            continue
        # A pair's sum is that of its second row over its first.
        ahead = [(sums[pair] if pair[0] == row else -sums[pair]) / common[pair] for pair in compared]
        found.append((most, chance(np.maximum(0, np.max(ahead, axis=0)))))
    return found


def chances_of_pairs(sums, common, squares, level):
    """Studentised by the root of the sum of squares, which no flip changes."""
    fewest = fewest_scenarios(level / 2)
    sizes = {
        pair: np.abs(sums[pair]) / squares[pair] if squares[pair] > 0 else 0 * sums[pair]
        for pair in sums
        if common[pair] >= fewest
    }
    largest = np.max(list(sizes.values()), axis=0) if sizes else None
    found = {}
    for pair in sums:
        difference = float(sums[pair][0] / common[pair]) if common[pair] else None
        raw = adjusted = None
        if pair in sizes:
            raw = chance(sizes[pair])
            adjusted = chance(np.concatenate([sizes[pair][:1], largest[1:]]))
        found[pair] = dict(scenarios=common[pair], difference=difference, raw=raw, adjusted=adjusted)
    return found


def rank_ranges(rows, pairs, level=0.05):
    better, worse = [0] * rows, [0] * rows
    for (first, second), pair in pairs.items():
        if pair["adjusted"] is None or pair["adjusted"] > level or not pair["difference"]:
            continue
        up, down = (second, first) if pair["difference"] > 0 else (first, second)
        better[down] += 1
        worse[up] += 1
    return [(1 + better[row], rows - worse[row]) for row in range(rows)]


def field_interval(candidates, chosen, bound, level):
    """
    Of a candidate's mean difference, by inverting the test: the deltas that the joint flips of all candidates' x − delta
    do not reject, x being the distances from the bound in units of their root mean square.
    @param candidates by candidate and scenario, nan where a difference is missing
    @returns mean, (least, most) of the low end, the same of the high end; `None` where the level cannot be reached
    """
    if needed_of(candidates, chosen, level):
        return None
    d = np.asarray(candidates, float)
    counts = np.sum(~np.isnan(d), axis=1)
    kept = [at for at in range(len(d)) if counts[at] >= fewest_scenarios(level)]
    d = d[:, ~np.all(np.isnan(d[kept]), axis=0)] - bound
    sizes = np.array([np.sqrt(np.nanmean(each**2)) or 1.0 if at in kept else 1.0 for at, each in enumerate(d)])
    x, place = (d / sizes[:, None])[kept], kept.index(chosen)
    flips = flips_of(d.shape[1])
    levels = [level, level] if is_exact(d.shape[1]) else drawn_levels(level)

    def is_rejected(delta, sign, at_level):
        moved = sign * (x - delta)
        means = flips @ np.nan_to_num(moved).T / counts[kept]
        seen = np.nanmean(moved[place])
        return np.mean(np.max(means, axis=1) >= seen - 1e-12 * (1 + abs(delta))) <= at_level + 1e-12

    def end(sign, at_level):
        inside = float(np.nanmean(x[place]))
        outside = inside - sign * 1e6
        # Where not even this is rejected nothing is: too few flips, or a candidate with too few scenarios.
        if not is_rejected(outside, sign, at_level):
            return -sign * np.inf
        for _ in range(70):
            middle = (inside + outside) / 2
            if is_rejected(middle, sign, at_level):
                outside = middle
            else:
                inside = middle
        return bound + inside * sizes[chosen]

    lows = sorted(end(1, each) for each in levels)
    highs = sorted(end(-1, each) for each in levels)
    if np.isinf(lows[1]) or np.isinf(highs[0]):
        return None
    return dict(
        scenarios=int(counts[chosen]),
        mean=float(bound + np.nanmean(d[chosen])),
        low=lows,
        high=highs,
        exact=is_exact(d.shape[1]),
        # The program writes ends to a billionth of what it has divided by.
        rounding=float(2e-9 * sizes[chosen]),
    )


def drawn_levels(level):
    """Between which levels the program's draws may put an end that is meant for this one; order statistics are beta-distributed."""
    at = int(np.floor(level * PROGRAM_DRAWS))
    low = stats.beta.ppf(RARE, at, PROGRAM_DRAWS - at + 1) if at > 0 else 0
    high = stats.beta.ppf(1 - RARE, at + 2, PROGRAM_DRAWS - at - 1)
    own = lambda p: ERRORS * np.sqrt(p * (1 - p) / OWN_DRAWS)
    return [low - own(low), high + own(high)]


def needed_of(candidates, chosen, level):
    """How many scenarios there are, the level, and how many it takes; nothing where there are enough."""
    common, fewest = int(np.sum(~np.isnan(np.asarray(candidates, float)[chosen]))), fewest_scenarios(level)
    return [common, level, fewest] if common < fewest else []


def t_quantile(p, degrees):
    return float(stats.t.ppf(p, degrees))
