import type { RecordedRequest } from '../../testbed/ollama-proxy';
import type { PerfStage } from '../stage/stage';

/** One question to the judge, as our own worker asked it of Ollama's `/api/chat`. */
export interface JudgeRequest {
	readonly model: string;
	readonly messages: readonly { readonly role: string; readonly content: string }[];
	/** A JSON schema. */
	readonly format: object;
	readonly options: Readonly<Record<string, number>>;
	readonly keep_alive: number;
	readonly truncate: boolean;
	readonly shift: boolean;
}

/** Prepares one who has all items judged; see `Enter`. */
export type EnterJudge<Contestant> = (stage: PerfStage, requests: readonly JudgeRequest[]) => Promise<Contestant>;

/** Where in our questions the item begins. */
const itemBegins = '\nScenario: ';

/** What the judge was asked, in its order. */
export function judgeRequestsIn(requests: readonly RecordedRequest[]): JudgeRequest[] {
	return requests.flatMap(({ kind, body }) => (kind === 'generate' ? [body as JudgeRequest] : []));
}

/** The words of a question. */
export function wordsOf({ messages }: JudgeRequest): string {
	return messages.map(({ content }) => content).join('\n');
}

/**
 * A question in two: the rubric with how to answer, and the item, which comes last.
 * @throws Error where it has no item
 */
export function partsOf(request: JudgeRequest): { readonly prefix: string; readonly item: string } {
	const words = wordsOf(request);
	const at = words.lastIndexOf(itemBegins);
	if (at < 0) throw new Error(`a question without an item: ${words.slice(-500)}`);
	return { prefix: words.slice(0, at + 1), item: words.slice(at + 1) };
}
