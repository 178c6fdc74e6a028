"""What `gate --json` is to print, by docs/gate.md: the rows that it saw, its intervals, its guards and its answer."""

import json
import math

import numpy as np
from statsmodels.stats.proportion import proportion_confint

from . import flips
from .compare import Given, Near, Says, numbers_in
from .gate_answers import DRAWN, NOT_ENOUGH, answer_of, exponential, shown
from .gate_rows import logs, means, row_of, scenario_names
from .judges import own_models
from .rows import found, nothing


class Gate:
    """
    @param asked the question, as the document has it
    @param experiment where the candidates are
    @param elsewhere where the baseline is; the same one unless it was asked for
    """

    def __init__(self, asked, experiment, elsewhere, run_id):
        self.asked, self.experiment, self.elsewhere, self.run_id = asked, experiment, elsewhere, run_id
        base = self.find(elsewhere, asked["baseline"])
        if "candidate" in asked:
            rows = [self.find(experiment, asked["candidate"])]
        else:
            rows = sorted(experiment.rows, key=",".join)
            rows = [row for row in rows if row != base or elsewhere is not experiment]
        self.cells = [elsewhere.rows[base], *(experiment.rows[row] for row in rows)]
        self.sources = [elsewhere, *[experiment] * len(rows)]
        name_of = scenario_names(self.cells)
        self.scenarios = sorted({name_of(run) for cells in self.cells for run in cells})
        self.rows = [row_of(cells, source, asked, self.scenarios, name_of) for cells, source in zip(self.cells, self.sources)]
        self.bound = -asked["not_worse_by"] if "not_worse_by" in asked else asked.get("better_by", 0)
        self.number = self.count_gates()
        self.level = asked["alpha"] * 6 / (math.pi * self.number) ** 2

    def find(self, experiment, name):
        row = name["model"], name["prompt"]
        return row if row in experiment.rows else (f"{row[0]}:latest", row[1])

    def count_gates(self):
        """Which of the experiment's decided gates this is, by their beginning."""
        gates = [run.id for run in self.experiment.others if run.tags["kind"] == "gate" and run.tags.get("committed") == "true"]
        return gates.index(self.run_id) + 1

    def field(self):
        candidates = self.rows[1:]
        if self.asked.get("and") == "smaller" and "candidate" not in self.asked:
            smaller = [row for row in candidates if self.is_smaller(row)]
            return smaller or candidates
        return candidates

    def is_smaller(self, row):
        sizes = row["parameters"], self.rows[0]["parameters"]
        return None if None in sizes else sizes[0] < sizes[1]

    def chosen(self, field):
        """The best mean difference; of those that look faster, where that is asked for."""
        base, seen = means(self.rows[0]), []
        for row in field:
            d = means(row) - base
            if np.all(np.isnan(d)):
                continue
            faster = self.asked.get("and") == "faster" and np.nanmean(logs(row) - logs(self.rows[0])) < 0
            seen.append((np.nanmean(d), faster, row))
        pool = [each for each in seen if each[1]] or seen
        return max(pool, key=lambda each: each[0])[2] if pool else None

    def interval(self, field, chosen, values, bound, level):
        """And the numbers that words about it may say."""
        base = values(self.rows[0])
        place = next(at for at, row in enumerate(field) if row is chosen)
        differences = [values(row) - base for row in field]
        found = flips.field_interval(differences, place, bound, level)
        if found is None:
            return None, flips.needed_of(differences, place, level) or [level]
        ends = [found[end][0] if found["exact"] else Near(*found[end], DRAWN) for end in ("low", "high")]
        return found, [found["mean"], *ends, found["scenarios"]]

    def reading(self, field, chosen, level, invalid_as):
        if chosen is None:
            return {"answer": NOT_ENOUGH, "difference": nothing(), "guards": []}, None
        interval, said = self.interval(field, chosen, lambda row: means(row, invalid_as=invalid_as), self.bound, level)
        answer = answer_of(interval, self.bound)
        guards = self.guards(field, chosen, level, invalid_as, answer)
        passed = [each["passed"] for each in guards]
        unsure = next((each for each in [answer, *passed] if isinstance(each, Given)), None)
        if False in passed:
            answer = "reject"
        elif unsure:
            answer = unsure
        elif None in passed and (
            answer == "promote" or any(g["guard"] == "require_both" and g["passed"] is None for g in guards)
        ):
            answer = NOT_ENOUGH
        return {"answer": answer, "difference": shown(interval, said), "guards": guards}, interval

    def guards(self, field, chosen, level, invalid_as, answer):
        asked, guards = self.asked, []
        add = lambda guard, passed, numbers: guards.append({"guard": guard, "passed": passed, "saw": Says(numbers, self.names)})
        if asked.get("and") == "faster":
            interval, said = self.interval(field, chosen, lambda row: -logs(row), 0, level)
            answered = answer_of(interval, 0)
            passed = answered if isinstance(answered, Given) else {"promote": True, "reject": False}.get(answered)
            add("faster", passed, said if interval is None else [*map(exponential, said[:-1]), said[-1]])
        if asked.get("and") == "smaller":
            add("smaller", self.is_smaller(chosen), [(row["parameters"] or 0) / 1e9 for row in (chosen, self.rows[0])])
        if "worst_scenario" in asked:
            limit, base, own = asked["worst_scenario"], *(means(row, invalid_as=invalid_as) for row in (self.rows[0], chosen))
            unseen = int(np.sum(~np.isnan(base) & np.isnan(own)))
            least = float(np.nanmin(own - base))
            add("worst_scenario", False if least < -limit - 1e-9 else None if unseen else True, [least, -limit, unseen])
        if "least_format_ok" in asked:
            more = 0 if invalid_as is None else sum(chosen["invalid"])
            times, of = chosen["format_ok"]["times"], chosen["format_ok"]["of"] + more
            low, high = proportion_confint(times, of, method="wilson")
            floor = asked["least_format_ok"]
            add("least_format_ok", True if low >= floor else False if high < floor else None, [times / of, low, high, floor])
        if asked["require_both"]:
            if any(row["whose"]["auto"] > 0 for row in (self.rows[0], chosen)):
                add("require_both", None, [])
            else:
                values = lambda row: means(row, "auto_composites", invalid_as)
                interval, said = self.interval(field, chosen, values, self.bound, level)
                theirs = answer_of(interval, self.bound)
                unsure = next((each for each in (theirs, answer) if isinstance(each, Given)), None)
                add("require_both", unsure or (True if theirs == answer else None), said)
        return guards

    @property
    def names(self):
        rows = [name for row in self.rows for name in (row["model"], row["prompt"])]
        return (*rows, *self.scenarios, self.experiment.name, self.elsewhere.name)

    def document(self, trust):
        field = self.field()
        chosen = self.chosen(field)
        level = self.level / 2 if self.asked.get("and") == "faster" and len(field) > 1 else self.level
        without, interval = self.reading(field, chosen, level, None)
        has_invalid = any(sum(row["invalid"]) for row in [self.rows[0], *field])
        with_invalid, _ = self.reading(field, chosen, level, self.experiment.rubric.range[0]) if has_invalid else (None, None)
        doubts = self.doubts(field, trust)
        answers = [without["answer"], *([with_invalid["answer"]] if with_invalid else [])]
        unsure = next((each for each in answers if isinstance(each, Given)), None)
        answer = NOT_ENOUGH if doubts else unsure or (answers[0] if answers[0] == answers[-1] else NOT_ENOUGH)
        more, numbers = self.more(field, chosen, interval, level, doubts)
        if answer != NOT_ENOUGH:
            more = answer if isinstance(answer, Given) else None
        found = without["difference"]
        ends = found["reason"].numbers if found["value"] is None else list(numbers_in(found))
        guarded = [each for guard in without["guards"] for each in guard["saw"].numbers]
        pool = [*ends, *guarded, *numbers, self.bound, self.level, level, self.asked["alpha"], self.number, len(field), 8, 10]
        pool += [sum(row[each] for row in [self.rows[0], *field]) for each in ["pending"]]
        pool += [sum(row["whose"][each] for row in [self.rows[0], *field]) for each in ("auto", "lazy")]
        pool += self.lacking(chosen)
        rubric = self.experiment.rubric
        return {
            "format": Given("a format's name"),
            "asked": Given("what was asked"),
            "experiment": self.experiment.name,
            "rubric": {"name": rubric.name, "hash": rubric.hash, "lowest_composite": rubric.range[0]},
            "seed": Given("the seed of the gate's flips"),
            "number": self.number,
            "trust": trust,
            **self.own_judges(),
            "scenarios": self.scenarios,
            "baseline": self.rows[0],
            "candidates": self.rows[1:],
            "answer": answer,
            "candidate": None if chosen is None else {"model": chosen["model"], "prompt": chosen["prompt"]},
            "chosen_among": len(field),
            "bound": self.bound,
            "level": self.level,
            "interval_level": level,
            "difference": without["difference"],
            "guards": without["guards"],
            "with_invalid": with_invalid,
            "more": more,
            "reasons": Says(pool, self.names),
            "run_id": Given("the id of a run"),
            "again": Given("whether it was asked before"),
        }

    def own_judges(self):
        """Contestants among the judges whose scores count, or, where both tiers are asked, all of them."""
        runs = [run for experiment in (self.experiment, self.elsewhere) for run in experiment.cells]
        own = own_models(self.experiment, [run for run in runs if self.asked["require_both"] or run.auto_counts])
        return {"own_judges": [{"judge": judge, "model": model} for judge, model in own]} if own else {}

    def lacking(self, chosen):
        if chosen is None:
            return []
        base, own = [[bool(each) for each in row["composites"]] for row in (self.rows[0], chosen)]
        return [sum(b and not o for b, o in zip(base, own)), sum(o and not b for b, o in zip(base, own))]

    def doubts(self, field, trust):
        rows = [self.rows[0], *field]
        by_auto = sum(row["whose"]["auto"] for row in rows) > 0
        by_people = sum(row["whose"]["lazy"] for row in rows) > 0
        judges = {each for row in rows for each in row["auto_judges"]}
        return (
            any(row["trial"] for row in rows)
            or (by_auto and (by_people or not (trust and trust["may_gate"])))
            or len(judges) > 1
        )

    def more(self, field, chosen, interval, level, doubts):
        """(t(1 − level ÷ candidates) + t(0.8))² × variance ÷ (mean − bound)² scenarios in all."""
        none = {"scenarios": nothing(2), "judgments": nothing(2)}
        answered = answer_of(interval, self.bound)
        if isinstance(answered, Given):
            return answered, []
        decided = interval is not None and answered != NOT_ENOUGH
        if doubts or chosen is None or decided:
            return none, []
        d = means(chosen) - means(self.rows[0])
        d = d[~np.isnan(d)]
        if len(d) < 2 or np.mean(d) == self.bound:
            return none, []
        quantiles = flips.t_quantile(1 - level / len(field), len(d) - 1) + flips.t_quantile(0.8, len(d) - 1)
        wanted = math.ceil((quantiles * np.std(d, ddof=1) / abs(np.mean(d) - self.bound)) ** 2) - len(d)
        count = max(1, wanted, flips.fewest_scenarios(level) - len(d))
        cells = sum(np.mean([len(each) for each in row["composites"] if each]) for row in (self.rows[0], chosen))
        judgments = math.ceil(count * cells)
        return {"scenarios": found(count), "judgments": found(judgments)}, [count, judgments]


def kept_document(run):
    return json.loads(run.text("gate.json"))
