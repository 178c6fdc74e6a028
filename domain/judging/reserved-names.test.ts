import { judgeFileSchema } from './judge-file';
import { noteNameOf, noteNames } from './notes';
import { isReservedName } from './reserved-names';
import { frameColumns } from './rows/row-frame';
import { tableHeader } from './rows/table';
import { rubricFrontMatterSchema } from './rubric';

const own = [
	...Object.keys(judgeFileSchema.shape),
	...Object.keys(judgeFileSchema.shape.runs.element.shape),
	...frameColumns,
	...noteNames,
	...noteNames.map((name) => `${name}s`),
	...tableHeader({ dimensions: [], flags: [] } as never, 3),
	...['reason', 'repeats', 'constructor'],
];

test.each([...new Set(own)])('%s is a word of judge files, so that no rubric may score by it', (name) => {
	expect(isReservedName(name)).toBe(true);
	for (const rubric of [
		{ dimensions: [{ name }], composite: {} },
		{ dimensions: [{ name: 'tone' }], flags: [{ name }], composite: {} },
	]) {
		const { error } = rubricFrontMatterSchema.safeParse(rubric);
		expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining('choose another')]);
	}
});

test('what is read as a note is reserved', () => {
	for (const name of ['note', 'notes', 'comments', 'rationale']) {
		expect([noteNameOf(name) !== undefined, isReservedName(name)]).toEqual([true, true]);
	}
});

test.each(['relevance', 'tone', 'noted', 'candidate_fit', 'reasoning', 'format_ok', 'runs_well'])(
	'%s is free',
	(name) => {
		expect(isReservedName(name)).toBe(false);
	},
);
