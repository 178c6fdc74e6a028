import { type MadeCell, openMadeExperiment } from './made-experiment';

const models = ['qwen2.5:0.5b', 'gemma3:1b', 'llama3.2:3b'];
const prompts = ['v1', 'v2-mentor', 'v3-few-shot'];
const scenarios = ['parent', 'student', 'nurse', 'retiree'].flatMap((who) => [`${who}-morning`, `${who}-evening`]);

const tips = [
	'Put the permission slip into the lunch bag as you pack it, so that both leave the house at 8:15.',
	'Pack both lunches without nuts: one less thing to decide.',
	'Start the laptop before you walk to school, so that the 9:00 call is one click away.',
	'Set an alarm for 8:10 as the signal for shoes and coats.',
	'Lay out shoes and coats at the door while the water boils.',
	'Write your goals on a card.',
];

/** A judged experiment that looks well in a picture: three models, three prompt versions, eight scenarios, two judges. */
export async function recordShownExperiment(name: string, url: string): Promise<void> {
	const cells: MadeCell[] = models.flatMap((model, size) =>
		prompts.flatMap((prompt, version) =>
			scenarios.map((scenario, at) => ({
				...{ model, prompt, scenario, parameters: (size + 0.5) * 1e9 },
				candidates: [0, 1, 2].map((tip) => tips[(at + size + version + tip) % tips.length] ?? ''),
				measured: { latency_s: 1 + size * 0.9 + version * 0.3 + (at % 3) / 10 },
			})),
		),
	);
	const levelOf = (lenient: number) => (cell: MadeCell) => {
		const [size, version] = [models.indexOf(cell.model), prompts.indexOf(cell.prompt ?? '')];
		const chance = (scenarios.indexOf(cell.scenario) * 7 + size * 3 + version * 5) % 4;
		return Math.max(1, Math.min(5, Math.round(1.2 + size * 0.8 + version * 0.7 + chance / 3 + lenient)));
	};
	const where = { url, name, startedAt: Date.now() - 7_200_000 };
	const made = await openMadeExperiment(cells, { lazy: 'claude-code', auto: 'haiku' }, where);
	await made.judgeByModel(levelOf(0.6));
	// Some wait for a person still.
	await made.judgeByPerson('Ann', (cell) => (cell.scenario === 'nurse-evening' ? null : levelOf(0)(cell)));
}
