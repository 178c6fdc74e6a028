# As the former harness wrote its runs: MLflow's Python client, the same tags and metrics as ours, nothing more.
import json, sys, mlflow
from mlflow.tracking import MlflowClient
mlflow.set_tracking_uri(sys.argv[1])
c = MlflowClient()
e = c.create_experiment('former-harness')
rubric = '# tip-v1\n\nScore 1 to 5: relevance, actionability, tone.\n'
def run(name, tags, metrics, params=None, candidates=('Put the shoes by the door.', 'Drink a glass of water.')):
    with mlflow.start_run(experiment_id=e, run_name=name) as r:
        for k, v in (params or {}).items(): mlflow.log_param(k, v)
        mlflow.log_metrics(metrics)
        mlflow.set_tags({'judge_kind': 'claude-code', 'rubric': 'tip-v1', 'artifact:prompt.txt': 'Write 2 tips for a parent in the morning.',
            'artifact:candidates.json': json.dumps(list(candidates)), 'artifact:raw.txt': json.dumps(list(candidates)), 'artifact:rubric.md': rubric, **tags})
scores = {'relevance': 4.0, 'actionability': 5.0, 'tone': 3.0, 'format_ok': 1.0, 'overlong': 0.0, 'composite': 14.0}
judged = {'judge_pending': False, 'judged_at': '2026-05-02T10:00:00+00:00', 'judged_by': 'claude-code-session'}
measured = {'latency_s': 1.25, 'diversity': 0.8}
run('qwen2.5:0.5b|v1|parent-morning', {**judged, 'model': 'qwen2.5:0.5b', 'prompt': 'v1', 'scenario': 'parent-morning'}, {**measured, **scores})
run('qwen2.5:0.5b|v1|student-morning', {'judge_pending': True, 'model': 'qwen2.5:0.5b', 'prompt': 'v1', 'scenario': 'student-morning'}, {**measured, 'format_ok': 1.0, 'overlong': 0.0})
run('gemma3:1b|v1|parent-morning', {**judged, 'judge_pending': 'false'}, {**measured, **scores, 'tone': 5.0, 'composite': 16.0}, params={'model_name': 'gemma3:1b', 'prompt_version': 'v1', 'scenario': 'parent-morning'})
run('nothing more', judged, {**measured, **scores})
run('interrupted', {'judge_kind': 'claude-code'}, {'latency_s': 2.0})
