"""Makes ranking.json, the numbers that domain/ranking/statistics/ is held against.

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install -r test/references/requirements.txt
    /tmp/references/bin/python test/references/ranking.py

What SciPy, statsmodels or NumPy have a function for comes from it. The rest is counted here, flip by flip, in another way
than the program counts.
"""

import itertools
import json
import pathlib

import numpy
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.power import TTestPower
from statsmodels.stats.proportion import proportion_confint

random = numpy.random.default_rng(20)

# Fisher (1935), The Design of Experiments, section 21: Darwin's Zea mays, differences in eighths of an inch.
DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]


def rubric_scores(scenarios, rows):
    """Whole numbers of 2 to 17, a tenth of them 3, with scenarios that differ."""
    hard = random.normal(0, 2, (scenarios, 1))
    scores = numpy.clip(numpy.round(11 + hard + random.normal(0, 2.5, (scenarios, rows))), 2, 17)
    return numpy.where(random.random((scenarios, rows)) < 0.1, 3, scores)


def as_list(table):
    return [[None if numpy.isnan(each) else float(each) for each in row] for row in table]


def mean_intervals():
    cases = []
    for scenarios, confidence in [(2, 0.95), (5, 0.9), (8, 0.95), (16, 0.99), (64, 0.95), (200, 0.8)]:
        values = rubric_scores(scenarios, 1)[:, 0]
        if numpy.ptp(values) == 0:
            values[0] += 1
        low, high = stats.t.interval(confidence, scenarios - 1, loc=values.mean(), scale=stats.sem(values))
        cases.append(dict(values=values.tolist(), confidence=confidence, mean=values.mean(), low=low, high=high))
    return cases


def wilson_intervals():
    published = [(81, 263), (15, 148), (0, 20), (1, 29), (20, 20), (3.5, 12)]
    cases = []
    for (times, of), confidence in itertools.product(published, [0.95, 0.8]):
        low, high = proportion_confint(times, of, alpha=1 - confidence, method="wilson")
        cases.append(dict(times=times, of=of, confidence=confidence, low=float(low), high=float(high)))
    return cases


def quantiles():
    cases = []
    for size in [1, 2, 3, 10, 57]:
        values = random.lognormal(0, 1, size)
        for p in [0, 0.05, 0.5, 0.95, 1]:
            cases.append(dict(values=values.tolist(), p=p, quantile=float(numpy.quantile(values, p, method="linear"))))
    return cases


def sign_flip_tests():
    """One pair, by SciPy's own exact sign flips."""
    cases = []
    lists = [DARWIN[:14]] + [(rubric_scores(n, 2) @ [1, -1]).tolist() for n in [6, 8, 11, 14]]
    for differences in lists:
        p = {}
        for side in ["two-sided", "greater"]:
            p[side] = stats.permutation_test(
                (numpy.array(differences, float),),
                lambda x, axis: numpy.mean(x, axis=axis),
                permutation_type="samples",
                alternative=side,
                n_resamples=2**15,
                vectorized=True,
            ).pvalue
        cases.append(dict(differences=differences, two_sided=p["two-sided"], greater=p["greater"]))
    return cases


def all_flips(scenarios):
    return numpy.array(list(itertools.product([1, -1], repeat=scenarios)), float)


def whole_tables():
    """Tier 1 and max-T by all flips at once, as matrices."""
    cases = []
    for scenarios, rows, holes in [(8, 3, 0), (8, 12, 0), (10, 5, 4), (12, 6, 0), (9, 4, 3)]:
        table = rubric_scores(scenarios, rows) + numpy.linspace(0, 3, rows)
        for _ in range(holes):
            table[random.integers(scenarios), random.integers(rows)] = numpy.nan
        flips = all_flips(scenarios)
        means, sizes, t_values = {}, {}, {}
        for first, second in itertools.combinations(range(rows), 2):
            d = table[:, second] - table[:, first]
            common = ~numpy.isnan(d)
            sums = flips[:, common] @ d[common]
            means[first, second] = sums / common.sum()
            squares = numpy.sqrt(numpy.sum(d[common] ** 2))
            sizes[first, second] = numpy.abs(sums) / squares if squares > 0 else 0 * sums
            t_values[first, second] = stats.ttest_1samp(d[common], 0).statistic
        largest = numpy.max(list(sizes.values()), axis=0)
        beaten = []
        for row in range(rows):
            ahead = [sums if pair[0] == row else -sums for pair, sums in means.items() if row in pair]
            worst = numpy.maximum(0, numpy.max(ahead, axis=0))
            beaten.append(float(numpy.mean(worst >= worst[0] - 1e-9)))
        pairs = [
            dict(
                difference=float(means[pair][0]),
                raw=float(numpy.mean(size >= size[0] - 1e-9)),
                adjusted=float(numpy.mean(largest >= size[0] - 1e-9)),
            )
            for pair, size in sizes.items()
        ]
        cases.append(dict(scenarios=as_list(table), beaten=beaten, pairs=pairs))
    return cases


def difference_intervals():
    """Ends found by halving, with the test itself, counted anew for each delta."""
    cases = []
    for scenarios, candidates, level in [(6, 1, 0.05), (8, 1, 0.05), (12, 1, 0.01), (8, 11, 0.05), (10, 3, 0.03)]:
        flips = all_flips(scenarios)
        table = rubric_scores(scenarios, candidates + 1)
        differences = table[:, 1:] - table[:, :1]
        chosen = int(numpy.argmax(differences.mean(axis=0)))

        def rejects(delta, sign):
            moved = sign * (differences - delta)
            largest = numpy.max(flips @ moved, axis=1)
            return numpy.mean(largest >= moved[:, chosen].sum() - 1e-11) <= level

        ends = []
        for sign in [1, -1]:
            inside = differences[:, chosen].mean()
            outside = inside - sign * 100
            for _ in range(60):
                middle = (inside + outside) / 2
                if rejects(middle, sign):
                    outside = middle
                else:
                    inside = middle
            ends.append(float(inside))
        cases.append(
            dict(candidates=differences.T.tolist(), chosen=chosen, level=level, low=ends[0], high=ends[1])
        )
    return cases


def smallest_differences():
    """By the formula with SciPy's quantiles, and beside it the exact power of the t test by statsmodels."""
    cases = []
    for scenarios in [6, 8, 16, 64]:
        scores = rubric_scores(scenarios, 2)
        deviation = float(numpy.std(scores[:, 1] - scores[:, 0], ddof=1))
        quantile = stats.t(scenarios - 1).ppf
        difference = (quantile(0.975) + quantile(0.8)) * deviation / numpy.sqrt(scenarios)
        exact = TTestPower().solve_power(nobs=scenarios, alpha=0.05, power=0.8) * deviation
        cases.append(dict(scores=scores.T.tolist(), difference=float(difference), exact=float(exact)))
    return cases


def main():
    references = dict(
        versions=dict(numpy=numpy.__version__, scipy=scipy.__version__, statsmodels=statsmodels.__version__),
        mean_intervals=mean_intervals(),
        wilson_intervals=wilson_intervals(),
        quantiles=quantiles(),
        sign_flip_tests=sign_flip_tests(),
        whole_tables=whole_tables(),
        difference_intervals=difference_intervals(),
        smallest_differences=smallest_differences(),
    )
    file = pathlib.Path(__file__).with_suffix(".json")
    parts = [f"\t{json.dumps(name)}: [\n" + ",\n".join("\t\t" + json.dumps(case) for case in cases) + "\n\t]"
             if isinstance(cases, list) else f"\t{json.dumps(name)}: {json.dumps(cases)}" for name, cases in references.items()]
    file.write_text("{\n" + ",\n".join(parts) + "\n}\n")


main()
