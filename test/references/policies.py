"""Numbers by the reference packages for the tests of domain/policies.

    python3 -m venv /tmp/references && /tmp/references/bin/pip install -r test/references/requirements-policies.txt
    /tmp/references/bin/python test/references/policies.py

The same versions give the same file. Data that are not from MABWiser's own tests come from a seed. Of MABWiser only
expectations are compared: which arm it explores comes from NumPy's stream. For an arm without data it takes λI as the
inverse of A (mabwiser/linear.py, `init`), which is right at λ = 1 alone; so λ is 1 wherever an arm has none.
"""

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
from estimators.bandits import gaussian, ips, snips
from mabwiser.mab import MAB, LearningPolicy
from sklearn.linear_model import Ridge

random = np.random.default_rng(18)

# tests/test_ridge.py and tests/test_linucb.py of MABWiser 2.7.4.
THEIR_X = [[1, 0, 2, 1, 1], [3, 1, 2, 3, 4], [2, -1, 1, 0, 2]]
THEIR_Y = [3, 3, 1]
THEIR_CONTEXTS = [
    [0, 1, 2, 3, 5], [1, 1, 1, 1, 1], [0, 0, 1, 0, 0], [0, 2, 2, 3, 5], [1, 3, 1, 1, 1],
    [0, 0, 0, 0, 0], [0, 1, 4, 3, 5], [0, 1, 2, 4, 5], [1, 2, 1, 1, 3], [0, 2, 1, 0, 0],
]
THEIR_QUESTIONS = [[0, 1, 2, 3, 5], [1, 1, 1, 1, 1]]


def examples(count, dimension):
    """Contexts as ours are, within ±1 and with a bias, and rewards of 0 to 1."""
    x = np.column_stack([np.ones(count), random.uniform(-1, 1, (count, dimension - 1))]).round(3)
    return x, np.clip(0.5 + x @ random.normal(0, 0.2, dimension) + random.normal(0, 0.1, count), 0, 1).round(3)


def ridges():
    """scikit-learn's Ridge by a Cholesky solve, with no intercept of its own: the bias is a feature."""
    cases = []
    data = [(np.array(THEIR_X, float), np.array(THEIR_Y, float), 1.0)]
    for count, dimension, penalty in [(1, 7, 1.0), (40, 7, 1.0), (150, 12, 1.0), (150, 12, 0.01), (60, 12, 25.0)]:
        data.append((*examples(count, dimension), penalty))
    # Features that hardly differ: what a stable update is for.
    x, y = examples(80, 7)
    x[:, 5] = (x[:, 4] + random.normal(0, 1e-6, len(x))).round(9)
    data.append((x, y, 1e-3))
    for x, y, penalty in data:
        model = Ridge(alpha=penalty, fit_intercept=False, solver="cholesky").fit(x, y)
        cases.append(dict(x=x.tolist(), y=y.tolist(), penalty=penalty, weights=model.coef_.tolist()))
    return cases


def expectations(policy, arms, rewards, contexts, questions, parts):
    bandit = MAB(arms=sorted(set(arms)), learning_policy=policy)
    edges = np.linspace(0, len(arms), parts + 1).astype(int)
    for at, (start, end) in enumerate(zip(edges, edges[1:])):
        learn = bandit.fit if at == 0 else bandit.partial_fit
        learn(arms[start:end], rewards[start:end], contexts[start:end])
    answers = bandit.predict_expectations(questions)
    answers = answers if isinstance(answers, list) else [answers]
    return [[float(answer[arm]) for arm in bandit.arms] for answer in answers]


def arms_of_mabwiser():
    """A model an arm, as MABWiser has it: its own tests' data."""
    greedy = ([1, 1, 1, 2, 2, 2, 3, 3, 3, 1], [0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
    hopeful = ([1, 1, 1, 2, 2, 3, 3, 3, 3, 3], [0, 0, 1, 0, 0, 0, 0, 1, 1, 1])
    cases = []
    for name, policy, (arms, rewards) in [
        ("LinGreedy", LearningPolicy.LinGreedy(epsilon=0, l2_lambda=1), greedy),
        ("LinUCB", LearningPolicy.LinUCB(alpha=1, l2_lambda=1), hopeful),
    ]:
        found = expectations(policy, arms, rewards, THEIR_CONTEXTS, THEIR_QUESTIONS, 1)
        cases.append(dict(policy=name, arms=arms, rewards=rewards, contexts=THEIR_CONTEXTS, questions=THEIR_QUESTIONS,
                          expectations=found))
    return cases


def tips_of_mabwiser():
    """One model for all tips, as ours is: one arm, and the tips' contexts as questions."""
    cases = []
    for name, policy, dimension in [
        ("egreedy-v1", LearningPolicy.LinGreedy(epsilon=0, l2_lambda=1), 7),
        ("egreedy-v2", LearningPolicy.LinGreedy(epsilon=0, l2_lambda=1), 12),
        ("linucb", LearningPolicy.LinUCB(alpha=1, l2_lambda=1), 7),
    ]:
        for count, parts in [(1, 1), (30, 1), (120, 6)]:
            x, y = examples(count, dimension)
            questions, _ = examples(8, dimension)
            found = expectations(policy, [1] * count, y.tolist(), x.tolist(), questions.tolist(), parts)
            cases.append(dict(policy=name, x=x.tolist(), y=y.tolist(), questions=questions.tolist(),
                              expectations=[each[0] for each in found]))
    return cases


def shares(low, count):
    return random.uniform(low, 1, count).round(3).tolist()


def estimates():
    """vw-estimators: IPS, its Gaussian interval, SNIPS."""
    alternating = [(0.5, 1, 0.2), (0.5, 0, 0.8)] * 50
    mirrored = [(0.5, 1, 0.8), (0.5, 0, 0.2)] * 50
    same = [(p, r, p) for p, r in zip(shares(0.05, 40), shares(0, 40))]
    drawn = list(zip(shares(0.05, 200), shares(0, 200), shares(0, 200)))
    never = [(0.25, 1, 0.0)] * 5 + [(0.5, 0.5, 1.0)] * 5
    cases = []
    for name, rows in [("alternating", alternating), ("mirrored", mirrored), ("as logged", same), ("drawn", drawn),
                       ("partly never", never)]:
        parts = [ips.Estimator(), snips.Estimator(), gaussian.Interval()]
        for p_log, reward, p_pred in rows:
            for part in parts:
                part.add_example(float(p_log), float(reward), float(p_pred))
        low, high = parts[2].get(0.05)
        cases.append(dict(name=name, rows=[[float(each) for each in row] for row in rows], ips=parts[0].get(),
                          snips=parts[1].get(), low=float(low), high=float(high)))
    return cases


def main():
    packages = ["mabwiser", "numpy", "scikit-learn", "vw-estimators"]
    references = dict(
        versions={name: version(name) for name in packages},
        ridges=ridges(),
        arms_of_mabwiser=arms_of_mabwiser(),
        tips_of_mabwiser=tips_of_mabwiser(),
        estimates=estimates(),
    )
    parts = [f"\t{json.dumps(name)}: " + (listed(cases) if isinstance(cases, list) else json.dumps(cases))
             for name, cases in references.items()]
    Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(parts) + "\n}\n")


def listed(cases):
    return "[\n" + ",\n".join("\t\t" + json.dumps(case) for case in cases) + "\n\t]"


main()
