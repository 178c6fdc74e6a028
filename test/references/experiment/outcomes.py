"""What outcomes of the pending judgments do to tier 1, by trying some."""

import numpy as np

from . import flips
from .compare import Given

TRIED = 30


def changes_of(board, row, is_now):
    """
    `True` where an outcome was found that changes a row's place. Where none was, the program may say either: it is
    careful, and we have not tried all.
    """
    if isinstance(is_now, Given):
        return is_now
    for scores in outcomes(board, row):
        if is_in(board, row, scores) != is_now:
            return True
    return Given("no outcome that was tried changes it; the program may be more careful")


def outcomes(board, row):
    """The ends: this row's pending cells at one of them and the others' at the other one; and some by chance."""
    low, high = board.rubric.range
    own = np.array([run.row == row for run in board.pending])
    yield np.where(own, low, high)
    yield np.where(own, high, low)
    random = np.random.default_rng(len(board.pending))
    for _ in range(TRIED):
        yield random.choice([low, high], len(own))


def is_in(board, row, scores):
    cells = {each: {s: list(v) for s, v in board.repeats(each).items()} for each in board.alone}
    for run, score in zip(board.pending, scores):
        cells[run.row].setdefault(run.scenario, []).append(score)
    rows = [each for each in sorted(cells) if cells[each]]
    if row not in rows:
        return True
    scenarios = sorted({scenario for each in cells.values() for scenario in each})
    table = np.array([[np.mean(cells[each][s]) if s in cells[each] else np.nan for s in scenarios] for each in rows])
    beaten, _ = flips.compare_rows(table)
    p = beaten[rows.index(row)][1]
    return p is None or p > 0.05
