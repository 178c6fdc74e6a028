import { createTemporaryCatalog, failureOf, type TemporaryCatalog } from '../catalog/test-support/temporary-catalog';
import { createClients } from './clients';
import { planJudge } from './plan-judge';

let temporary: TemporaryCatalog;
beforeEach(async () => {
	temporary = await createTemporaryCatalog();
});
afterEach(() => temporary.remove());

/** What planning says of an order that is at fault, before anything is asked of a server. */
const faultsOf = async (order: unknown) => {
	const sources = { catalog: temporary.catalog, clients: createClients({}), env: {}, exportDir: temporary.root };
	const { code, message } = await failureOf(planJudge(sources, order as never, async () => null));
	expect(code).toBe('InvalidConfig');
	return message;
};

test.each<[unknown, RegExp]>([
	[{ experiment: 'None' }, /experiment: must be a text/],
	[{ experiment: '' }, /experiment: must be a text/],
	[{ experiment: null }, /experiment: must be a text/],
	[{ experiment: '{{ ds }}' }, /experiment: must not hold a place of a template/],
	[{ experiment: 'e', again: 'maybe' }, /again: must be true or false/],
	[{ experiment: 'e', max_judge_b: '7B' }, /max_judge_b: must be a number/],
	[{ experiment: 'e', kinds: 'haiku' }, /kinds: unknown key; did you mean kind\?/],
	[[], /the order: must be an object/],
	['{"experiment": "None"}', /experiment: must be a text/],
	[undefined, /experiment: must be a text.*it must name an experiment/],
])('the order %j is refused in plain words, and no other experiment is judged', async (order, words) => {
	expect(await faultsOf(order)).toMatch(words);
});

test('what forms and templates make of an order is read as in a bench’s config: only the address is at fault', async () => {
	const order = { experiment: "'e'", kind: 'None', again: 'True', max_judge_b: ' 7 ', gpus: '{"gpu": "box:1"}' };
	const message = await faultsOf({ ...order, mlflow_url: 'ftp://host' });
	expect(message).toMatch(/mlflow_url/);
	expect(message).not.toMatch(/again|max_judge_b|gpus:|must be/);
});
