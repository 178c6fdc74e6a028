import { fullTag } from './models';

test.each([
	['qwen2.5:0.5b', 'qwen2.5:0.5b'],
	['tiny', 'tiny:latest'],
	['me/tiny', 'me/tiny:latest'],
	['hub.example:5000/me/tiny', 'hub.example:5000/me/tiny:latest'],
	['hub.example:5000/me/tiny:1b', 'hub.example:5000/me/tiny:1b'],
])('%s is %s', (name, tag) => {
	expect(fullTag(name)).toBe(tag);
});
