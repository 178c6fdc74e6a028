import { plainMarkdown } from './markdown';

test.each([
	['Pack lunch at 8:30, then walk (10 minutes).', 'Pack lunch at 8:30, then walk (10 minutes).'],
	['a_name and format_ok', 'a_name and format_ok'],
	['_so_', '&#95;so&#95;'],
	['**bold** `code` ~~gone~~', '&#42;&#42;bold&#42;&#42; &#96;code&#96; &#126;&#126;gone&#126;&#126;'],
	['[x](http://evil)', '&#91;x&#93;(http&#58;//evil)'],
	['![x](y)', '&#33;&#91;x&#93;(y)'],
	['<img src=x onerror=y>', '&#60;img src=x onerror=y&#62;'],
	['&lt;b&gt;', '&#38;lt;b&#38;gt;'],
	['# head', '&#35; head'],
	['- item', '&#45; item'],
	['12. item', '&#49;&#50;. item'],
	['12) item', '&#49;&#50;) item'],
	['12 eggs', '12 eggs'],
	['> said', '&#62; said'],
	['www.evil.example', 'www&#46;evil.example'],
	['mail me@evil.example, @bob', 'mail me&#64;evil.example, &#64;bob'],
	[':smile: a:b', '&#58;smile: a:b'],
	['a\n\n# b\r\n\t\0c', 'a # b c'],
	['a\u202eb\u2066c', 'abc'],
	['| a | b |', '&#124; a &#124; b &#124;'],
	['\\*', '&#92;&#42;'],
	['half a \ud83d', 'half a \ufffd'],
	['<!-- end of scores -->', '&#60;!-- end of scores --&#62;'],
	['', ''],
])('%j is the text %j', (text, plain) => {
	expect(plainMarkdown(text)).toBe(plain);
});

test('a long text takes no longer than it is long', () => {
	for (const piece of [':', ':a', '_', 'www.', '1', ' ', '&']) {
		const began = performance.now();
		plainMarkdown(piece.repeat(200_000));
		expect(performance.now() - began).toBeLessThan(2_000);
	}
});
