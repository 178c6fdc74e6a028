"""Numbers by the reference packages for the tests of domain/ranking/agreement and domain/ranking/corrected.

    python3 -m venv /tmp/references && /tmp/references/bin/pip install -r test/references/requirements-agreement.txt
    /tmp/references/bin/python test/references/agreement.py && npx biome format --write test/references/agreement.json

The same versions give the same file. Data that are not from a publication come from a seed.
"""

import json
from pathlib import Path

import krippendorff
import numpy as np
import statsmodels.api as sm
from ppi_py import ppi_mean_ci, ppi_mean_pointestimate
from scipy.stats import norm, spearmanr, t, ttest_1samp
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

random = np.random.default_rng(16)


def numbers(values):
    return [None if np.isnan(each) else (int(each) if each == int(each) else float(each)) for each in np.asarray(values, float)]


def noisy_levels(size, low, high, noise):
    """Two judges of one quality, on whole levels."""
    truth = random.normal((low + high) / 2, (high - low) / 4, size)
    return [np.clip(np.rint(truth + random.normal(shift, noise, size)), low, high).astype(int) for shift in (0, 0.4)]


def kappas():
    anxiety = {
        "source": "R irr, data set anxiety, raters 2 and 3; level 5 is unused",
        "judged": [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
        "against": [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
        "min": 1,
        "max": 6,
    }
    table = np.array([[0, 4, 1], [0, 8, 0], [0, 1, 5]])
    cells = [(i, j) for i in range(3) for j in range(3) for _ in range(table[i, j])]
    fleiss = {
        "source": "statsmodels test_inter_rater.py (SAS, R irr)",
        "judged": [i for i, _ in cells],
        "against": [j for _, j in cells],
        "min": 0,
        "max": 2,
        "statsmodels": float(cohens_kappa(table, wt="quadratic", return_results=False)),
    }
    made = []
    for size, low, high, noise in [(40, 1, 5, 0.5), (12, 1, 5, 1.5), (300, 2, 17, 2.0), (60, 2, 17, 6.0)]:
        judged, against = noisy_levels(size, low, high, noise)
        made.append({"source": "seeded", "judged": numbers(judged), "against": numbers(against), "min": low, "max": high})
    weighted = dict(made[0], source="seeded, weighted", weights=[float(1 + at % 4) for at in range(40)])
    cases = [anxiety, fleiss, *made, weighted]
    for case in cases:
        case["kappa"] = float(
            cohen_kappa_score(
                case["judged"],
                case["against"],
                labels=list(range(case["min"], case["max"] + 1)),
                weights="quadratic",
                sample_weight=case.get("weights"),
            )
        )
    return cases


def alphas():
    gap = np.nan
    four = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3],
        [gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap],
    ]
    three = [
        [gap, gap, gap, gap, gap, 3, 4, 1, 2, 1, 1, 3, 3, gap, 3],
        [1, gap, 2, 1, 3, 3, 4, 3, gap, gap, gap, gap, gap, gap, gap],
        [gap, gap, 2, 1, 3, 4, 4, gap, 2, 1, 1, 3, 3, gap, 4],
    ]
    ragged = random.integers(1, 6, (5, 40)).astype(float)
    ragged[random.random(ragged.shape) < 0.4] = gap
    two = np.array(noisy_levels(80, 2, 17, 2.0), float)
    halves = np.array(noisy_levels(30, 1, 5, 1.0), float) + np.array([[0.5], [0]])
    cases = [
        ("Krippendorff 2011, data C", four),
        ("three judges by fifteen units", three),
        ("inspect_ai test_krippendorff.py, ordinal 94/99", [[1, 3, 5], [1, 4, 5]]),
        ("inspect_ai test_krippendorff.py, interval 19/24", [[1, 3, 1], [2, 4, 1]]),
        ("seeded, five judges, two in five missing", ragged),
        ("seeded, composites", two),
        ("seeded, between the levels", halves),
    ]
    return [
        {
            "source": source,
            "judges": [numbers(judge) for judge in np.asarray(data, float)],
            "ordinal": float(krippendorff.alpha(reliability_data=data, level_of_measurement="ordinal")),
            "interval": float(krippendorff.alpha(reliability_data=data, level_of_measurement="interval")),
        }
        for source, data in cases
    ]


def clustered(values, groups, weights):
    """Mean, standard error and t-interval by leaving out one group after the other; Kish's number of groups, less one."""
    mean, names = np.average(values, weights=weights), np.unique(groups)
    without = [np.average(values[groups != name], weights=weights[groups != name]) for name in names]
    error = np.sqrt((len(names) - 1) / len(names) * np.sum((np.array(without) - mean) ** 2))
    worth = np.array([weights[groups == name].sum() for name in names])
    degrees = worth.sum() ** 2 / np.sum(worth**2) - 1
    half = t.ppf(0.975, degrees) * error
    return {"mean": float(mean), "error": float(error), "degrees": float(degrees), "low": float(mean - half), "high": float(mean + half)}


def clustered_by_statsmodels(values, groups):
    """The same where all groups weigh the same."""
    fit = sm.OLS(values, np.ones(len(values))).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    assert np.allclose(fit.conf_int()[0], [clustered(values, groups, np.ones(len(values)))[end] for end in ("low", "high")])
    return float(fit.bse[0])


def grouped_values(scenarios, most, spread=1.0):
    groups = np.repeat(np.arange(scenarios), random.integers(1, most + 1, scenarios))
    values = random.normal(0, spread, scenarios)[groups] + random.normal(0, 1, len(groups))
    return groups, values


def means():
    cases = []
    for scenarios, most, equal in [(8, 12, True), (16, 4, False), (40, 1, True)]:
        groups, values = grouped_values(scenarios, most)
        weights = np.ones(len(groups)) if equal else random.choice([1.0, 4.0, 10.0], len(groups))
        if most == 1:
            clustered_by_statsmodels(values, groups)
        cases.append(
            {
                "scenarios": groups.tolist(),
                "values": values.tolist(),
                "weights": weights.tolist(),
                **clustered(values, groups, weights),
            }
        )
    return cases


def rates():
    groups, values = grouped_values(12, 9)
    holds = (values > 0.3).astype(float)
    fit = clustered(holds, groups, np.ones(len(groups)))
    worth = fit["mean"] * (1 - fit["mean"]) / fit["error"] ** 2 * (norm.ppf(0.975) / t.ppf(0.975, fit["degrees"])) ** 2
    low, high = proportion_confint(fit["mean"] * worth, worth, method="wilson")
    return {
        "scenarios": groups.tolist(),
        "holds": [bool(each) for each in holds],
        "rate": fit["mean"],
        "effective_runs": float(worth),
        "low": float(low),
        "high": float(high),
    }


def lengths():
    judged, against = noisy_levels(50, 2, 17, 2.0)
    length = random.integers(20, 60, 50) * 10
    return {
        "judged": numbers(judged),
        "against": numbers(against),
        "lengths": length.tolist(),
        "spearman": float(spearmanr(judged - against, length).statistic),
    }


def bootstraps():
    """Ends of kappa by 40,000 resamples of whole scenarios, at Hesterberg's levels: equal but for chance."""
    groups = np.repeat(np.arange(16), 6)
    quality = random.normal(3, 0.9, len(groups)) + random.normal(0, 0.4, 16)[groups]
    judged, against = [np.clip(np.rint(quality + random.normal(0, 0.6, len(groups))), 1, 5).astype(int) for _ in range(2)]
    members = [np.flatnonzero(groups == each) for each in range(16)]
    found = []
    for _ in range(40_000):
        at = np.concatenate([members[each] for each in random.integers(0, 16, 16)])
        x, y = judged[at].astype(float), against[at].astype(float)
        found.append(2 * np.cov(x, y, bias=True)[0, 1] / (x.var() + y.var() + (x.mean() - y.mean()) ** 2))
    tail = norm.cdf(-np.sqrt(16 / 15) * t.ppf(0.975, 15))
    low, high = np.quantile(found, [tail, 1 - tail])
    return {
        "scenarios": groups.tolist(),
        "judged": judged.tolist(),
        "against": against.tolist(),
        "low": float(low),
        "high": float(high),
    }


def alt_test(judge, people, epsilon):
    """Calderon et al. 2025, section 3, with scipy's t-test and statsmodels' Benjamini–Yekutieli."""
    p_values, advantages, differences = [], [], []
    for left_out in people:
        others = {name: scores for name, scores in people.items() if name != left_out}
        person_near, judge_near = [], []
        for run, score in people[left_out].items():
            rest = np.array([scores[run] for scores in others.values() if run in scores])
            if len(rest) == 0:
                continue
            of_person, of_judge = [-np.sqrt(np.mean((each - rest) ** 2)) for each in (score, judge[run])]
            person_near.append(of_person >= of_judge)
            judge_near.append(of_judge >= of_person)
        difference = np.array(person_near, float) - np.array(judge_near, float)
        p_values.append(ttest_1samp(difference, epsilon, alternative="less").pvalue)
        differences.append(float(difference.mean()))
        advantages.append(float(np.mean(judge_near)))
    won = multipletests(p_values, 0.05, "fdr_by")[0]
    return {
        "winning_rate": float(np.mean(won)),
        "advantage": float(np.mean(advantages)),
        "won": [bool(each) for each in won],
        "differences": differences,
    }


def alt_tests():
    cases = []
    for size, count, noise, epsilon in [(120, 4, 0.6, 0.15), (60, 2, 0.5, 0.15), (200, 5, 1.0, 0.1), (45, 3, 1.6, 0.2)]:
        truth = random.normal(10, 3, size)
        level = lambda error: np.clip(np.rint(truth + random.normal(0, error, size)), 2, 17).astype(int)
        judge = {run: int(score) for run, score in enumerate(level(noise))}
        people = {}
        for at in range(count):
            scores = level(0.6 + 0.5 * at)
            asked = [run for run in range(size) if count < 4 or random.random() < 0.8]
            people[f"person {at}"] = {run: int(scores[run]) for run in asked}
        cases.append({"epsilon": epsilon, "judge": judge, "people": people, **alt_test(judge, people, epsilon)})
    return cases


def parts(groups, truth, auto, weights):
    """People's weighted mean, and the control variate."""
    y, f = [np.average(each, weights=weights) for each in (truth, auto)]
    return np.array([y, auto.mean() - f])


def moves(groups, truth, auto, weights):
    """How the two move without one group after the other, from which errors come."""
    whole = parts(groups, truth, auto, weights)
    return np.array(
        [parts(*[each[groups != name] for each in (groups, truth, auto, weights)]) - whole for name in np.unique(groups)]
    )


def error_with(moved, share):
    return float(np.sqrt((len(moved) - 1) / len(moved) * np.sum((moved @ np.array([1, share])) ** 2)))


def corrected():
    """Equal chances: our share is ppi-python's lambda times (n + N) / N, since our auto mean is over all runs."""
    cases = []
    for n, unlabelled, noise in [(40, 200, 1.0), (60, 60, 2.5), (200, 3000, 1.5)]:
        truth = np.rint(np.clip(random.normal(11, 3, n + unlabelled), 2, 17))
        auto = np.rint(np.clip(truth + 1 + random.normal(0, noise, n + unlabelled), 2, 17))
        y, f, rest = truth[:n], auto[:n], auto[n:]
        share = float(np.cov(y, f)[0, 1] / np.var(auto, ddof=1)) if n == 200 else 0.8
        power = share * unlabelled / (n + unlabelled)
        low, high = ppi_mean_ci(y, f, rest, alpha=0.05, lam=power)
        moved = moves(np.arange(len(auto)), truth, auto, 1.0 * (np.arange(len(auto)) < n))
        cases.append(
            {
                "people": y.tolist(),
                "auto": auto.tolist(),
                "share": share,
                "mean": float(np.squeeze(ppi_mean_pointestimate(y, f, rest, lam=power))),
                "error": error_with(moved, share),
                "ppi_error": float((np.squeeze(high) - np.squeeze(low)) / 2 / 1.959963984540054),
            }
        )
    return cases


def corrected_by_chance():
    """Two chances, clusters of three, weights normed by their sum."""
    groups = np.repeat(np.arange(60), 3)
    truth = np.rint(np.clip(random.normal(11, 2, 180) + random.normal(0, 2, 60)[groups], 2, 17))
    auto = np.rint(np.clip(truth + 1 + random.normal(0, 2, 180), 2, 17))
    chance = np.where(random.random(180) < 0.2, 1.0, 0.3)
    drawn = random.random(180) < chance
    weights = drawn / chance
    y, control = parts(groups, truth, auto, weights)
    moved = moves(groups, truth, auto, weights)
    share = float(np.clip(-(moved[:, 0] @ moved[:, 1]) / (moved[:, 1] @ moved[:, 1]), 0, 1))
    return {
        "scenarios": groups.tolist(),
        "people": [int(each) if was else None for each, was in zip(truth, drawn)],
        "auto": auto.tolist(),
        "chances": chance.tolist(),
        "effective_labels": float(weights.sum() ** 2 / (weights**2).sum()),
        "share": share,
        "mean": float(y + share * control),
        "error": error_with(moved, share),
        "people_mean": float(y),
        "people_error": error_with(moved, 0),
    }


made = {
    "kappa": kappas(),
    "alpha": alphas(),
    "means": means(),
    "rate": rates(),
    "length": lengths(),
    "bootstrap": bootstraps(),
    "alt_test": alt_tests(),
    "corrected": corrected(),
    "corrected_by_chance": corrected_by_chance(),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(made, indent="\t") + "\n")
