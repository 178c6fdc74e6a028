import { numberText } from '../../../report/plots/number-text';
import type { CellAnswer } from '../../api/answers';
import { bytesText } from '../../parts/units';

/** What was measured, without the scores: those stand with their judges. */
export function measuredOf({ metrics, run }: CellAnswer): Readonly<Record<string, number>> {
	const isScore = (name: string) => {
		const plain = name.replace(/^auto_/, '').replace(/_computed$/, '');
		return plain === 'composite' || Object.hasOwn(run.scores, plain);
	};
	return Object.fromEntries(Object.entries(metrics).filter(([name]) => !isScore(name)));
}

export function measureText(name: string, value: number): string {
	return name.endsWith('_bytes') ? bytesText(value) : numberText(value, digitsOf(value));
}

function digitsOf(value: number): number {
	return Number.isInteger(value) ? 0 : 2;
}
