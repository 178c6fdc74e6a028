import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(__dirname);

/** As .dependency-cruiser.js has it for the room: whatever else is imported would end in the browser. */
const allowed = /^(?:panel|domain|report)\/|^server\/client$/;

const components = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.tsx'))
	.map((name) => path.join(__dirname, name));

function importsOf(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	const relative = [...text.matchAll(/(?:from |import\(|import )'(\.[^']+)'/g)].map(([, name = '']) => name);
	return relative.map((name) => path.relative(root, path.join(path.dirname(file), name)).replaceAll(path.sep, '/'));
}

test('components import the panel itself, rules, plots, and of the server its types', () => {
	const all = components.flatMap((file) => importsOf(file).map((name) => ({ file: path.relative(root, file), name })));
	expect(all.length).toBeGreaterThan(100);
	expect(all.filter(({ name }) => !allowed.test(name))).toEqual([]);
});
