import { troubleText } from '../domain/bench/troubles';
import { plainMarkdown } from '../domain/markdown';
import type { SimStatus } from '../domain/simulation/sim-status';
import { argument, countOf } from '../domain/wording';

/** What the Temporal UI shows of a simulation, in Markdown. @param workflowId its own, for the commands */
export function simDetails(status: SimStatus, workflowId: string): string {
	const { troubles, decision, policies } = status;
	const [trouble] = troubles;
	const lines = [`**${plainMarkdown(status.experiment)}**: ${stateOf(status)}`];
	if (decision !== null) {
		const { candidate, baseline, answer, reasons } = decision;
		lines.push('', `**${answer}**: ${candidate ?? 'no candidate'} in place of ${baseline}`);
		lines.push(...reasons.slice(0, 4).map((each) => `- ${plainMarkdown(each)}`));
	}
	if (trouble !== undefined) lines.push('', troubleText(trouble), '', `**What to do**: ${trouble.remedy}`);
	if (status.paused) lines.push('', `Go on: \`./tip-bench resume ${argument(workflowId)}\``);
	for (const { policy, mean_reward, mean_regret } of policies)
		lines.push(`- ${policy}: mean reward ${mean_reward.toFixed(4)}, regret ${mean_regret.toFixed(4)}`);
	return lines.join('\n');
}

function stateOf({ phase, paused, episodes, pairs, troubles, seconds_left, promoted }: SimStatus): string {
	const still = troubles.length > 0 ? ', stands still' : '';
	const { total, done, reused } = episodes;
	const sofar = `${done + reused} of ${countOf(total, 'episode')}`;
	switch (phase) {
		case 'planning':
			return `planning${still}`;
		case 'simulating':
			return `${paused ? 'paused' : 'simulating'}, ${sofar}${still}${seconds_left === null ? '' : `, about ${seconds_left} s left`}`;
		case 'recording':
			return `recording, ${pairs.recorded + pairs.reused} of ${countOf(pairs.total, 'run')}${still}`;
		case 'deciding':
			return `deciding${still}`;
		case 'promoting':
			return `making the candidate active${still}`;
		case 'done':
			return `done, ${countOf(total, 'episode')} (${reused} from before)${promoted ? '; **the candidate is active**' : ''}`;
		case 'failed':
			return `failed, ${sofar}`;
	}
}
