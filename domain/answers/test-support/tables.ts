import { jsonTable } from './json-table';
import { linesTable } from './lines-table';
import { objectsTable } from './objects-table';
import { otherFormsTable } from './other-forms-table';
import { scriptsTable } from './scripts-table';
import type { AnswerTable } from './table';
import { thinkingTable } from './thinking-table';
import { wholeTable } from './whole-table';

/** All answers by form. */
export const tables: AnswerTable = {
	...thinkingTable,
	...jsonTable,
	...objectsTable,
	...linesTable,
	...otherFormsTable,
	...scriptsTable,
	...wholeTable,
};
