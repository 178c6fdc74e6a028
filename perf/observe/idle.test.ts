import type { RecordedRequest } from '../../testbed/ollama-proxy';
import { idleBetweenCells, loadsInAnswers } from './idle';

const asked = (
	kind: RecordedRequest['kind'],
	model: string,
	startedAt: number,
	endedAt: number,
	loadSeconds: number | null = 0.002,
) => ({ kind, model, startedAt, endedAt, loadSeconds, done: true }) as RecordedRequest;

test('idle is the pause between two answers of one model', () => {
	const requests = [
		asked('load', 'a', 0, 300, 0.3),
		asked('generate', 'a', 400, 500),
		asked('other', 'a', 501, 502),
		asked('generate', 'a', 507, 600),
		asked('generate', 'a', 603, 700),
		asked('generate', 'b', 900, 1000, 0.15),
		asked('generate', 'b', 1001, 1100),
		asked('load', 'b', 1150, 1380),
		asked('generate', 'b', 1400, 1500),
		asked('generate', 'b', 1502, 1700, 0.2),
	];
	expect(idleBetweenCells(requests)).toEqual([7, 3, 1, 2]);
});

test('loads are what answers report, and requests to load that took their time', () => {
	const load = asked('load', 'a', 0, 300, null);
	const requests = [load, asked('generate', 'a', 400, 500), asked('generate', 'b', 600, 1000, 0.3)];
	expect(loadsInAnswers(requests)).toBe(2);
	expect(loadsInAnswers([...requests, asked('load', 'b', 1000, 1003, null)])).toBe(2);
	expect(loadsInAnswers([asked('generate', 'b', 600, 1000, null)])).toBeNull();
});
