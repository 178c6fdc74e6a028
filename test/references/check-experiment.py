"""Computes every number of an experiment's leaderboard, judges' worth, gates and report anew, from MLflow alone.

    python3 -m venv /tmp/references && /tmp/references/bin/pip install -r test/references/requirements-experiment.txt
    ./tip-bench leaderboard tips-1 --json > leaderboard.json
    ./tip-bench judge trust tips-1 --json > trust.json
    ./tip-bench gate tips-1 --baseline gemma3:1b,v1 --json > gate.json
    ./tip-bench report tips-1 --out report.html
    /tmp/references/bin/python test/references/check-experiment.py http://localhost:5000 tips-1 \\
        --leaderboard leaderboard.json --trust trust.json --gate gate.json --report report.html

It says of every number: equal (to 1e-9 of it), equal within Monte Carlo error, or different with both values. It ends with
0 only where none is different and none is left over. The formulas are those of docs/statistics.md, trust.md, gate.md and
leaderboard.md; what SciPy, statsmodels, scikit-learn or krippendorff have a function for comes from them.
"""

import argparse
import json
import pathlib
import sys

from experiment.compare import Given, Held, hold
from experiment.diversity import benches_with_diversity, measured_diversity
from experiment.gate import Gate
from experiment.gate_trust import trust_in_rows
from experiment.leaderboard import Board
from experiment.mlflow_runs import Mlflow, read_experiment
from experiment.report import Report
from experiment.trust import Trust


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("mlflow", help="its address")
    parser.add_argument("experiment")
    for name in ("leaderboard", "trust", "gate", "report"):
        parser.add_argument(f"--{name}", action="append", default=[], type=pathlib.Path)
    parser.add_argument("--min-kappa", type=float, help="what `judge trust` and `gate` were given, where they were")
    parser.add_argument("--all", action="store_true", help="also list what is equal within Monte Carlo error")
    return parser.parse_args()


def main():
    given = read_arguments()
    mlflow = Mlflow(given.mlflow)
    experiment = read_experiment(mlflow, given.experiment)
    min_kappa = experiment.min_kappa if given.min_kappa is None else given.min_kappa
    trust = Trust(experiment, min_kappa)
    # What MLflow had kept of judges when a file was written, and nothing that came later.
    board_at = lambda path: Board(experiment, mlflow, experiment.min_kappa, before=path.stat().st_mtime * 1000)
    held = Held()
    hold_metrics(held, experiment)
    for path in given.leaderboard:
        hold_leaderboard(held, board_at(path), json.loads(path.read_text()))
    for path in given.trust:
        hold(held, "trust", json.loads(path.read_text()), trust.document())
    for path in given.gate:
        hold_gate(held, mlflow, experiment, json.loads(path.read_text()), min_kappa)
    for path in given.report:
        Report(path.read_text(), board_at(path), trust).hold(held)
    sys.exit(tell(held, given.all))


def hold_metrics(held, experiment):
    """The scores that count are what the judgments give, and diversity is that of the texts."""
    benches = benches_with_diversity(experiment.cells)
    for run in experiment.cells:
        for name, score in (experiment.scores(run) or {}).items():
            hold(held, f"run {run.id}, {name}", run.metrics.get(name), float(score))
        if run.invalid is None and (diversity := measured_diversity(run, benches)) is not None:
            hold(held, f"run {run.id}, diversity", run.metrics.get("diversity"), diversity)


def hold_leaderboard(held, board, document):
    wanted = board.document()
    hold(held, "leaderboard", document, wanted)
    if isinstance(wanted["may_stop"], Given):
        hold(held, "leaderboard.may_stop", document["may_stop"], not any(row["could_change"] for row in document["rows"]))


def hold_gate(held, mlflow, experiment, document, min_kappa):
    elsewhere = document["asked"].get("baseline_experiment", experiment.name)
    base = experiment if elsewhere == experiment.name else read_experiment(mlflow, elsewhere)
    gate = Gate(document["asked"], experiment, base, document["run_id"])
    began = next(run.began for run in experiment.others if run.id == document["run_id"])
    trust = trust_in_rows(mlflow, gate.rows, experiment.rubric.hash, began, min_kappa)
    hold(held, f"gate {document['number']}", document, gate.document(trust))


def tell(held, is_all):
    print(f"equal: {held.equal} numbers and facts; words whose numbers are known: {held.words}")
    print(f"equal within Monte Carlo error: {len(held.near)}")
    if is_all:
        print(*(f"  {each}" for each in held.near), sep="\n")
    for why, places in held.given.items():
        print(f"not computed: {len(places)} × {why} (such as {places[0]})")
    print(*(f"UNACCOUNTED {each}" for each in held.unaccounted), *(f"DIFFERENT {each}" for each in held.different), sep="\n")
    print(f"different: {len(held.different)}; without a computation: {len(held.unaccounted)}")
    return 1 if held.different or held.unaccounted else 0


main()
