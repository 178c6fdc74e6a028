"""How different the tips of a cell are: 1 less the mean Jaccard similarity of their sets of words."""

import itertools

import numpy as np


def diversity_of(candidates):
    """`None` below two."""
    sets = [set(each.lower().split()) for each in candidates]
    alike = [len(a & b) / len(a | b) if a | b else 1.0 for a, b in itertools.combinations(sets, 2)]
    return None if not alike else 1 - float(np.mean(alike))


def measured_diversity(run, benches):
    """Of a bench that was asked to measure it; `None` where it was not, or where there are fewer than two candidates."""
    return diversity_of(run.candidates) if run.tags["bench"] in benches else None


def benches_with_diversity(runs):
    return {run.tags["bench"] for run in runs if "diversity" in run.metrics}
