"""The cells of an experiment, from MLflow's REST interface alone."""

import base64
import hashlib
import json
import os
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from functools import cached_property

from .rubric import Rubric, rubric_of, scores_of


def authorization():
    """As MLflow's own client has it."""
    name, password, token = (os.environ.get(f"MLFLOW_TRACKING_{each}") for each in ("USERNAME", "PASSWORD", "TOKEN"))
    if name and password:
        return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}
    return {"Authorization": f"Bearer {token}"} if token else {}


class Mlflow:
    """Asks an MLflow. Nothing is written."""

    def __init__(self, url):
        self.url = url.rstrip("/")

    def ask(self, path, body=None, **query):
        words = f"?{urllib.parse.urlencode(query)}" if query else ""
        asked = urllib.request.Request(
            f"{self.url}/api/2.0/mlflow/{path}{words}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", **authorization()},
        )
        with urllib.request.urlopen(asked, timeout=300) as answer:
            return json.load(answer)

    def experiment(self, name):
        try:
            return self.ask("experiments/get-by-name", experiment_name=name)["experiment"]
        except urllib.error.HTTPError as error:
            raise SystemExit(f"MLflow at {self.url} answers {error.code} for the experiment {name}") from None
        except urllib.error.URLError as error:
            raise SystemExit(f"nothing answers at {self.url}: {error.reason}") from None

    def runs(self, experiment_ids, filter=""):
        """Runs that are not deleted, the oldest first."""
        found, token = [], None
        while True:
            page = self.ask(
                "runs/search",
                {
                    "experiment_ids": experiment_ids,
                    "filter": filter,
                    "run_view_type": "ACTIVE_ONLY",
                    "max_results": 200,
                    "order_by": ["attributes.start_time ASC", "attributes.run_id ASC"],
                    **({"page_token": token} if token else {}),
                },
            )
            found += [read_run(each) for each in page.get("runs", [])]
            token = page.get("next_page_token")
            if not token:
                return found


def by_key(pairs, of=str):
    return {each["key"]: of(each.get("value", "")) for each in pairs or []}


def read_run(raw):
    info, data = raw["info"], raw.get("data", {})
    return Run(
        id=info["run_id"],
        began=int(info.get("start_time", 0)),
        params=by_key(data.get("params")),
        tags=by_key(data.get("tags")),
        metrics=by_key(data.get("metrics"), float),
    )


@dataclass
class Run:
    id: str
    began: int
    params: dict
    tags: dict
    metrics: dict = field(repr=False)

    def text(self, name, kind="artifact"):
        """A text that stands in pieces in tags; `None` where there is none."""
        key = f"{kind}:{name}"
        parts = [self.tags[key]] if key in self.tags else []
        while parts and f"{key}.{len(parts) + 1}" in self.tags:
            parts.append(self.tags[f"{key}.{len(parts) + 1}"])
        beside = name if kind == "artifact" else f"{kind}:{name}"
        said = self.tags.get(f"sha256:{beside}")
        for count in range(len(parts), 0, -1):
            whole = "".join(parts[:count])
            if said in (None, hashlib.sha256(whole.encode()).hexdigest()):
                return json.loads(whole) if self.tags.get(f"encoding:{beside}") == "json" else whole
        if said is not None:
            raise ValueError(f"the text {key} of run {self.id} is damaged")
        return None

    @property
    def is_cell(self):
        return "kind" not in self.tags and self.tags.get("committed") == "true"

    @property
    def row(self):
        return self.params["model"], self.params["prompt_version"]

    @property
    def scenario(self):
        return self.params["scenario"]

    @property
    def invalid(self):
        return self.tags.get("invalid")

    @property
    def is_pending(self):
        return self.tags.get("judge_pending") == "true"

    @property
    def is_judged(self):
        return self.invalid is None and not self.is_pending and self.tags.get("judged") == "true"

    @property
    def by_rule(self):
        return self.tags.get("judged_by") == "rule"

    @property
    def is_cut(self):
        return self.tags.get("done_reason") == "length"

    @property
    def auto_counts(self):
        """There is an auto tier, and no lazy one."""
        return "auto_pending" in self.tags and "auto_judge_kind" not in self.tags

    @property
    def chance(self):
        """With which the run was drawn for the lazy tier; `None` for one that was not."""
        if "drawn" not in self.tags:
            return 1.0
        return float(self.tags["draw_chance"]) if self.tags["drawn"] == "true" else None

    @cached_property
    def judgments(self):
        """By judge, those that have scores."""
        names = [key.removeprefix("sha256:judgment:") for key in self.tags if key.startswith("sha256:judgment:")]
        all_of_them = [json.loads(self.text(name, "judgment")) for name in names]
        return {each["by"]: each for each in sorted(all_of_them, key=lambda each: each["by"]) if each.get("given")}

    def of_tier(self, tier):
        return [each for each in self.judgments.values() if each["tier"] == tier]

    @cached_property
    def candidates(self):
        return json.loads(self.text("candidates.json") or "[]")


@dataclass
class Experiment:
    name: str
    id: str
    rubric: Rubric
    cells: list
    doubled: int
    others: list
    tags: dict

    @property
    def min_kappa(self):
        """That of the bench that was planned last."""
        return float(self.tags.get("min_kappa", 0.6))

    @cached_property
    def rows(self):
        """Cells by (model, prompt version)."""
        rows = {}
        for run in self.cells:
            rows.setdefault(run.row, []).append(run)
        return rows

    def scores(self, run):
        return scores_of(run, self.rubric)


def read_experiment(mlflow, name):
    """Of two runs of one cell the earlier counts."""
    found = mlflow.experiment(name)
    runs = mlflow.runs([found["experiment_id"]])
    old = [run.id for run in runs if "run_format" not in run.tags and "kind" not in run.tags]
    if old:
        raise SystemExit(f"{name}: {len(old)} runs such as {old[0]} are another harness's or version 0.1's; this reads 0.2's")
    cells, seen = [], set()
    committed = [run for run in runs if run.is_cell]
    for run in committed:
        if run.tags["cell_key"] not in seen:
            cells.append(run)
        seen.add(run.tags["cell_key"])
    if not cells:
        raise SystemExit(f"{name} has no recorded cell")
    others = [run for run in runs if "kind" in run.tags]
    rubric = rubric_of(committed[0])
    return Experiment(
        name, found["experiment_id"], rubric, cells, len(committed) - len(cells), others, by_key(found.get("tags"))
    )
