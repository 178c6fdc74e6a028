import type { RecordedRequest } from '../../testbed/ollama-proxy';
import type { CellRequest } from '../contestants/contestant';
import { countMissedCells } from './questions';

const cell = (model: string, prompt: string) => ({ model, prompt }) as CellRequest;
const asked = (model: string, body: object) => ({ kind: 'generate', model, body }) as RecordedRequest;

test('a cell counts when it was asked for once, in whichever dialect', () => {
	const cells = [cell('a', 'x'), cell('a', 'y'), cell('b', 'x'), cell('b', 'y')];
	const requests = [
		asked('a', { prompt: 'x' }),
		asked('b', { messages: [{ role: 'user', content: 'x' }] }),
		asked('b', { prompt: 'y ' }),
		asked('a', { prompt: 'y' }),
		asked('a', { prompt: 'y' }),
	];
	expect(countMissedCells(cells, requests)).toBe(2);
});
