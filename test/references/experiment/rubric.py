"""The rubric of an experiment, and the scores that count by it, from what its runs keep."""

import re
from dataclasses import dataclass

import yaml


@dataclass
class Rubric:
    """Scales, flags and the composite's weights, out of the front matter that every run keeps."""

    name: str
    hash: str
    dimensions: dict
    flags: list
    weights: dict

    def composite(self, scores):
        return sum(weight * scores[name] for name, weight in self.weights.items())

    @property
    def range(self):
        scales = {**self.dimensions, **{flag: (0, 1) for flag in self.flags}}
        ends = [sorted(self.weights.get(name, 0) * end for end in scale) for name, scale in scales.items()]
        return sum(low for low, _ in ends), sum(high for _, high in ends)

    @property
    def lowest(self):
        return {**{name: low for name, (low, _) in self.dimensions.items()}, **{flag: 0 for flag in self.flags}}


def rubric_of(run):
    text = run.text("rubric.md")
    front = yaml.safe_load(re.match(r"---\n(.*?)\n---\n", text, re.S)[1])
    return Rubric(
        name=run.tags["rubric"],
        hash=run.tags["rubric_hash"],
        dimensions={each["name"]: (each.get("min", 1), each.get("max", 5)) for each in front["dimensions"]},
        flags=[each["name"] for each in front.get("flags", [])],
        weights=front["composite"],
    )


def scores_of(run, rubric):
    """The scores that count, made of the judgments themselves; `None` where nothing counts yet."""
    if not run.is_judged:
        return None
    if run.by_rule:
        return {**rubric.lowest, "composite": rubric.composite(rubric.lowest)}
    given = [each["given"]["scores"] for each in run.of_tier("auto" if run.auto_counts else "lazy")]
    means = {name: sum(each[name] for each in given) / len(given) for name in given[0]}
    return {**means, "composite": rubric.composite(means)}
