import type { AutoTier, RecordedRun } from '../../domain/bench/recorded-run';
import { markupFaults } from '../test-support/well-formed';
import { reportPage } from './report-page';
import { madeUpReport, namesOf } from './test-support/made-up-report';

const usual = { models: ['a:1b', 'b:2b', 'c:3b'], prompts: ['v1', 'v2'], scenarios: namesOf('scenario', 8) };
const haiku: AutoTier = {
	...{ kind: 'haiku', counts: false, pending: false, judged_at: '2026-01-01T00:00:00.000Z', hash: 'h' },
	...{ digest: null, unscored: null, spread: null, evidence: true },
};

test('a spot check has its corrected scores, and whose scores rank stands below the answer', () => {
	const many = namesOf('s', 60);
	const auto = { ...haiku, kind: 'ollama/b:2b' };
	const input = madeUpReport({
		...{ models: ['<a>:1b', 'b:2b'], prompts: ['v1'], scenarios: many },
		change: (run, at) => {
			const drawn = at % 60 < 36 && (run.model !== 'b:2b' || at % 60 < 12);
			const autos = Object.entries(run.metrics).map(([name, value]) => [`auto_${name}`, value + (at % 2)]);
			return {
				...{ ...run, auto, judged: drawn, draw: { drawn, chance: 0.6, why: 'chance', id: 'one' } },
				metrics: { ...(drawn ? run.metrics : {}), ...Object.fromEntries(autos) },
			};
		},
	});
	const page = reportPage(input);
	expect(markupFaults(page)).toEqual([]);
	expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
	const part = page.slice(page.indexOf('<section id="corrected"'), page.indexOf('<section id="differences"'));
	const found = input.board.rows.find(({ model }) => model === '<a>:1b')?.corrected?.composite;
	expect(found?.by).toBe('corrected');
	expect(part).toContain(`${found?.mean.value?.toFixed(2)} (${found?.mean.low?.toFixed(2)} to`);
	expect(part).toContain('worth fewer than 30 labels');
	expect(page).toContain('ranked by the lazy tier&#39;s scores');
	expect(page).toContain('ollama/b:2b judges its own candidates too: b:2b is a contestant');
	expect(page).toContain('<bdi>b:2b</bdi> (judge)');
});

test('what an auto judge alone has scored is said to be its scores, in the answer itself', () => {
	const auto = { ...haiku, counts: true };
	const page = reportPage(madeUpReport({ ...usual, change: (run) => ({ ...run, auto, lazy_judges: [] }) }));
	expect(/class="answer">([^<]+)</.exec(page)?.[1]).toContain(
		'these are the scores of haiku, which has not earned trust',
	);
});

test('nothing that counts is there yet while only an auto tier has scored beside people', () => {
	const auto = haiku;
	const change = (run: RecordedRun): RecordedRun => ({
		...{ ...run, auto, judged: false, draw: { drawn: false, chance: 0, why: 'chance', id: 'one' } },
		metrics: { auto_relevance: 3, auto_actionability: 3, auto_tone: 3, auto_composite: 11 },
	});
	const page = reportPage(madeUpReport({ ...usual, change }));
	expect(markupFaults(page)).toEqual([]);
	expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
	expect(page).toContain('could not be drawn for people');
	expect(page).toContain('11.00');
});
