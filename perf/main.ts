import { addAbortListener } from 'node:events';
import { writeFileSync } from 'node:fs';
import { onInterrupt } from '../cli/interrupt';
import { print, say } from '../cli/output';
import { messageOf } from '../machine/coded-error';
import { type Choice, readChoice } from './choice';
import { measure } from './measure';
import { drawForTerminal } from './report/draw';
import { gridsOf } from './report/grids';
import { writePage } from './report/page';
import { Cleanups } from './stage/cleanups';
import { setStage } from './stage/stage';

/** Runs what was chosen; whatever happens, nothing of it is left running. */
async function main(choice: Choice): Promise<number> {
	const cleanups = new Cleanups();
	const signal = onInterrupt();
	const interrupted = new Promise<'interrupted'>((resolve) => {
		addAbortListener(signal, () => resolve('interrupted'));
	});
	try {
		const work = setStage(say, signal, cleanups).then((stage) => measure(stage, choice));
		const results = await Promise.race([work, interrupted]);
		if (results === 'interrupted') {
			// What the work meets while its parts end is no news.
			work.catch(() => undefined);
			say('interrupted; ending the parts …');
			return 130;
		}
		for (const grid of gridsOf(results)) print(drawForTerminal(grid));
		if (choice.json !== undefined) writeFileSync(choice.json, `${JSON.stringify(results, null, '\t')}\n`);
		if (choice.writeDocs) writePage(results);
		return 0;
	} finally {
		await cleanups.run();
	}
}

main(readChoice(process.argv.slice(2))).then(
	(code) => process.exit(code),
	(error: unknown) => {
		say(messageOf(error));
		process.exit(1);
	},
);
