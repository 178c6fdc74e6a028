import { drawBars } from './bars';

test('the largest value has the longest bar, and words cannot break the drawing', () => {
	const bar = (label: string, value: number, ours: boolean) => ({ label, value, text: `${value} s`, ours });
	const svg = drawBars('Time', [{ title: 'wall', bars: [bar('a < b & c', 10, true), bar('other', 20, false)] }]);
	const lengths = [...svg.matchAll(/<rect x="250" y="\d+" width="([\d.]+)"/g)].map((match) => Number(match[1]));
	expect(lengths).toEqual([210, 420]);
	expect(svg).toContain('a &lt; b &amp; c');
});
