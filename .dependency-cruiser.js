// Which room may import which: the table of docs/architecture.md. Whatever is not named here is refused, and so is every
// circle. `npm test` checks it (`npm test -- imports`).

/** Pure rooms, and what they may reach outside of the project; all other rooms may use any package. */
const pure = {
	domain: ['zod', '@noble/hashes', 'fastest-levenshtein', '@stdlib', 'pure-rand'],
	contracts: ['zod', '@temporalio/common'],
	workflows: ['@temporalio/workflow', '@temporalio/common', 'zod'],
};

const rooms = {
	machine: [],
	domain: ['machine/coded-error', 'machine/blank-words', 'machine/masked-address'],
	contracts: ['domain', 'machine/coded-error', 'machine/errors'],
	catalog: ['domain', 'machine'],
	ollama: ['domain', 'machine'],
	endpoint: ['domain', 'machine'],
	mlflow: ['domain', 'machine'],
	planning: ['domain', 'machine', 'contracts', 'catalog', 'ollama', 'endpoint', 'mlflow'],
	judging: ['domain', 'machine', 'catalog', 'ollama', 'endpoint', 'mlflow'],
	simulating: [...['domain', 'machine', 'contracts', 'catalog', 'mlflow', 'planning', 'report', 'http', 'serving']],
	report: ['domain'],
	workflows: ['domain', 'contracts'],
	activities: [
		...['domain', 'machine', 'contracts', 'catalog', 'ollama', 'endpoint', 'mlflow'],
		...['planning', 'judging', 'simulating', 'report', 'http', 'serving'],
	],
	worker: ['domain', 'machine', 'contracts', 'catalog', 'planning', 'simulating', 'activities'],
	local: ['domain', 'machine', 'ollama'],
	http: ['domain', 'machine'],
	serving: ['domain', 'machine', 'http'],
	client: ['domain', 'machine', 'contracts', 'mlflow'],
	places: [...['domain', 'machine', 'catalog', 'ollama', 'mlflow', 'planning', 'report'], ...['local', 'client']],
	server: [
		...['domain', 'machine', 'contracts', 'catalog', 'ollama', 'mlflow', 'planning', 'judging', 'report'],
		...['simulating', 'client', 'places', 'http', 'serving'],
	],
	// What it shows, and the rules that it shares; of the server its types alone.
	panel: ['domain', 'report', 'server/client', 'machine/blank-words', 'machine/masked-address'],
	cli: [
		...['domain', 'machine', 'contracts', 'catalog', 'ollama', 'mlflow', 'planning', 'judging', 'report'],
		...['simulating', 'worker', 'local', 'client', 'places', 'http', 'serving', 'server'],
	],
};

const everything = [...Object.keys(rooms), 'bin', 'testbed', 'test', 'perf'];
const isTest = String.raw`\.test\.ts$|/test-support/`;
const at = (names) => `^(${names.join('|')})(/|\\.)`;

const directions = Object.entries(rooms).map(([room, below]) => ({
	name: `${room}-imports-only`,
	comment: `${room}/ may import ${below.length > 0 ? below.join(', ') : 'no other room'}`,
	severity: 'error',
	from: { path: `^${room}/`, pathNot: isTest },
	to: { path: at(everything), pathNot: at([room, ...below]) },
}));

const packages = Object.entries(pure).map(([room, allowed]) => ({
	name: `${room}-is-pure`,
	comment: `of packages, ${room}/ may import ${allowed.join(', ')}, and nothing of Node`,
	severity: 'error',
	from: { path: `^${room}/`, pathNot: isTest },
	to: { pathNot: [at([...everything]), `node_modules/(${allowed.join('|')})/`] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...directions,
		...packages,
		{
			name: 'no-circle',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'testbed-is-for-tests',
			comment: 'only test/ and perf/ may import testbed/',
			severity: 'error',
			from: { pathNot: [at(['testbed', 'test', 'perf']), isTest] },
			to: { path: at(['testbed', 'test', 'perf']) },
		},
		{
			name: 'perf-knows-no-test',
			severity: 'error',
			from: { path: at(['testbed', 'perf']) },
			to: { path: '^test/' },
		},
	],
	options: {
		...{ parser: 'swc', tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: 'node_modules' } },
		// Its parser knows no JSX: panel/imports.test.ts looks at those files.
		exclude: { path: String.raw`\.tsx$` },
		// Some packages are reached by their `exports` alone.
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default'] },
	},
};
