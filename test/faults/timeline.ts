import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolderSync } from '../../machine/make-folder';
import type { RecordedRequest } from '../../testbed/ollama-proxy';

/** What happened when: said to a person, and kept beside the parts' logs. */
export interface Timeline {
	note(line: string): void;
	/** Keeps all requests about models, one a line. */
	keepRequests(requests: readonly RecordedRequest[]): void;
}

/** Opens `logs/timeline.log` in a folder. */
export function openTimeline(stateDir: string, say: (line: string) => void): Timeline {
	const folder = join(stateDir, 'logs');
	makeFolderSync(folder);
	const file = createWriteStream(join(folder, 'timeline.log'), { flags: 'a' });
	const began = Date.now();
	return {
		note: (line) => {
			const now = Date.now();
			file.write(`${new Date(now).toISOString()} ${line}\n`);
			say(`${((now - began) / 1000).toFixed(1).padStart(7)} s  ${line}`);
		},
		keepRequests: (requests) => {
			const lines = requests
				.filter(({ kind }) => kind !== 'other')
				.map(({ body, ...request }) => {
					const { options } = (body ?? {}) as { options?: unknown };
					return `${JSON.stringify({ ...request, options })}\n`;
				});
			writeFileSync(join(folder, 'requests.jsonl'), lines.join(''));
		},
	};
}
