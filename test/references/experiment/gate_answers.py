"""What a gate's interval says, and how it is shown."""

import math

from .compare import Given, Near, Within
from .rows import found, nothing

NOT_ENOUGH = "not enough evidence"
DRAWN = "sign flips drawn"
UNSURE = Given("an end at the bound, by Monte Carlo: which side it lies on is chance")


def answer_of(interval, bound):
    """Where drawn flips may put an end on either side of the bound, nobody can tell."""
    if interval is None:
        return NOT_ENOUGH
    (low, most_low), (least_high, high) = interval["low"], interval["high"]
    if low > bound + 1e-9:
        return "promote"
    if high < bound - 1e-9:
        return "reject"
    return NOT_ENOUGH if most_low <= bound + 1e-9 and least_high >= bound - 1e-9 else UNSURE


def exponential(number):
    return Near(math.exp(number.low), math.exp(number.high), DRAWN) if isinstance(number, Near) else math.exp(number)


def shown(interval, said):
    if interval is None:
        return nothing(*said)
    end = lambda ends: Within(ends[0], interval["rounding"]) if interval["exact"] else Near(*ends, DRAWN)
    return found(
        {
            "scenarios": interval["scenarios"],
            "mean": Within(interval["mean"], 1e-9),
            "low": end(interval["low"]),
            "high": end(interval["high"]),
            "exact": interval["exact"],
        }
    )
