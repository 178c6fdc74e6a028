"""What `judge trust --json` is to print, by docs/trust.md."""

import itertools
import json

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests

from .agreement import RESAMPLES, agreement_of, clustered, pairs_of
from .compare import Given, Near, Says
from .opinions import opinions_of

EPSILON, FALSE_DISCOVERIES, FEWEST_RUNS, ENOUGH_RUNS, FEWEST_WON, MIN_KAPPA = 0.15, 0.05, 30, 50, 0.5, 0.6
SEED = Given("the seed of the resamples")


def length_of(run):
    """Characters as JavaScript counts them."""
    return sum(len(each.encode("utf-16-le")) // 2 for each in run.candidates)


def score_of(given, name):
    return given["composite"] if name == "composite" else given["scores"].get(name)


def mean_given(judgments):
    """Of several people the mean of each score, and of their composites."""
    names = {name for each in judgments for name in each["given"]["scores"]}
    mean = lambda values: float(np.mean(values))
    scores = {
        name: mean([each["given"]["scores"][name] for each in judgments if name in each["given"]["scores"]]) for name in names
    }
    return {"scores": scores, "composite": mean([each["given"]["composite"] for each in judgments])}


class Trust:
    def __init__(self, experiment, min_kappa=MIN_KAPPA):
        self.experiment, self.rubric, self.min_kappa = experiment, experiment.rubric, min_kappa
        self.runs = [run for run in experiment.cells if run.invalid is None and not run.by_rule]
        self.autos, self.couples, self.twice = {}, {}, {}
        for run in self.runs:
            self.add(run)

    def add(self, run):
        people = run.of_tier("lazy")
        for each in people:
            for again in each.get("repeats", []):
                self.twice.setdefault(each["by"], []).append((run, again, each["given"], 1.0))
        if run.chance is None or not people:
            return
        for auto in run.of_tier("auto"):
            key = auto["by"], auto.get("auto", {}).get("hash", auto["by"])
            side = self.autos.setdefault(key, {"pairs": [], "people": [], "evidence": True})
            side["evidence"] &= auto.get("auto", {}).get("evidence", True)
            side["pairs"].append((run, auto["given"], mean_given(people), run.chance))
            if len(people) > 1:
                composites = {each["by"]: each["given"]["composite"] for each in people}
                side["people"].append((run.scenario, auto["given"]["composite"], composites))
        for one, other in itertools.combinations(people, 2):
            pair = (run, one["given"], other["given"], run.chance)
            self.couples.setdefault((one["by"], other["by"]), []).append(pair)

    def pairs(self, rows, name):
        scored = [(run, score_of(one, name), score_of(other, name), chance) for run, one, other, chance in rows]
        return pairs_of(
            [(run.scenario, a, b, chance, length_of(run)) for run, a, b, chance in scored if a is not None and b is not None]
        )

    def document(self):
        autos = sorted(self.autos.items(), key=lambda each: json.dumps([each[0][0], "people"]))
        worths = [self.worth("auto-and-people", by, "people", side["pairs"], side) for (by, _), side in autos]
        worths += [self.worth("two-people", *names, rows) for names, rows in sorted(self.couples.items())]
        worths += [self.worth("one-judge-twice", by, by, rows) for by, rows in sorted(self.twice.items())]
        return {
            "experiment": self.experiment.name,
            "rubric": self.rubric.name,
            "worths": worths,
            "records": [self.record(by, digest, side) for (by, digest), side in self.autos.items()],
            "opinions": opinions_of(self.runs),
        }

    def worth(self, between, judged, against, rows, side=None):
        whole = agreement_of(self.pairs(rows, "composite"), self.rubric.range, "interval")
        test = None if side is None else alt_test(side["people"])
        return {
            "between": between,
            "judged": judged,
            "against": against,
            "seed": SEED,
            "resamples": RESAMPLES,
            "pairs": len(rows),
            "scenarios": len({run.scenario for run, *_ in rows}),
            "rows": len({run.row for run, *_ in rows}),
            "dimensions": {
                name: agreement_of(self.pairs(rows, name), scale, "ordinal") for name, scale in self.rubric.dimensions.items()
            },
            "composite": whole,
            "samples": {},
            "alt_test": test,
            "may_set_gate": None if side is None else self.may_set_gate(whole["kappa"], test, side["evidence"]),
        }

    def may_set_gate(self, kappa, test, evidence):
        low = kappa["low"]
        numbers = [kappa["value"], low, kappa["high"], self.min_kappa, test["winning_rate"], EPSILON, 2, FEWEST_RUNS]
        numbers += [kappa["undefined_resamples"], RESAMPLES, *(kappa["reason"].numbers if kappa["reason"] else [])]
        shown = {"min_kappa": self.min_kappa, "reason": Says([each for each in numbers if each is not None])}
        if not evidence:
            return {**shown, "allowed": False, "by": None}
        if isinstance(low, Near) and low.low < self.min_kappa <= low.high:
            chance = Given("kappa's lower end is at min_kappa, by Monte Carlo: which side it lies on is chance")
            return {**shown, "allowed": chance, "by": chance}
        if isinstance(low, Near) and low.low >= self.min_kappa:
            return {**shown, "allowed": True, "by": "kappa"}
        won = test["winning_rate"] is not None and test["winning_rate"] >= FEWEST_WON
        return {**shown, "allowed": won, "by": "alt-test" if won else None}

    def record(self, by, digest, side):
        pairs = self.pairs(side["pairs"], "composite")
        test = alt_test(side["people"])
        runs = min((each["runs"] for each in test["people"]), default=0)
        kept = {"winning_rate": test["winning_rate"], "epsilon": EPSILON, "people": len(test["people"]), "runs": runs}
        return {
            "judge_hash": digest,
            "rubric_hash": self.rubric.hash,
            "judge": by,
            "experiment": self.experiment.name,
            "against": "people",
            "evidence": side["evidence"],
            "earned_at": Given("when the command ran"),
            "pairs": len(side["pairs"]),
            "scenarios": {name: sums_of(pairs, pairs.scenario == name) for name in sorted(set(pairs.scenario))},
            "alt_test": None if test["winning_rate"] is None else kept,
        }


def sums_of(pairs, own):
    w, x, y = pairs.weight[own], pairs.judged[own], pairs.against[own]
    sums = {"weight": w, "x": w * x, "y": w * y, "xx": w * x * x, "yy": w * y * y, "xy": w * x * y}
    return {name: float(each.sum()) for name, each in sums.items()}


def alt_test(runs):
    """Calderon et al. 2025, with errors by scenario; over people by Benjamini and Yekutieli."""
    names = sorted({name for _, _, people in runs for name in people})
    own = {name: [run for run in runs if name in run[2]] for name in names}
    counting = [name for name in names if len(own[name]) >= FEWEST_RUNS and len({run[0] for run in own[name]}) > 1]
    left_out = [{"name": name, "runs": len(own[name])} for name in names if name not in counting]
    shown = {"epsilon": EPSILON, "rate": FALSE_DISCOVERIES, "left_out": left_out}
    if not counting:
        none = {"winning_rate": None, "advantage": None, "people": [], "weakness": ""}
        return {**shown, **none, "reason": Says([2, FEWEST_RUNS])}
    people, p_values, advantages = [], [], []
    for name in counting:
        scenarios, person, judge = nearness(name, own[name])
        difference, error, degrees = clustered(person - judge, scenarios, np.ones(len(person)))
        above = difference - EPSILON
        p_values.append(float(above >= 0) if error == 0 else float(stats.t.cdf(above / error, degrees)))
        advantages.append(float(judge.mean()))
        people.append({"name": name, "runs": len(person), "scenarios": len(set(scenarios)), "difference": difference})
    won = multipletests(p_values, FALSE_DISCOVERIES, "fdr_by")[0]
    fewest = min(each["runs"] for each in people)
    return {
        **shown,
        "winning_rate": float(np.mean(won)),
        "advantage": float(np.mean(advantages)),
        "people": [{**each, "won": bool(has)} for each, has in zip(people, won)],
        "reason": None,
        "weakness": Says([fewest, ENOUGH_RUNS, 100]),
    }


def nearness(name, runs):
    """Whether the person, and whether the judge, is at least as near to the others as the other one of both is."""
    person, judge = [], []
    for _, auto, people in runs:
        rest = np.array([score for other, score in people.items() if other != name])
        of_person, of_judge = [np.sqrt(np.mean((each - rest) ** 2)) for each in (people[name], auto)]
        person.append(of_person <= of_judge + 1e-6)
        judge.append(of_judge <= of_person + 1e-6)
    return np.array([run[0] for run in runs], dtype=object), np.array(person, float), np.array(judge, float)
