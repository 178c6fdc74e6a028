import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from '../contestants/contestant';
import { inspectProgram } from '../contestants/inspect-ai';
import { untilEnded } from '../stage/program';
import { type EnterJudge, partsOf } from './judge-request';

/** Inspect's `model_graded_qa`: a solver sets the item as what a model has written, and it is graded with our question. */
export const enterInspectJudge: EnterJudge<Contestant> = async (stage, requests) => {
	const [first] = requests;
	if (first === undefined) throw new Error('nothing was asked');
	const { model, options, format } = first;
	const task = 'inspect_judge.py';
	writeFileSync(join(stage.folder, task), taskText);
	const { temperature, seed, num_predict } = options;
	const items = requests.map((request) => partsOf(request).item);
	const judged = { model, prefix: partsOf(first).prefix, items, format, temperature, seed, num_predict };
	writeFileSync(join(stage.folder, 'inspect-judge.json'), JSON.stringify(judged));
	const logs = join(stage.folder, 'inspect-judge-logs');
	const args = ['--model', 'mockllm/model', '--max-tasks', '1', '--max-samples', '1', '--log-dir', logs];
	const { version, run } = await inspectProgram(stage, { name: 'inspect-judge', task, args });
	return {
		name: 'inspect',
		title: `Inspect AI ${version}, model_graded_qa, one at a time`,
		remarks: [
			'asks in OpenAI’s dialect, which passes the schema, but no num_ctx: the model has it from its own parameters',
			'a pattern finds the first level as the grade; it makes no score of the levels',
		],
		run: async ({ memoryOf }) => {
			rmSync(logs, { recursive: true, force: true });
			const startedAt = Date.now();
			const program = await run();
			memoryOf(program.pid);
			await untilEnded(program, 'Inspect AI');
			return { wallMs: Date.now() - startedAt };
		},
	} satisfies Contestant;
};

const taskText = `import json, pathlib
from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import GenerateConfig, ModelOutput, ResponseSchema, get_model
from inspect_ai.scorer import model_graded_qa
from inspect_ai.solver import Generate, TaskState, solver
from inspect_ai.util import JSONSchema

JUDGED = json.loads(pathlib.Path(__file__).with_name("inspect-judge.json").read_text())

@solver
def set_item():
    async def solve(state: TaskState, generate: Generate) -> TaskState:
        state.output = ModelOutput.from_content("set", state.input_text)
        return state
    return solve

@task
def judged():
    config = GenerateConfig(
        temperature=JUDGED["temperature"],
        seed=JUDGED["seed"],
        max_tokens=JUDGED["num_predict"],
        max_connections=1,
        response_schema=ResponseSchema(name="levels", json_schema=JSONSchema.model_validate(JUDGED["format"])),
    )
    template = JUDGED["prefix"].replace("{", "{{").replace("}", "}}") + "{answer}"
    grader = get_model("ollama/" + JUDGED["model"], config=config)
    scorer = model_graded_qa(template=template, grade_pattern=r'"relevance":\\s*(\\d)', model=grader)
    samples = [Sample(input=item, target="") for item in JUDGED["items"]]
    return Task(dataset=MemoryDataset(samples), solver=set_item(), scorer=scorer)
`;
