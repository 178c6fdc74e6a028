import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The tiny models read bytes: `tip-v1` would be 14,000 tokens to them, and this is 300. */
const text = `---
dimensions: [{ name: relevance }, { name: tone }]
flags: [{ name: format_ok, rule: asked-format }]
composite: { relevance: 1, tone: 1, format_ok: 1 }
---
Give each tip a level from 1 (bad) to 5 (good): is it about the list, and does it sound kind?
`;

/** The name of the rubric that {@link addShortRubric} adds. */
export const shortRubric = 'short';

/** Adds a short rubric, with a rule beside it, to a folder of data. */
export function addShortRubric(data: string): void {
	writeFileSync(join(data, 'rubrics', `${shortRubric}.md`), text);
	writeFileSync(join(data, 'rubrics', `${shortRubric}.rule.yaml`), 'middle: lower\n');
}
