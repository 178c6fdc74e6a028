import { activePromptsSchema, noActivePrompt, type PromotedPrompt, promoted, rolledBack } from './active-prompt';

const at = '2026-11-27T09:00:00.000Z';

function winner(prompt: string, baseline: string, gate_run: string): PromotedPrompt {
	const evidence = { workflow: 'w', experiment: 'e', model: 'm', baseline, gate_run, reasons: ['better'] };
	return { prompt, hash: `hash of ${prompt}`, at, evidence };
}

const first = promoted(noActivePrompt, winner('v2', 'v1', 'g1')).prompts;
const second = promoted(first, winner('v3', 'v2', 'g2')).prompts;

test('what wins becomes active, and what was active is kept', () => {
	expect(first).toMatchObject({ active: { prompt: 'v2' }, former: [] });
	expect(second).toMatchObject({ active: { prompt: 'v3' }, former: [{ prompt: 'v2' }] });
	expect(activePromptsSchema.parse(JSON.parse(JSON.stringify(second)))).toEqual(second);
});

test('the same once more changes nothing', () => {
	expect(promoted(second, winner('v3', 'v2', 'g2'))).toEqual({ prompts: second, refused: null });
});

test('what has beaten another than the active one is refused', () => {
	const { prompts, refused } = promoted(second, winner('v4', 'v1', 'g3'));
	expect(prompts).toBe(second);
	expect(refused).toBe('v3 is active, and what v4 has beaten is v1: let it be compared with v3');
});

test('a rollback goes back step by step, to none', () => {
	const back = rolledBack(second, at);
	expect(back).toMatchObject({ active: { prompt: 'v2' }, former: [], rolled_back: [{ prompt: 'v3' }] });
	const none = rolledBack(back ?? second, at);
	expect(none).toMatchObject({ active: null, rolled_back: [{ prompt: 'v2' }, { prompt: 'v3' }] });
	expect(rolledBack(none ?? second, at)).toBeNull();
});

test('what a person has rolled back does not come again by the same evidence, and does by another', () => {
	const back = rolledBack(second, at) ?? second;
	expect(promoted(back, winner('v3', 'v2', 'g2')).refused).toMatch(/rolled back at 2026-11-27.*takes new evidence/);
	expect(promoted(back, winner('v3', 'v2', 'g4'))).toMatchObject({
		refused: null,
		prompts: { active: { prompt: 'v3' } },
	});
	expect(promoted(second, winner('v2', 'v1', 'g1')).refused).toMatch(/another prompt has followed/);
});

test('only so many former ones are kept', () => {
	let prompts = noActivePrompt;
	for (let each = 0; each < 130; each += 1)
		prompts = promoted(prompts, winner(`p${each}`, `p${each - 1}`, `g${each}`)).prompts;
	expect(prompts.former).toHaveLength(100);
	expect(prompts.former[0]?.prompt).toBe('p128');
});

test('what is active already stays so by its own evidence, and another text of it is not taken for it', () => {
	expect(promoted(second, winner('v3', 'v1', 'g5'))).toEqual({ prompts: second, refused: null });
	const edited = { ...winner('v3', 'v3', 'g6'), hash: 'another' };
	expect(promoted(second, edited)).toMatchObject({ prompts: second, refused: expect.stringContaining('another text') });
});
