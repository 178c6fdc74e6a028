"""What a report says beside its tables: tips, gates, sentences, and what the pointer is told of a drawing."""

import re
from collections import Counter

import numpy as np

from . import flips
from .compare import NUMBER, Near, Says, fits_shown, hold, hold_words, numbers_in
from .gate import kept_document


class ReportWords:
    """The part of a report that stands in words."""

    def hold_tips(self, held):
        """The best, the median and the worst cell of each row are what they are said to be."""
        by_id = {run.id: run for run in self.board.experiment.cells}
        for article in self.page.all("article"):
            run = by_id[article.first("p", **{"class": "muted small"}).first("code").words]
            scores = self.board.scores[run.id]
            own = sorted(
                (
                    self.board.scores[each.id]["composite"]
                    for each in self.board.experiment.rows[run.row]
                    if each.id in self.board.scores
                ),
                reverse=True,
            )
            places = {"best": own[0], "median": own[len(own) // 2], "worst": own[-1]}
            title = article.first("h3").words
            for which in re.match(r"[a-z, ]+", title)[0].split(", "):
                hold_cell(held, f"report, tips, {run.id}, {which}", title.partition(" in ")[0], [places[which]])
            repeat = int(run.params["repeat"])
            hold_words(held, f"report, tips, {run.id}", title, Says([scores["composite"], repeat], self.names))
            line = article.first("p", **{"class": "scores"}).words
            hold_cell(held, f"report, tips, {run.id}, scores", line, [scores[name] for name in self.board.names])

    def hold_gates(self, held):
        """Decisions as MLflow keeps them: whether they are right is asked of their documents."""
        gates = [kept_document(run) for run in self.board.experiment.others if run.tags["kind"] == "gate"]
        wanted = [f"{gate['answer']}: {reason}" for gate in gates for reason in gate["reasons"]]
        said, answer = [], ""
        part = self.page.first("section", id="gates")
        for each in part.all("h3", "li") if part else []:
            if each.tag == "h3":
                answer = each.words.rpartition(": ")[2]
            else:
                said.append(f"{answer}: {each.words}")
        hold(held, "report, gates", sorted(said), sorted(" ".join(each.split()) for each in wanted))

    def hold_sentences(self, held):
        """What is said in words: each number is one of those that may be meant."""
        pool = self.pool()
        for each in self.page.all("p", "li", "dd", "figcaption", "dt", "summary", "h2", "h3"):
            skipped = (
                each.is_in("article", "svg")
                or each.parent.is_part("gates")
                or each.first("li")
                or "muted small" in each.attributes.get("class", "")
            )
            if skipped or self.is_about_itself(each):
                continue
            words = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", self.known_time, each.words)
            hold_words(held, f"report, {each.tag}", words, Says(pool, self.names + self.digests()))

    def is_about_itself(self, element):
        """Which version made the page, and when."""
        before = element.parent.children
        at = next(place for place, each in enumerate(before) if each is element)
        name = before[at - 1] if at else ""
        return element.tag == "dd" and not isinstance(name, str) and name.words == "this report"

    def known_time(self, match):
        began = [run.began for run in self.board.experiment.cells]
        known = {np.datetime64(each, "ms").astype(str)[:16].replace("T", " ") + " UTC" for each in (min(began), max(began))}
        return "" if match[0] in known else match[0]

    def digests(self):
        names = ("model_digest", "prompt_hash", "scenario_hash", "rubric_hash")
        return tuple({run.tags[name][:12] for run in self.board.experiment.cells for name in names})

    def pool(self):
        numbers = list(numbers_in(self.board.document())) + list(numbers_in(self.trust.document()))
        runs = self.board.experiment.cells
        both = [run for run in self.scored_by_several() if len(run.judgments) > 1]
        numbers += [len(runs), len(both), self.board.experiment.doubled, 1 - 0.05, 0.05, 0.8, flips.PROGRAM_DRAWS]
        numbers += [
            len(self.rows),
            len(self.judged),
            sum(self.board.standing(row)["may_be_best"] is True for row in self.board.compared),
        ]
        for name in ("n_tips", "temperature", "num_ctx", "num_predict", "base_seed"):
            numbers += [float(run.params[name]) for run in runs]
        for of in (lambda run: run.params["model"], lambda run: run.params["prompt_version"], lambda run: run.scenario):
            numbers += [len({of(run) for run in runs}), *Counter(of(run) for run in runs).values()]
        numbers += [1 + max(int(run.params["repeat"]) for run in runs)]
        numbers += [
            sum(test(run) for run in runs if run.invalid is None)
            for test in (lambda run: run.is_cut, lambda run: run.by_rule, lambda run: not run.is_judged and not run.is_pending)
        ]
        counted = ("bench", "judged_by", "reader", "ollama_version", "judge_kind")
        numbers += [count for tag in counted for count in Counter(run.tags.get(tag) for run in runs).values()]
        return numbers

    def hold_drawings(self, held):
        """What the pointer is told of a mark. Ticks of an axis are no results."""
        pool = self.pool() + [mean for each in self.board.means.values() for mean in each.values()]
        for letter in self.judged[1:]:
            d = self.differences(letter, self.judged[0])
            pool += [*d[~np.isnan(d)], int(np.sum(~np.isnan(d))), *self.ends(letter, self.judged[0]), float(np.nanmean(d))]
        for run in self.scored_by_several():
            pool += [each["given"]["composite"] for each in run.judgments.values()]
        pool += [cells for counts in self.points_by_judges().values() for cells in counts.values()]
        for svg in self.page.all("svg"):
            for each in svg.all("title"):
                hold_words(held, "report, drawing", each.words, Says(pool, self.names))
        for title in (each.attributes.get("title", "") for each in self.page.all("b", "span")):
            letters = re.match(r"([A-Z]) − ([A-Z]): ", title)
            if letters:
                pair, mean = self.pair(*letters.groups()), self.matrix_cell(*letters.groups())
                why = (
                    [pair["scenarios"], flips.fewest_scenarios(0.05 / 2)]
                    if pair["adjusted"] is None
                    else [self.chance(pair["adjusted"])]
                )
                hold_cell(held, f"report, matrix, {title}", title, [*mean, *why, pair["scenarios"]])


def hold_cell(held, place, text, numbers):
    """The numbers of a cell, one after the other, at the digits shown; a digest by its beginning."""
    known = [each for each in numbers if each is not None]
    if known and all(isinstance(each, str) for each in known):
        fits = all(each.startswith(one) for each, one in zip(known, text.split(", "), strict=True))
        shown = []
    else:
        shown = [(each[0].replace("−", "-").replace(",", ""), text) for each in NUMBER.findall(text)]
        fits = len(shown) == len(known) and all(
            fits_number(float(one), len(one.partition(".")[2]), number, text) for (one, _), number in zip(shown, known)
        )
    if fits:
        held.equal += max(1, len(known)) if known else 0
        held.words += not known
    else:
        held.different.append(f"{place}: {text!r} in the report, {numbers} computed")


def fits_number(value, digits, number, text):
    if "< 0.001" in text and value == 0.001:
        return (number.low if isinstance(number, Near) else number) < 0.001
    if isinstance(number, Near):
        step = 0.5 * 10**-digits + 1e-9
        return number.low - step <= value <= number.high + step
    return fits_shown(value, digits, number) and (value >= 0 or number < 0)
