import { madeUpRow, madeUpTurn } from './made-up-results';
import { plotOf } from './plot';

test('the ends of what differs between rounds stand beside its median, and nothing is drawn of what was not seen', () => {
	const turns = [madeUpTurn(1000, 3, []), madeUpTurn(2000, 3, []), madeUpTurn(4000, 3, [])];
	const svg = plotOf({ cells: 48, models: 3, rounds: 3, proxyMs: 0.5, rows: [madeUpRow('ours', turns)] });
	const words = [...svg.matchAll(/class="ours">([^<]*)</g)].map(([, text]) => text);
	expect(words.filter((word) => word !== 'ours')).toEqual(['2.00 (1.00–4.00)', '3', '400']);
});
