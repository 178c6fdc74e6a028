"""What a step takes MABWiser: the expectations of some tips by one model for all of them, a choice, and what is learned from it.

    python mabwiser-steps.py STEPS TIPS FEATURES

Prints the microseconds of a step.
"""

import sys
import time

import numpy as np
from mabwiser.mab import MAB, LearningPolicy


def main(steps, tips, features):
    random = np.random.default_rng(18)
    contexts = random.uniform(-1, 1, (steps + 1, tips, features))
    contexts[:, :, 0] = 1
    rewards = random.integers(0, 2, steps + 1)
    # One arm: its model scores every tip, as ours does. With an arm a tip it would keep a model for each.
    bandit = MAB(arms=[1], learning_policy=LearningPolicy.LinGreedy(epsilon=0.1, l2_lambda=1))
    bandit.fit([1], [0], contexts[0, :1])
    began = time.perf_counter()
    for step in range(1, steps + 1):
        answers = bandit.predict_expectations(contexts[step])
        best = max(range(tips), key=lambda tip: answers[tip][1])
        bandit.partial_fit([1], [rewards[step]], contexts[step, best : best + 1])
    print(f"a step takes {(time.perf_counter() - began) / steps * 1e6:.3f} us")


main(*map(int, sys.argv[1:]))
