import { withoutThinking } from '../../answers/thinking';
import { clipText } from '../../clip';
import { createDocumentReader } from '../lenient-json/document';
import { createMends } from '../lenient-json/mends';
import type { ObjectNode } from '../lenient-json/tree';
import type { Scores } from '../rubric';
import { setScores } from '../rubric-rule';
import { readCandidates } from './candidate-levels';
import type { Asked } from './question';
import { readMembers } from './score-members';
import { wordsForModels } from './words-for-models';

/** What an answer says, or what is wrong with it, in words that both the judge and a person are told. */
export type ReadAnswer =
	| {
			/** Of the set: by dimension and by flag without a rule. */
			readonly scores: Scores;
			/** What it said of each candidate, with its reasons; `null` where it said nothing but the scores. */
			readonly words: string | null;
	  }
	| { readonly wrong: string };

/** Far more than the longest answer by the schema; what is longer is none, and is not looked through. */
const longestAnswer = 200_000;

/** How many faults are told: a judge that has none of it right needs no list. */
const faultsTold = 4;

/**
 * Reads a judge's answer, whatever its endpoint promised. What is unambiguous is read, such as an answer in a code fence;
 * nothing is guessed.
 * @param candidates how many there were, at least one
 */
export function readAnswer(text: string, asked: Asked, candidates: number): ReadAnswer {
	if (text.length > longestAnswer) return { wrong: `it has ${text.length} characters` };
	const { answer, thinkingOnly } = withoutThinking(text);
	if (answer.trim() === '') return { wrong: thinkingOnly ? 'it is nothing but thinking' : 'it is empty' };
	const { root, faults } = readObject(answer);
	if (root === null || faults.length > 0) return wrong(faults);
	if (asked.rule === null) return readSet(root, asked);
	const read = readCandidates(root, asked, candidates);
	if (read.faults.length > 0) return wrong(read.faults);
	return { scores: setScores(asked.rubric, asked.rule, read.levels), words: read.words.join('\n') };
}

function readSet(root: ObjectNode, asked: Asked): ReadAnswer {
	const { scores, faults, reason } = readMembers(root, asked);
	return faults.length > 0 ? wrong(faults) : { scores, words: reason };
}

function readObject(text: string): { root: ObjectNode | null; faults: readonly string[] } {
	const reader = createDocumentReader(createMends(), () => false, wordsForModels);
	reader.push(text);
	return reader.end();
}

function wrong(faults: readonly string[]): ReadAnswer {
	const told = faults.slice(0, faultsTold).join('; ');
	const more = faults.length - faultsTold;
	const words = clipText(told, 380).replace(/\s+/g, ' ').trim();
	return { wrong: more > 0 ? `${words}; and ${more} more faults` : words };
}
