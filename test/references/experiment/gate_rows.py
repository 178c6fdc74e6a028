"""The rows that a gate compares, by docs/gate.md."""

import numpy as np

from .rows import whose_of


def scenario_names(rows):
    """A scenario whose text has changed between rows is another one."""
    hashes = {}
    for run in (run for cells in rows for run in cells):
        hashes.setdefault(run.scenario, set()).add(run.tags["scenario_hash"])
    return lambda run: run.scenario if len(hashes[run.scenario]) < 2 else f"{run.scenario} ({run.tags['scenario_hash'][:8]})"


def lists_of(cells, value, scenarios, name_of):
    lists = {name: [] for name in scenarios}
    for run in cells:
        if (each := value(run)) is not None:
            lists[name_of(run)].append(each)
    return [lists[name] for name in scenarios]


def row_of(cells, source, asked, scenarios, name_of):
    """A row as the gate has seen it; its lists are by scenario."""
    lists = lambda cells, value: lists_of(cells, value, scenarios, name_of)
    valid = [run for run in cells if run.invalid is None]
    judged = [run for run in valid if run.is_judged]
    composite = lambda run: source.scores(run)["composite"] if run.is_judged else None
    auto = lambda run: composite(run) if run.by_rule else run.metrics.get("auto_composite")
    flags = [source.scores(run)["format_ok"] for run in judged if "format_ok" in source.scores(run)]
    by_auto = [run.tags["auto_judge_hash"] for run in judged if whose_of(run) == "auto"]
    sizes = [float(run.params["model_parameters"]) for run in cells if run.params.get("model_parameters", "null") != "null"]
    return {
        "model": cells[0].row[0],
        "prompt": cells[0].row[1],
        "parameters": sizes[0] if sizes else None,
        "composites": lists(cells, composite),
        "invalid": [len(each) for each in lists(cells, lambda run: run.invalid)],
        **(
            {"latencies": lists([run for run in valid if not run.is_cut], lambda run: run.metrics.get("latency_s"))}
            if asked.get("and") == "faster"
            else {}
        ),
        **({"auto_composites": lists(valid, auto)} if asked["require_both"] else {}),
        **({"format_ok": {"times": sum(flags), "of": len(flags)}} if "least_format_ok" in asked else {}),
        "pending": sum(run.is_pending for run in valid),
        "whose": {each: sum(whose_of(run) == each for run in judged) for each in ("lazy", "auto", "rule")},
        "auto_judges": list(dict.fromkeys(by_auto)),
        "trial": any(whose_of(run) == "auto" and run.tags.get("auto_evidence") == "false" for run in judged),
    }


def means(row, key="composites", invalid_as=None):
    lists = row[key]
    if invalid_as is not None:
        lists = [each + [invalid_as] * count for each, count in zip(lists, row["invalid"])]
    return np.array([np.mean(each) if each else np.nan for each in lists])


def logs(row):
    return np.array([np.mean(np.log(each)) if each else np.nan for each in row["latencies"]])
