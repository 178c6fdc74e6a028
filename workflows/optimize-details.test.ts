import { initialOptimizeStatus, type OptimizeStatus } from '../contracts/optimize';
import { optimizeDetails } from './optimize-details';

const known: OptimizeStatus = {
	...initialOptimizeStatus(),
	...{ experiment: 'prompt-ab/v1-vs-v2', model: 'gemma3:1b', baseline: 'v1', candidates: ['v2'], phase: 'done' },
};

test.each<[Partial<OptimizeStatus>, string]>([
	[{ phase: 'planning', experiment: null }, '**this comparison**: planning'],
	[{ phase: 'benching' }, 'v2 against v1 on gemma3:1b. Its bench has the same name'],
	[{ phase: 'promoting', candidate: 'v2' }, 'v2 has won, and becomes active'],
	[{ answer: 'promote', candidate: 'v2', promoted: true }, 'v2 has won, and is **active**'],
	[{ answer: 'promote', candidate: 'v2' }, 'v2 has won, and is not active'],
	[{ answer: 'reject' }, '**reject**: v2 against v1 on gemma3:1b'],
	[{ phase: 'failed', reasons: ['InvalidConfig: <b>'] }, 'FAILED, so nothing was promoted\n\n- InvalidConfig: '],
])('%j is shown in a line', (more, words) => {
	const shown = optimizeDetails({ ...known, ...more });
	expect(shown).toContain(words);
	expect(shown).not.toContain('<b>');
});
