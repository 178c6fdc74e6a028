import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../machine/folders';
import { between } from './page';

test('the page keeps its words around what is measured', () => {
	const page = readFileSync(join(projectRoot(), 'docs', 'performance.md'), 'utf8');
	const once = between(page, 'first');
	expect(once).toContain('\nfirst\n');
	expect(between(once, 'second')).toBe(once.replace('\nfirst\n', '\nsecond\n'));
	expect(once.slice(0, 100)).toBe(page.slice(0, 100));
	expect(() => between('no marks', 'x')).toThrow('must hold the lines');
});
