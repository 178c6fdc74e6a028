"""Holds the numbers of a report in HTML against what was computed, at the digits shown."""

import itertools
from collections import Counter

import numpy as np

from . import flips
from .compare import Near, fits_shown
from .page import read_page, tables_of
from .report_words import ReportWords, hold_cell
from .rows import plain

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALONE = 0.025


class Report(ReportWords):
    def __init__(self, text, board, trust):
        self.page, self.board, self.trust = read_page(text), board, trust
        self.rows = {LETTERS[at]: row for at, row in enumerate(board.ordered)}
        self.judged = [letter for letter, row in self.rows.items() if row in board.compared]
        runs = board.experiment.cells
        self.names = tuple(
            {each for row in board.alone for each in row}
            | {run.scenario for run in runs}
            | {board.experiment.name, board.rubric.name}
            | {run.tags["bench"] for run in runs}
            | {run.tags.get("ollama_version", "") for run in runs}
            | {by for run in runs for by in run.judgments}
        ) + ("max-T", "95 %")

    def hold(self, held):
        seen = set()
        for table in tables_of(self.page):
            check = self.check_of(table.name)
            if check is None:
                held.unaccounted.append(f"report: the table {table.name}")
                continue
            seen.add(table.name)
            for line in table.rows:
                self.hold_line(held, table, line, check)
        for name in self.wanted_tables() - seen:
            held.different.append(f"report: the table {name} is missing")
        self.hold_tips(held)
        self.hold_gates(held)
        self.hold_sentences(held)
        self.hold_drawings(held)

    def wanted_tables(self):
        compared = {f"Differences from {self.judged[0]}", "Paired matrix"} if len(self.judged) > 1 else set()
        corrected = {"Corrected scores"} if self.board.corrections.rows else set()
        return {"Leaderboard", "Composites by scenario", "Models", "Prompt versions", "Scenarios"} | compared | corrected

    def check_of(self, name):
        """By a line's first cell and its columns, the numbers of every other cell."""
        if name == "Leaderboard":
            return lambda first, head: self.leaderboard_line(first.split()[0])
        if name.startswith("Differences from "):
            return lambda first, head: self.difference_line(first.split()[0])
        if name == "Paired matrix":
            return lambda first, head: [self.matrix_cell(first.split()[0], other) for other in head[1:]]
        if name == "Composites by scenario":
            return lambda first, head: [[self.mean_in(letter, first)] for letter in head[1:]]
        if name.startswith("How far "):
            return lambda first, head: [self.worth(name, first)]
        if name == "Corrected scores":
            return lambda first, head: self.corrected_line(first.split()[0])
        if name.startswith("Composites by "):
            return None if (points := self.points(name)) is None else points
        if name in ("Models", "Prompt versions", "Scenarios"):
            return lambda first, head: self.made_line(name, first)
        return None

    def hold_line(self, held, table, line, check):
        first, head = line[0].words, [each.words for each in table.head]
        wanted = check(first, head)
        place = f"report, {table.name}, {first}"
        if len(wanted) != len(line) - 1:
            held.different.append(f"{place}: {len(line) - 1} cells, {len(wanted)} computed")
        for title, cell, numbers in zip(head[1:], line[1:], wanted):
            hold_cell(held, f"{place}, {title}", cell.words, numbers)

    def leaderboard_line(self, letter):
        row = self.rows[letter]
        alone, standing = self.board.alone[row], self.board.standing(row)
        document = next(each for each in self.board.document()["rows"] if (each["model"], each["prompt"]) == row)
        value = lambda found: found["value"] or {}
        interval, ranks = value(alone["composite_interval"]), standing["ranks"] or {}
        same_rank = ranks and ranks["best"] == ranks["worst"]
        rates = [value(alone["rates"][flag]) for flag in self.board.rubric.flags]
        quantile = lambda name, p: (alone[f"{name}_quantiles"] or {}).get(p)
        has_diversity = any(each["diversity"] is not None for each in self.board.alone.values())
        return [
            [document["rank"]],
            [ranks.get("best")] if same_rank else [ranks.get("best"), ranks.get("worst")],
            [plain(alone["composite"])],
            [interval.get("low"), interval.get("high")],
            [standing["beaten"]["value"]],
            *[[plain(alone["scores"][name])] for name in self.board.rubric.dimensions],
            *[[None if not each else each[part] * 100 for part in ("rate", "low", "high")] for each in rates],
            [alone["judged"], alone["cells"] - alone["invalid"]],
            *[[alone[name]] for name in ("scenarios", "pending", "invalid")],
            [count for count in alone["whose"].values() if count > 0],
            [plain(alone["latency_s"])],
            *[[quantile("latency_s", p)] for p in ("p50", "p95")],
            [plain(alone["tokens_per_s"])],
            *[[quantile("tokens_per_s", p)] for p in ("p50", "p95")],
            *([[plain(alone["diversity"])]] if has_diversity else []),
            [],
        ]

    def corrected_line(self, letter):
        scores = self.board.corrections.rows[self.rows[letter]]
        cells = [[scores["composite"]["effective_labels"]]]
        for each in scores.values():
            mean = {} if each["by"] == "none" else each["mean"]
            cells += [[each["raw_auto"]], [mean.get(end) for end in ("value", "low", "high")]]
        return cells

    def mean_in(self, letter, scenario):
        return self.board.means.get(self.rows[letter], {}).get(scenario)

    def differences(self, letter, other):
        own, its = [self.board.table[self.board.compared.index(self.rows[each])] for each in (letter, other)]
        return own - its

    def pair(self, letter, other):
        places = [self.board.compared.index(self.rows[each]) for each in (letter, other)]
        return self.board.pairs[tuple(sorted(places))]

    def chance(self, p):
        exact = p is None or flips.is_exact(len(self.board.scenarios))
        return p if exact else Near(p - flips.chance_error(p), p + flips.chance_error(p), "sign flips drawn")

    def ends(self, letter, top):
        d = self.differences(letter, top)
        interval = None if np.all(np.isnan(d)) else flips.field_interval([d], 0, 0.0, ALONE)
        if interval is None:
            return [None, None]
        slack = interval["rounding"]
        return [Near(least - slack, most + slack, "sign flips drawn") for least, most in (interval["low"], interval["high"])]

    def difference_line(self, letter):
        top, d = self.judged[0], self.differences(letter, self.judged[0])
        pair = self.pair(letter, top)
        mean = None if np.all(np.isnan(d)) else float(np.nanmean(d))
        chances = [[self.chance(pair[each])] for each in ("raw", "adjusted")]
        return [[int(np.sum(~np.isnan(d)))], [mean], self.ends(letter, top), *chances, []]

    def matrix_cell(self, letter, other):
        if letter == other:
            return []
        d = self.differences(letter, other)
        return [None if np.all(np.isnan(d)) else float(np.nanmean(d))]

    def worth(self, name, measure):
        for each in self.trust.document()["worths"]:
            title = (
                f"{each['judged']}, asked twice"
                if each["between"] == "one-judge-twice"
                else f"{each['judged']} and {each['against']}"
            )
            if name == f"How far {title} agree":
                key = {"kappa": "kappa", "Kripp": "alpha", "bias ": "bias", "rank ": "length_bias"}[measure[:5]]
                found = each["composite"][key]
                ends = [found[end] for end in ("low", "high") if found[end] is not None]
                why = found["reason"].numbers if found["reason"] and found["value"] is not None else []
                return [found["value"], *ends, *why]
        return []

    def points_by_judges(self):
        """Composites of both judges, by how many cells have them."""
        points = {}
        for run in self.scored_by_several():
            for (first, one), (second, other) in itertools.combinations(sorted(run.judgments.items()), 2):
                point = tuple(each["given"]["composite"] for each in (one, other))
                points.setdefault(f"Composites by {first} and {second}", Counter())[point] += 1
        return points

    def points(self, name):
        counts = self.points_by_judges().get(name)
        if counts is None:
            return None
        lines = iter(sorted(counts.items()))

        def line(first, _head):
            (one, other), cells = next(lines, ((np.nan, np.nan), np.nan))
            return [[other if fits_shown(float(first), 2, one) else np.nan], [cells]]

        return line

    def scored_by_several(self):
        return [run for run in self.board.experiment.cells if run.invalid is None and not run.by_rule]

    def made_line(self, name, value):
        key = {
            "Models": lambda run: run.params["model"],
            "Prompt versions": lambda run: run.params["prompt_version"],
            "Scenarios": lambda run: run.scenario,
        }[name]
        digest = {"Models": "model_digest", "Prompt versions": "prompt_hash", "Scenarios": "scenario_hash"}[name]
        runs = [run for run in self.board.experiment.cells if key(run) == value]
        return [[len(runs)], sorted({run.tags[digest] for run in runs})]
