import type { RecordedRequest } from '../../test/support/ollama-proxy';
import { idleBetweenCells } from './idle';

const asked = (kind: RecordedRequest['kind'], model: string, startedAt: number, endedAt: number, loadSeconds = 0.002) =>
	({ kind, model, startedAt, endedAt, loadSeconds }) as RecordedRequest;

test('idle is the pause between two answers of one model', () => {
	const requests = [
		asked('load', 'a', 0, 300, 0.3),
		asked('generate', 'a', 400, 500),
		asked('other', 'a', 501, 502),
		asked('generate', 'a', 507, 600),
		asked('generate', 'a', 603, 700),
		asked('generate', 'b', 900, 1000, 0.15),
		asked('generate', 'b', 1001, 1100),
		asked('generate', 'b', 1400, 1500, 0.2),
	];
	expect(idleBetweenCells(requests)).toEqual([7, 3, 1]);
});
