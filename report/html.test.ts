import { html } from './html';

test('values are escaped in texts and attributes, markup is not', () => {
	const name = `<b title="x">'&amp;'</b>`;
	const inner = html`<i>${name}</i>`;
	expect(html`<p title="${name}">${inner}</p>`.text).toBe(
		'<p title="&lt;b title=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/b&gt;"><i>&lt;b title=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/b&gt;</i></p>',
	);
});

test('what steers the eye is shown; lines stay lines, and scripts of the world stay as they are', () => {
	expect(html`${'a\u202eb\u0000\u001b[31m\r\nc\td'}`.text).toBe('a\\u202eb\\x00\\x1b[31m\nc  d');
	expect(html`${'שלום 日本語 👩‍👧 é'}`.text).toBe('שלום 日本語 👩‍👧 é');
	expect(html`${'half \ud800 pair'}`.text).toBe('half \ufffd pair');
});

test('lists are joined, and nothing stands for what is not there', () => {
	expect(html`${[1, 'two', null, undefined, false, [html`<br>`, 0]]}`.text).toBe('1two<br>0');
});

test('what only looks like markup is none', () => {
	const forged = JSON.parse('{"text":"<script>"}') as never;
	expect(() => html`${forged}`.text).toThrow();
});
