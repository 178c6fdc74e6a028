import { watchParts } from './parts';

test('a part is away since the first time that it did not answer, until it answers again', async () => {
	let clock = 1_000;
	const away = new Set(['mlflow']);
	const asked: string[] = [];
	const parts = watchParts({
		now: () => clock,
		againMs: 10,
		isThere: async (part) => {
			asked.push(part);
			if (part === 'ollama') throw new Error('a look that fails is one that found nothing');
			return !away.has(part);
		},
	});
	expect(parts.noteAway('mlflow')).toBe(1_000);
	clock = 5_000;
	expect(parts.noteAway('mlflow')).toBe(1_000);
	expect(await parts.look()).toEqual({
		temporal: { is: 'there' },
		mlflow: { is: 'away', since: 1_000 },
		ollama: { is: 'away', since: 5_000 },
	});
	const looks = asked.length;
	await parts.look();
	expect(asked).toHaveLength(looks);
	away.clear();
	await new Promise((resolve) => setTimeout(resolve, 50));
	clock = 9_000;
	expect(parts.noteAway('mlflow')).toBe(9_000);
	parts.close();
});
