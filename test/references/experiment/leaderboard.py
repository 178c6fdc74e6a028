"""What `leaderboard --json` is to print, by docs/leaderboard.md and docs/statistics.md."""

from collections import Counter

import numpy as np

from . import flips
from .compare import Given, Near, Says
from .corrected import Corrections
from .gate_trust import MIN_KAPPA
from .judges import auto_judges, own_models, ranked_source, source_of
from .outcomes import changes_of
from .rows import found, nothing, plain, row_alone, scenario_means
from .smallest_difference import smallest_difference

LEVEL = 0.05
SEED = Given("the seed of the leaderboard's flips")


class Board:
    """The numbers of a leaderboard, and what a report shows beside them."""

    def __init__(self, experiment, mlflow=None, min_kappa=MIN_KAPPA, before=np.inf):
        self.experiment, self.rubric, self.mlflow, self.min_kappa = experiment, experiment.rubric, mlflow, min_kappa
        self.before = before
        self.given = {run.id: experiment.scores(run) for run in experiment.cells if run.is_judged}
        self.source, self.ranked_by = ranked_source(experiment)
        by_id = {run.id: source_of(run) for run in experiment.cells}
        self.scores = {each: scores for each, scores in self.given.items() if by_id[each] in (self.source, ("rule",))}
        # An auto judge that has not scored yet may be of any version.
        self.pending = [
            run
            for run in experiment.cells
            if run.invalid is None and run.is_pending and (source_of(run) == ("lazy",)) == (self.source == ("lazy",))
        ]
        self.corrections = Corrections(experiment, self.given)
        self.alone = {row: row_alone(row, cells, self.scores, self.rubric) for row, cells in experiment.rows.items()}
        judged = [run for run in experiment.cells if run.id in self.scores]
        # By name as JSON would write it, as the program does; the order of rows is told in no number.
        self.compared = sorted({run.row for run in judged})
        self.scenarios = sorted({run.scenario for run in judged})
        self.means = {
            row: scenario_means([run for run in judged if run.row == row], self.scores, "composite") for row in self.compared
        }
        self.table = self.table_of(self.means)
        self.beaten, self.pairs = flips.compare_rows(self.table) if self.compared else ([], {})
        self.ranks = flips.rank_ranges(len(self.compared), self.pairs)
        self.ordered = sorted(self.alone, key=self.order)

    def table_of(self, means):
        return np.array(
            [[means[row].get(scenario, np.nan) for scenario in self.scenarios] for row in self.compared], float
        ).reshape(len(self.compared), len(self.scenarios))

    def order(self, row):
        composite, latency = plain(self.alone[row]["composite"]), plain(self.alone[row]["latency_s"])
        return (
            -composite if composite is not None else np.inf,
            latency if latency is not None else np.inf,
            *row,
        )

    @property
    def names(self):
        return [*self.rubric.dimensions, *self.rubric.flags]

    def document(self):
        rows = [self.whole_row(at, row) for at, row in enumerate(self.ordered)]
        total = lambda name: sum(each[name] for each in rows)
        valid = [run for run in self.experiment.cells if run.invalid is None]
        reasons = Counter(run.invalid for run in self.experiment.cells if run.invalid is not None)
        return {
            "experiment": self.experiment.name,
            "rubric": self.rubric.name,
            "trial": any(self.is_trial(run) for run in self.experiment.cells if run.is_judged),
            "ranked_by": self.ranked_by,
            **self.judges(),
            **({} if self.corrections.pooled_bias is None else {"pooled_bias": self.corrections.pooled_bias}),
            "judged": total("judged"),
            "pending": total("pending"),
            "invalid": total("invalid"),
            **({"invalid_reasons": dict(reasons)} if reasons else {}),
            "readers": dict(Counter(run.tags["reader"] for run in valid)),
            "separation": self.separation(),
            "smallest_difference": smallest_difference(self),
            "may_stop": self.may_stop(rows),
            "rows": rows,
        }

    def is_trial(self, run):
        return run.tags.get("auto_evidence") == "false" and run.auto_counts

    def judges(self):
        """Those in the leaderboard, and of those whose scores count the contestants."""
        all_of_them = auto_judges(self.experiment, self.mlflow, self.min_kappa, self.before)
        own = own_models(self.experiment, [run for run in self.experiment.cells if run.auto_counts])
        return {
            **({"auto_judges": all_of_them} if all_of_them else {}),
            **({"own_judges": [{"judge": judge, "model": model} for judge, model in own]} if own else {}),
        }

    def separation(self):
        scenarios, exact = len(self.scenarios), flips.is_exact(len(self.scenarios))
        told = len(self.compared) > 1 and any(p is not None for _, p in self.beaten)
        return {
            "level": LEVEL,
            "scenarios": scenarios,
            "flips": 2**scenarios if exact else flips.PROGRAM_DRAWS,
            "exact": exact,
            "seed": SEED,
            "reason": None if told else Says([most for most, _ in self.beaten] + [flips.fewest_scenarios(LEVEL)]),
        }

    def whole_row(self, at, row):
        alone = self.alone[row]
        standing = self.standing(row)
        composite = plain(alone["composite"])
        above = sum((plain(other["composite"]) or -np.inf) > composite for other in self.alone.values()) if composite else 0
        return {
            "rank": None if composite is None else 1 + above,
            **alone,
            **({"corrected": self.corrections.rows[row]} if row in self.corrections.rows else {}),
            **standing,
            "could_change": self.could_change(row, standing),
            "on_front": self.on_front(alone),
        }

    def standing(self, row):
        if row not in self.compared:
            return {"may_be_best": True, "beaten": nothing(), "ranks": None}
        place = self.compared.index(row)
        most, p = self.beaten[place]
        best, worst = self.ranks[place]
        ranks = {"best": best, "worst": worst}
        if p is None:
            return {"may_be_best": True, "beaten": nothing(most, flips.fewest_scenarios(LEVEL)), "ranks": ranks}
        if flips.is_exact(len(self.scenarios)):
            return {"may_be_best": p > LEVEL, "beaten": found(p), "ranks": ranks}
        error = flips.chance_error(p)
        near = Given("a probability at the level, by Monte Carlo: which side it lies on is chance")
        if any(
            pair["adjusted"] is not None and abs(pair["adjusted"] - LEVEL) < flips.chance_error(LEVEL)
            for own, pair in self.pairs.items()
            if place in own
        ):
            ranks = {"best": near, "worst": near}
        return {
            "may_be_best": near if abs(p - LEVEL) <= error else p > LEVEL,
            "beaten": found(Near(p - error, p + error, "sign flips drawn")),
            "ranks": ranks,
        }

    def on_front(self, alone):
        """On the means as they are shown."""
        own = [plain(alone["composite"]), plain(alone["latency_s"])]
        if None in own:
            return False
        for other in self.alone.values():
            its = [plain(other["composite"]), plain(other["latency_s"])]
            if None not in its and its[0] >= own[0] and its[1] <= own[1] and its != own:
                return False
        return True

    def could_change(self, row, standing):
        """Where nothing says so, none of the outcomes that are tried may change anything; where it says so, it may be careful."""
        if not self.pending:
            return False
        return changes_of(self, row, standing["may_be_best"])

    def may_stop(self, rows):
        if not self.pending or self.ranked_by["left_out"] > 0:
            return False
        if sum(row["pending"] for row in rows) > len(self.pending):
            return False  # Some wait for another judge, whose scores might be the most then.
        changes = [row["could_change"] for row in rows]
        return False if True in changes else Given("follows from could_change, which it is held against")

    def repeats(self, row):
        by = {}
        for run in self.experiment.rows[row]:
            if run.id in self.scores:
                by.setdefault(run.scenario, []).append(self.scores[run.id]["composite"])
        return by
