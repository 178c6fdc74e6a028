"""Composites of the same cells by each two judges: what the plot of judge against judge shows."""

import itertools
from collections import Counter, defaultdict

MOST = 6


def opinions_of(runs):
    """The pairs of judges with the most cells in common, each pair of composites once."""
    both = defaultdict(Counter)
    for run in runs:
        judgments = sorted(run.of_tier("lazy") + run.of_tier("auto"), key=lambda each: each["by"].encode("utf-16-be"))
        for one, other in itertools.combinations(judgments, 2):
            both[one["by"], other["by"]][one["given"]["composite"], other["given"]["composite"]] += 1
    most = sorted(both.items(), key=lambda each: (-each[1].total(), "".join(each[0]).encode("utf-16-be")))[:MOST]
    return [
        {
            "first": first,
            "second": second,
            "cells": points.total(),
            "points": [{"first": one, "second": other, "cells": points[one, other]} for one, other in sorted(points)],
        }
        for (first, second), points in most
    ]
