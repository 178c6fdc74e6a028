import type { JudgeFrame } from '../file-frame';
import { defaultJudge } from '../former-judgment';
import { judgeNameSchema } from '../judge-name';
import type { Mends } from '../lenient-json/mends';
import { type Place, placeWords } from '../lenient-json/place';

/** What every line of a file with a run a line says of the whole, by the name of its column. */
export const frameColumns = ['by', 'experiment', 'experiment_id', 'rubric', 'rubric_hash', 'exported_at'] as const;

export type FrameColumn = (typeof frameColumns)[number];

/** The cells of one line that say something of the whole file. */
export type FrameCells = Partial<Record<FrameColumn, { readonly text: string; readonly place: Place }>>;

/** Gathers what lines say of the whole file: they all have to say the same. */
export interface FrameGatherer {
	add(cells: FrameCells): void;
	/** `null` where something is missing; then there are faults. */
	frame(): JudgeFrame | null;
	readonly faults: readonly string[];
}

/** More of one kind nobody reads. */
const mostDifferences = 20;

/** A gatherer that has seen nothing. @param kind of the file, for messages: `column` or `member` */
export function createFrameGatherer(kind: 'column' | 'member', mends: Mends): FrameGatherer {
	const first: FrameCells = {};
	const faults: string[] = [];
	let differences = 0;
	return {
		faults,
		add(cells) {
			for (const name of frameColumns) {
				const cell = cells[name];
				if (cell === undefined || cell.text === '') continue;
				const known = first[name];
				if (known === undefined) first[name] = cell;
				else if (known.text !== cell.text && differences++ < mostDifferences) {
					faults.push(
						`${placeWords(cell.place)}: ${name} is ${shownText(cell.text)}, but ${shownText(known.text)} at ${placeWords(known.place)}; lines of two files, or two judges, have to be two files`,
					);
				}
			}
		},
		frame() {
			for (const name of ['experiment', 'rubric', 'rubric_hash'] as const) {
				if (first[name] === undefined)
					faults.push(`${kind} ${name} is missing, or empty in every line; keep it as it was exported`);
			}
			const by = judgeNameSchema.safeParse(first.by?.text ?? defaultJudge);
			if (!by.success) {
				const where = first.by === undefined ? '' : `${placeWords(first.by.place)}: `;
				faults.push(`${where}by: ${by.error.issues.map(({ message }) => message).join(', ')}`);
			}
			if (first.by === undefined) mends.add(`by left out, read as ${defaultJudge}`, 'the whole file');
			if (faults.length > 0 || !by.success) return null;
			return {
				format: 'tip-bench-judge/1',
				how_to: '',
				experiment: first.experiment?.text ?? '',
				experiment_id: idOf(first.experiment_id, mends),
				judge_kinds: [],
				by: by.data,
				...(first.exported_at !== undefined && { exported_at: first.exported_at.text }),
				rubric: { name: first.rubric?.text ?? '', hash: first.rubric_hash?.text ?? '', text: '' },
			};
		},
	};
}

/** A spreadsheet rounds long numbers (`1.23E+17`); the ids of the runs say which experiment it is, too. */
function idOf(cell: FrameCells[FrameColumn], mends: Mends): string {
	if (cell !== undefined && !/^\d+[.,]?\d*E\+?\d+$/i.test(cell.text)) return cell.text;
	const where = cell?.place ?? 'the whole file';
	mends.add('experiment_id left out or rounded, so the ids of the runs tell the experiment', where);
	return '';
}

function shownText(text: string): string {
	return JSON.stringify(text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text);
}
