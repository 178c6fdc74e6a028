import { dateIn, nightName, timeZoneOf } from './night-name';

test('a date is that of the time zone', () => {
	const at = Date.parse('2026-11-26T23:30:00Z');
	expect(dateIn('UTC', at)).toBe('2026-11-26');
	expect(dateIn('Europe/Berlin', at)).toBe('2026-11-27');
	expect(dateIn('America/Los_Angeles', Date.parse('2027-01-01T05:00:00Z'))).toBe('2026-12-31');
});

test('a night has its date in its name, and others of that date a number', () => {
	expect(nightName('tips', '2026-11-26', 1)).toBe('tips-2026-11-26');
	expect(nightName('tips', '2026-11-26', 2)).toBe('tips-2026-11-26-2');
});

test('a time zone is one that is known, by its usual name', () => {
	for (const name of ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires']) expect(timeZoneOf(name)).toBe(name);
	expect(timeZoneOf('europe/berlin')).toBe('Europe/Berlin');
	expect(timeZoneOf('utc')).toBe('UTC');
	for (const name of ['', 'Berlin', 'Mars/Olympus', 'CET+1', '+02:00', '../etc']) expect(timeZoneOf(name)).toBeNull();
});
