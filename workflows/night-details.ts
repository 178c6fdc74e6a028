import type { NightStatus } from '../contracts/nightly';
import { plainMarkdown } from '../domain/markdown';
import { countOf } from '../domain/wording';

/** What the Temporal UI shows of a night, in Markdown. */
export function nightDetails(status: NightStatus): string {
	return [headline(status), '', ...status.reasons.map((each) => `- ${plainMarkdown(each)}`)].join('\n').trim();
}

function headline({ phase, experiment, baseline_experiment: baseline, verdict, worse }: NightStatus): string {
	const name = `**${plainMarkdown(experiment ?? 'this night')}**`;
	const beside = plainMarkdown(baseline ?? '?');
	switch (phase) {
		case 'planning':
			return `${name}: planning`;
		case 'benching':
			return `${name}: its bench runs; then it is compared with ${beside}`;
		case 'comparing':
			return `${name}: being compared with ${beside}`;
		case 'failed':
			return `${name}: FAILED, so nothing was compared`;
		case 'done':
			if (verdict === 'worse') return `${name}: **ALARM**, ${countOf(worse.length, 'row')} worse than in ${beside}`;
			return verdict === 'unclear' ? `${name}: unclear beside ${beside}` : `${name}: no alarm beside ${beside}`;
	}
}
