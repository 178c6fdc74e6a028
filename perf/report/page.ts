import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../machine/folders';
import { makeFolderSync } from '../../machine/make-folder';
import type { Kept, Results } from '../results';
import { drawInMarkdown } from './draw';
import { gridsOf } from './grids';
import { grouped } from './numbers';
import { plotOf } from './plot';

const begin = '<!-- measured: `npm run perf -- --write-docs` replaces what follows -->';
const end = '<!-- measured: end -->';

/**
 * Keeps the results in `docs/performance/`, beside those of earlier runs that measured other sections, and writes the
 * tables of all into `docs/performance.md`, between its marks.
 * @throws Error when the page has lost its marks
 */
export function writePage(results: Results): void {
	const folder = join(projectRoot(), 'docs', 'performance');
	makeFolderSync(folder);
	const file = join(folder, 'results.json');
	const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {};
	const all = { ...earlier, ...results };
	writeFileSync(file, `${JSON.stringify(all, null, '\t')}\n`);
	if (all.sideBySide) writeFileSync(join(folder, 'side-by-side.svg'), plotOf(all.sideBySide.value));
	const page = join(projectRoot(), 'docs', 'performance.md');
	writeFileSync(page, between(readFileSync(page, 'utf8'), measuredPart(all)));
}

/** A page whose marked part is replaced. */
export function between(page: string, part: string): string {
	const from = page.indexOf(begin);
	const to = page.indexOf(end);
	if (from < 0 || to < from) throw new Error(`docs/performance.md must hold the lines \`${begin}\` and \`${end}\``);
	return `${page.slice(0, from)}${begin}\n\n${part}\n${page.slice(to)}`;
}

function measuredPart(results: Results): string {
	const plot = results.sideBySide
		? ['![Wall time, loads, idle time and memory](performance/side-by-side.svg)', '']
		: [];
	return [...provenance(results), '', ...plot, ...gridsOf(results).map(drawInMarkdown)].join('\n');
}

/** When and where each section was measured; sections of one time and machine share a line. */
function provenance(results: Results): string[] {
	const lines = new Map<string, string[]>();
	for (const [section, kept] of Object.entries(results) as [string, Kept<unknown>][]) {
		const line = lineOf(kept);
		lines.set(line, [...(lines.get(line) ?? []), named(section)]);
	}
	return [...lines].map(([line, sections]) => `- ${sections.join(', ')}: ${line}`);
}

function lineOf({ measuredAt, machine }: Kept<unknown>): string {
	const { processor, cores, memory, system, loadBefore, versions } = machine;
	const parts = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	const gigabytes = grouped(Math.round(memory / 1e9));
	const where = `${processor}, ${cores} cores, ${gigabytes} GB, ${system}, load average before ${loadBefore.toFixed(1)}`;
	return `${measuredAt.slice(0, 10)}, ${where}; ${parts.join(', ')}`;
}

/** `sideBySide` as `side by side`. */
function named(section: string): string {
	return section.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
