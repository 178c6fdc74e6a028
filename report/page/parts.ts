import { type Held, html, type Markup } from '../html';
import { plotWidths } from '../plots/plot-kit';

/** A column of a table. */
export interface TableColumn {
	readonly title: string;
	/** Numbers stand at the right. */
	readonly right?: boolean;
	/** What it means, for the pointer. */
	readonly hint?: string;
}

/** Rows of a table that belong together. */
export interface TableGroup {
	readonly title?: string;
	/** The first of each row names it. */
	readonly rows: readonly (readonly Held[])[];
}

/** A table in a box of its own, which scrolls where the table is wider than the page. */
export function table(name: string, columns: readonly TableColumn[], groups: readonly TableGroup[]): Markup {
	const kindOf = (at: number) => (columns[at]?.right ? 'number' : '');
	const head = columns.map(
		({ title, hint }, at) => html`<th scope="col" class="${kindOf(at)}" title="${hint ?? ''}">${title}</th>`,
	);
	const body = groups.map(
		({
			title,
			rows,
		}) => html`<tbody>${title !== undefined && html`<tr class="group"><th colspan="${columns.length}" scope="rowgroup"><span>${title}</span></th></tr>`}
${rows.map(
	([
		first,
		...others
	]) => html`<tr><th scope="row" class="${kindOf(0)}">${first}</th>${others.map((each, at) => html`<td class="${kindOf(at + 1)}">${each}</td>`)}</tr>
`,
)}</tbody>`,
	);
	return scrolling(name, html`<table><thead><tr>${head}</tr></thead>${body}</table>`);
}

/** A box that scrolls by itself, also by keyboard. */
export function scrolling(name: string, content: Held): Markup {
	return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}">${content}</div>
`;
}

/** A part of the page. */
export function section(id: string, title: string, content: Held): Markup {
	return html`<section id="${id}"><h2>${title}</h2>
${content}</section>
`;
}

/** What opens on demand; the printed page has it open. */
export function details(summary: Held, content: Held, isOpen = false): Markup {
	return isOpen
		? html`<details open><summary>${summary}</summary>${content}</details>`
		: html`<details><summary>${summary}</summary>${content}</details>`;
}

/** A plot with what is to be read in it; of both its widths one is seen. */
export function figure(caption: Held, draw: (width: number) => Markup): Markup {
	return html`<figure><div class="wide">${draw(plotWidths.wide)}</div><div class="narrow">${draw(plotWidths.narrow)}</div><figcaption>${caption}</figcaption></figure>
`;
}

/** A list; nothing where there is nothing to list. */
export function list(lines: readonly Held[]): Markup | null {
	return lines.length === 0 ? null : html`<ul>${lines.map((each) => html`<li>${each}</li>`)}</ul>`;
}

/** A paragraph; nothing where there are no words. */
export function paragraph(words: string | null): Markup | null {
	return words === null ? null : html`<p>${words}</p>`;
}
