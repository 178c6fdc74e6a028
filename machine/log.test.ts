import { createLog, type LogOptions } from './log';

function written(options: Pick<LogOptions, 'format' | 'level'>): {
	lines: string[];
	log: ReturnType<typeof createLog>;
} {
	const lines: string[] = [];
	return { lines, log: createLog({ ...options, write: (line) => lines.push(line) }) };
}

test('writes sentences for a person, without their fields', () => {
	const { lines, log } = written({ format: 'text', level: 'info' });
	log.info({ bench: 'tips-1' }, 'the worker serves gpu');
	log.debug('not shown');
	expect(lines).toEqual(['the worker serves gpu']);
});

test('writes one object a line for a program, whatever the message holds', () => {
	const { lines, log } = written({ format: 'json', level: 'debug' });
	log.warn({ bench: 'tips-1', cell: 'a × b' }, 'two\nlines "quoted"');
	expect(lines).toHaveLength(1);
	expect(lines[0]).not.toContain('\n');
	const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
	expect(line).toMatchObject({ level: 'warn', msg: 'two\nlines "quoted"', bench: 'tips-1', cell: 'a × b' });
	expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});
