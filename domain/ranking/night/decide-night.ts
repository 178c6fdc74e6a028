import { fieldIntervals } from '../gate/field-interval';
import type { GateRow } from '../gate/gate-document';
import { compositesOf, differencesFrom, type InvalidAs } from '../gate/scenario-values';
import { nothingFound } from '../statistics/finding';
import {
	type AnsweredRow,
	type NightDifference,
	type NightDocument,
	type NightInput,
	type NightOutcome,
	type NightPair,
	nightInputOf,
} from './night-document';
import { doubtsOfNight, missingSide, nightReasons } from './night-reasons';

/**
 * Says which rows are surely worse than in the baseline by more than the margin. The flips of all rows are joint and each is
 * held against the largest of all (max-T), as a gate does with its candidates, so some row is called worse falsely with at
 * most the level's probability. Invalid cells are counted in two ways that must agree. Trust in the judge decides nothing:
 * an alarm only asks a person to look.
 */
export function decideNight(input: NightInput): NightDocument {
	return { ...input, ...outcomeOf(input) };
}

/** Makes a comparison again from its document alone. @throws ZodError where that is no document of a night */
export function decideNightAgain(document: unknown): NightDocument {
	return decideNight(nightInputOf(document));
}

function outcomeOf(input: NightInput): NightOutcome {
	const { rows, rubric } = input;
	const areInvalid = rows.some(({ tonight, baseline }) =>
		[tonight, baseline].some((row) => row?.invalid.some((each) => each > 0)),
	);
	const without = differencesOf(input, null);
	const withInvalid = areInvalid ? differencesOf(input, rubric.lowest_composite) : null;
	const doubts = doubtsOfNight(input);
	const answers = rows.map((pair, at) =>
		answerOf(input, pair, without[at] ?? nothing, withInvalid === null ? null : (withInvalid[at] ?? nothing), doubts),
	);
	const has = (answer: AnsweredRow['answer']) => answers.some((each) => each.answer === answer);
	// A night without rows has shown nothing.
	const verdict = has('worse') ? 'worse' : has('cannot tell') || answers.length === 0 ? 'unclear' : 'no alarm';
	return { verdict, answers, reasons: nightReasons(input, answers, doubts) };
}

const nothing = nothingFound('nothing could be compared');

/** By row: of tonight from the baseline. */
function differencesOf({ rows, asked, seed }: NightInput, invalidAs: InvalidAs): (NightDifference | undefined)[] {
	const both = rows.flatMap((pair, row) => (isPaired(pair) ? [{ row, ...pair }] : []));
	// Turned round, so that more is worse, as a gate's more is better.
	const losses = both.map(({ tonight, baseline }) =>
		differencesFrom(compositesOf(tonight, invalidAs), compositesOf(baseline, invalidAs)),
	);
	const found: (NightDifference | undefined)[] = rows.map(() => undefined);
	const intervals = fieldIntervals(losses, [...both.keys()], asked.margin, { seed, level: asked.alpha });
	for (const [at, { row }] of both.entries()) {
		const loss = intervals[at];
		found[row] =
			loss === undefined || loss.value === null
				? loss
				: { value: { ...loss.value, ...turned(loss.value) }, reason: null };
	}
	return found;
}

function turned({ mean, low, high }: { readonly mean: number; readonly low: number; readonly high: number }) {
	return { mean: 0 - mean, low: 0 - high, high: 0 - low };
}

function isPaired(pair: NightPair): pair is NightPair & { readonly tonight: GateRow; readonly baseline: GateRow } {
	return pair.tonight !== null && pair.baseline !== null;
}

function answerOf(
	input: NightInput,
	pair: NightPair,
	difference: NightDifference,
	withInvalid: NightDifference | null,
	doubts: readonly string[],
): AnsweredRow {
	const { model, prompt } = pair;
	const answered = { model, prompt, difference, with_invalid: withInvalid };
	const cannot = (why: string): AnsweredRow => ({ ...answered, answer: 'cannot tell', why });
	const missing = missingSide(input, pair);
	if (missing !== null) return cannot(missing);
	const [doubt] = doubts;
	if (doubt !== undefined) return cannot(doubt);
	const isWorse = ({ value }: NightDifference) => value !== null && value.high < 0 - input.asked.margin;
	if (withInvalid !== null && isWorse(withInvalid) !== isWorse(difference)) {
		const words = (reading: NightDifference) =>
			reading.value === null ? 'nothing can be told' : isWorse(reading) ? 'it is worse' : 'it is not shown to be worse';
		return cannot(
			`the invalid cells decide: without them ${words(difference)}, with them at the rubric's minimum ${words(withInvalid)}`,
		);
	}
	if (difference.value === null) return cannot(difference.reason);
	return { ...answered, answer: isWorse(difference) ? 'worse' : 'not shown to be worse', why: null };
}
