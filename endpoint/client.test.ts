import { createEndpoint } from './client';
import { key, source } from './test-support/endpoint-stand-in';

describe('where an endpoint is', () => {
	const at = (address: string | undefined, JUDGE_KEY: string | undefined = key, whose = '') =>
		createEndpoint(source, { JUDGE_URL: address, JUDGE_KEY }, { whose });

	test.each([
		['http://localhost:4000', 'http://localhost:4000/v1'],
		['http://localhost:4000/', 'http://localhost:4000/v1'],
		['http://localhost:4000/v1', 'http://localhost:4000/v1'],
		[' "https://h/openai/v1/" ', 'https://h/openai/v1'],
		['HTTPS://H/v1/chat/completions', 'https://h/v1'],
		['https://h/v1/models#x', 'https://h/v1'],
		['https://h/deployments/d?api-version=1', 'https://h/deployments/d?api-version=1'],
	])('%s is read as people mean it', (written, address) => {
		expect(at(written).address.href).toBe(address);
	});

	test.each([
		['localhost:4000', /JUDGE_URL of the worker does not begin with http/],
		['ftp://h/v1', /does not begin with http/],
		['http://', /is no address/],
		['http://user:pass@h/v1', /a user or a password/],
	])('%s is refused by the name of its variable, and not repeated', (written, words) => {
		const refused = () => at(written, key, ' of the worker');
		expect(refused).toThrow(expect.objectContaining({ code: 'JudgeRefused', message: expect.stringMatching(words) }));
		expect(refused).not.toThrow(/user:pass|ftp:|localhost:4000,/);
	});

	test.each([
		[undefined, key, /JUDGE_URL \(its address.*\) is not set/],
		['', '', /JUDGE_URL .* and JUDGE_KEY \(its key\) are not set/],
		['http://h/v1', ' ', /JUDGE_KEY \(its key\) is not set in the environment of the worker/],
		['http://h/v1', 'two words', /JUDGE_KEY must be one word/],
	])('what is not set, or set to nothing, is said: %s, %s', (address, given, words) => {
		const refused = () => createEndpoint(source, { JUDGE_URL: address, JUDGE_KEY: given }, { whose: ' of the worker' });
		expect(refused).toThrow(expect.objectContaining({ code: 'JudgeRefused', message: expect.stringMatching(words) }));
	});

	test('one without a variable for a key is asked without', async () => {
		const endpoint = createEndpoint({ ...source, key_variable: undefined }, { JUDGE_URL: 'http://h', JUDGE_KEY: key });
		expect(endpoint.key).toBeNull();
	});
});
