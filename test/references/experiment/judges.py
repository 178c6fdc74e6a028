"""Whose scores a leaderboard ranks by, and which auto judges are in it, by docs/leaderboard.md."""

from collections import Counter

from .compare import Says
from .gate_trust import kappa_of_records, records_of, trust_of


def source_of(run):
    """The lazy tier, the rule, or one auto judge in one version."""
    if run.by_rule:
        return ("rule",)
    return ("auto", run.tags["judge_kind"], run.tags.get("auto_judge_hash")) if run.auto_counts else ("lazy",)


def ranked_source(experiment):
    """That of most judged cells, the lazy tier first; and how many have another one."""
    counts = Counter(source_of(run) for run in experiment.cells if run.is_judged)
    by_rule = counts.pop(("rule",), 0)
    source = max([("lazy",), *sorted(counts, key=str)], key=lambda each: counts[each])
    left_out = sum(counts.values()) - counts[source]
    if counts[source] + by_rule == 0:
        return source, {"scores": None, "left_out": left_out}
    judge = {"judge": source[1], "hash": source[2]} if source[0] == "auto" else {}
    return source, {"scores": source[0], **judge, "left_out": left_out}


def own_models(experiment, runs):
    """Judges on an Ollama that are contestants, by the digest of their weights."""
    models = {run.tags["model_digest"]: run.params["model"] for run in experiment.cells}
    kind = lambda run: run.tags.get("auto_judge_kind", run.tags["judge_kind"])
    judged = [run for run in runs if run.tags.get("auto_judge_digest") in models]
    return sorted({(kind(run), models[run.tags["auto_judge_digest"]]) for run in judged})


def auto_judges(experiment, mlflow, min_kappa, before):
    """Those that have scored valid cells, the one with the most first, and what all of MLflow said of them at a time."""
    scored = [run for run in experiment.cells if run.invalid is None and not run.by_rule and "auto_judged_at" in run.tags]
    kind = lambda run: run.tags.get("auto_judge_kind", run.tags["judge_kind"])
    counts = Counter((kind(run), run.tags.get("auto_judge_hash")) for run in scored)
    own = dict(own_models(experiment, experiment.cells))
    judges = []
    for (judge, digest), cells in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        contestant = {"contestant": own[judge]} if judge in own else {}
        trust = trust_in_judge(mlflow, digest or judge, experiment.rubric.hash, min_kappa, before)
        judges.append({"judge": judge, "hash": digest, "cells": cells, **contestant, "trust": trust})
    return judges


def trust_in_judge(mlflow, judge, rubric_hash, min_kappa, before):
    records = records_of(mlflow, judge, rubric_hash, before)
    answer = trust_of(mlflow, judge, rubric_hash, before, min_kappa)
    unknown = {"value": None, "low": None, "high": None, "reason": Says([])}
    kappa = kappa_of_records(records) if records else unknown
    return {
        **answer,
        "min_kappa": min_kappa,
        "kappa": {end: kappa[end] for end in ("value", "low", "high", "reason")},
        "earned": [each["experiment"] for each in sorted(records, key=lambda each: each["earned_at"], reverse=True)],
    }
