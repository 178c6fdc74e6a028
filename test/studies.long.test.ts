import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../machine/folders';

const studies = 200;
/** Were a false promotion to come in 5 of 100 studies, more of 200 than this would come in 1 of 1,000. */
const tooMany = 20;

/** In a process of its own: in a test's, each look at `Math` takes a hundred times as long. */
let rows: string[][];
beforeAll(async () => {
	const args = [join(projectRoot(), 'bin', 'run-built.js'), 'test/studies/main', '--studies', `${studies}`];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	console.info(stdout);
	rows = stdout.split('\n').map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
}, 3_600_000);

const promoted = (kind: string, profiles: string, betterBy: number) => {
	const row = rows.find((cells) => cells[0] === kind && cells[1] === profiles && cells[2] === String(betterBy));
	return Number(row?.[3] ?? Number.NaN);
};

test.each(['with tastes', 'the same, new users'])('egreedy-v2 is found to win, told profiles by kind: %s', (kind) => {
	for (const betterBy of [0, 0.01]) expect(promoted(kind, 'by-kind', betterBy)).toBeGreaterThanOrEqual(0.8 * studies);
});

test.each([
	['with tastes', 'one-for-all'],
	['the same, new users', 'one-for-all'],
	['null', 'one-for-all'],
	['null', 'by-kind'],
])('it is promoted by chance alone: %s, %s', (kind, profiles) => {
	expect(promoted(kind, profiles, 0.01)).toBeLessThanOrEqual(0.05 * studies);
	// With no least win the chance is 5 % by design, so that 200 studies come to some more or fewer than ten.
	expect(promoted(kind, profiles, 0)).toBeLessThanOrEqual(tooMany);
});
