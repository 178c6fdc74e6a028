import { readTemporalUi, workflowPage } from './temporal-ui';

test.each([
	['http://127.0.0.1:8233', 'http://127.0.0.1:8233'],
	[' https://temporal.example/ui/ ', 'https://temporal.example/ui'],
	[undefined, null],
	['', null],
	['localhost:8233', null],
	['javascript:alert(1)', null],
	['http://user:secret@host', null],
])('%j is read as %j', (text, url) => {
	expect(readTemporalUi(text)).toBe(url);
});

test('a workflow’s page names it whole, whatever it is called', () => {
	const page = workflowPage('http://ui', 'default', "prompt-ab/v1 (_x_)*~!'\ud83d");
	expect(page).toBe('http://ui/namespaces/default/workflows/prompt-ab%2Fv1%20%28%5Fx%5F%29%2A%7E%21%27%EF%BF%BD');
	expect(workflowPage('http://ui', 'default', 'a/b-1')).toBe('http://ui/namespaces/default/workflows/a%2Fb-1');
});
