import type { ModelQuestion } from '../domain/judging/auto/model-answer';
import type { Endpoint, OptionalPart } from './client';

/** A request for a chat completion. */
export interface ChatBody {
	readonly model: string;
	readonly messages: readonly { readonly role: 'system' | 'user'; readonly content: string }[];
	readonly stream: false;
	readonly seed?: number;
	readonly temperature?: number;
	readonly max_tokens?: number;
	readonly max_completion_tokens?: number;
	readonly response_format?: object;
}

/**
 * A question as a request, without what this endpoint was found to refuse. The rubric is the system's message, where a
 * proxy can be told to cache it; for a model that knows no such message both are one.
 */
export function chatBody({ source, learnt }: Endpoint, question: ModelQuestion): ChatBody {
	const has = (part: OptionalPart) => !learnt.refused.has(part);
	const { prefix, item, schema, temperature, seed, most_tokens } = question;
	const limit = has('max_tokens') ? 'max_tokens' : has('max_completion_tokens') ? 'max_completion_tokens' : null;
	return {
		model: source.model,
		messages: has('system')
			? [
					{ role: 'system', content: prefix },
					{ role: 'user', content: item },
				]
			: [{ role: 'user', content: `${prefix}\n${item}` }],
		stream: false,
		...(has('seed') && { seed }),
		...(has('temperature') && { temperature }),
		...(limit !== null && { [limit]: most_tokens }),
		...(has('response_format') && {
			response_format: { type: 'json_schema', json_schema: { name: 'levels', strict: true, schema } },
		}),
	};
}

/** The parts of a request that it could do without. */
export function partsOf(body: ChatBody): OptionalPart[] {
	const keys = ['response_format', 'seed', 'temperature', 'max_tokens', 'max_completion_tokens'] as const;
	const there: OptionalPart[] = keys.filter((key) => body[key] !== undefined);
	return body.messages.some(({ role }) => role === 'system') ? [...there, 'system'] : there;
}
