import { onInterrupt } from '../client/interrupt';
import { say } from '../client/output';
import { compareSideBySide, contestantNames } from './sections/side-by-side';
import { Cleanups } from './stage/cleanups';
import { setStage } from './stage/stage';

async function main(): Promise<number> {
	const signal = onInterrupt();
	const cleanups = new Cleanups();
	try {
		const stage = await setStage(say, signal, cleanups);
		const only = process.argv[2]?.split(',') ?? [...contestantNames];
		console.log(JSON.stringify(await compareSideBySide(stage, only, Number(process.argv[3] ?? 1))));
		return 0;
	} finally {
		await cleanups.run();
	}
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
