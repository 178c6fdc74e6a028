import { madeUpPass, madeUpRow } from './made-up-results';
import { plotOf } from './plot';

test('the ends of what differs between rounds stand beside its median, and nothing is drawn of what was not seen', () => {
	const passes = [madeUpPass(1000, 3, []), madeUpPass(2000, 3, []), madeUpPass(4000, 3, [])];
	const svg = plotOf({ cells: 48, models: 3, rounds: 3, proxyMs: 0.5, rows: [madeUpRow('ours', passes)] });
	const words = [...svg.matchAll(/class="ours">([^<]*)</g)].map(([, text]) => text);
	expect(words.filter((word) => word !== 'ours')).toEqual(['2.00 (1.00–4.00)', '3', '400']);
});
