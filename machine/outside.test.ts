import { outside } from './outside';

const inContainer = {
	TIP_BENCH_STATE: '/state',
	TIP_BENCH_COMMAND: 'docker compose exec worker tip-bench',
	TIP_BENCH_START: 'docker compose up --detach --wait',
	TIP_BENCH_OUTSIDE_EXPORTS: 'exports',
	TIP_BENCH_OUTSIDE_TEMPORAL: '127.0.0.1:7234',
};

test.each([
	['next: ./tip-bench resume tips-1', 'next: docker compose exec worker tip-bench resume tips-1'],
	['start it (./tip-bench up) or set X', 'start it (docker compose up --detach --wait) or set X'],
	['one with ./tip-bench worker (or up)', 'one with docker compose up --detach --wait'],
	[
		'./tip-bench status a\n./tip-bench run',
		'docker compose exec worker tip-bench status a\ndocker compose exec worker tip-bench run',
	],
	['no command in it', 'no command in it'],
])('in a container, %j reads %j', (text, wanted) => {
	expect(outside(inContainer).asCalled(text)).toBe(wanted);
	expect(outside({}).asCalled(text)).toBe(text);
});

test.each([
	['/state/exports/tips-1.judge.json', 'exports/tips-1.judge.json'],
	['/state/exports/sub/tips.json', 'exports/sub/tips.json'],
	['/elsewhere/tips-1.judge.json', '/elsewhere/tips-1.judge.json'],
	['/state/spool/a', '/state/spool/a'],
	['', ''],
])('in a container, the file %j is %j', (file, wanted) => {
	expect(outside(inContainer).pathOf(file)).toBe(wanted);
	expect(outside({ TIP_BENCH_STATE: '/state' }).pathOf(file)).toBe(file);
});

test('what is set to nothing is not set', () => {
	const empty = Object.fromEntries(Object.keys(inContainer).map((name) => [name, '']));
	const { temporal, asCalled, pathOf } = outside({ ...empty, TIP_BENCH_STATE: '/state' });
	expect(temporal).toBeUndefined();
	expect(asCalled('./tip-bench up')).toBe('./tip-bench up');
	expect(pathOf('/state/exports/a')).toBe('/state/exports/a');
	expect(outside(inContainer).temporal).toBe('127.0.0.1:7234');
});
