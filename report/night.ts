import { plainMarkdown } from '../domain/markdown';
import type { NightResult } from '../domain/ranking/night/night-document';
import { countOf } from '../domain/wording';

/** What is shown of a night. */
type Shown = Pick<NightResult, 'verdict' | 'experiment' | 'answers' | 'reasons'> & {
	readonly baseline_experiment: string;
};

/** What came of a night in one line. */
function nightHead({ verdict, experiment, baseline_experiment: baseline, answers }: Shown): string {
	const count = (answer: string) => answers.filter((each) => each.answer === answer).length;
	const of = `of ${countOf(answers.length, 'row')}`;
	switch (verdict) {
		case 'worse':
			return `ALARM: ${count('worse')} ${of} of ${experiment} ${count('worse') === 1 ? 'is' : 'are'} worse than in ${baseline}`;
		case 'unclear':
			return `unclear: ${count('cannot tell')} ${of} of ${experiment} cannot be compared with ${baseline}`;
		case 'no alarm':
			return `no alarm: no row of ${experiment} is shown to be worse than in ${baseline}`;
	}
}

/** A night as the description of its run. */
export function nightMarkdown(night: Shown): string {
	const reasons = night.reasons.map((each) => `- ${plainMarkdown(each)}`);
	return [`**${plainMarkdown(nightHead(night))}**`, '', ...reasons].join('\n');
}
