import { askAhead } from './ask-ahead';
import type { Mlflow } from './client';
import { endOfPage } from './end-of-page';
import { callForText, type MlflowRequest } from './transport';

/** A page that was asked for. */
export interface ComingPage {
	readonly asked: MlflowRequest;
	/** Waits for it. From now on the page behind it is asked for too, as soon as it is seen where that begins. */
	taken(): Promise<{ readonly text: string; readonly next: NextPage | null }>;
}

interface NextPage {
	/** The start time that it was asked from. */
	readonly from: number;
	readonly page: ComingPage;
}

/**
 * Asks for a page. MLflow need not wait while its megabytes are decoded and parsed: where the next page begins is seen in
 * the bytes.
 * @param askNext asks for the page that begins then; `null` where nothing is to be asked ahead
 */
export function comingPage(
	mlflow: Mlflow,
	search: MlflowRequest,
	askNext: ((from: number) => ComingPage | null) | null,
): ComingPage {
	let [isTaken, end, next]: [boolean, number | null, NextPage | null] = [false, null, null];
	const goOn = () => {
		if (!isTaken || end === null || next !== null) return;
		const page = askNext?.(end) ?? null;
		next = page === null ? null : { from: end, page };
	};
	const onBytes = (bytes: Buffer) => {
		end = endOfPage(bytes);
		goOn();
	};
	const asked = askNext === null ? search : { ...search, onBytes };
	const text = callForText(mlflow, asked);
	// Whether it failed is seen when it is waited for, if it is.
	text.catch(() => undefined);
	return {
		asked,
		taken: async () => {
			isTaken = true;
			goOn();
			const whole = await text;
			// The next page is on its way before this one is decoded.
			if (next !== null) await askAhead([]);
			return { text: whole, next };
		},
	};
}
