import { endOfPage } from './end-of-page';

const page = (runs: object[], next_page_token?: string, indent = 2) =>
	Buffer.from(JSON.stringify({ runs, next_page_token }, null, indent));
const run = (start_time: unknown, value = 'a tip') => ({
	info: { run_id: 'r', start_time, end_time: 9 },
	data: { tags: [{ key: 'artifact:raw.txt', value }] },
});

test.each([0, 2])('the last run tells where the next page begins, with an indent of %d', (indent) => {
	expect(endOfPage(page([run(5), run(7)], 'token', indent))).toBe(7);
});

test('what a model wrote is not taken for it', () => {
	for (const text of ['"start_time": 99', '\\"start_time": 99', '{"runs":[{"start_time":99}],"next_page_token":"x"}'])
		expect(endOfPage(page([run(7, text)], 'token'))).toBe(7);
});

test('a last page, and one that does not tell, have none behind them', () => {
	expect(endOfPage(page([run(7)]))).toBeNull();
	expect(endOfPage(page([run(7, '"next_page_token": "x" }')]))).toBeNull();
	expect(endOfPage(page([], 'token'))).toBeNull();
	expect(endOfPage(page([run('soon'), run(null)], 'token'))).toBeNull();
	expect(endOfPage(Buffer.from('<html>'))).toBeNull();
});
