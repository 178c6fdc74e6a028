import { echoedTable } from './echoed-table';
import { jsonTable } from './json-table';
import { linesTable } from './lines-table';
import { moreMarksTable } from './more-marks-table';
import { objectsTable } from './objects-table';
import { otherFormsTable } from './other-forms-table';
import { programsTable } from './programs-table';
import { quotedTable } from './quoted-table';
import { scriptsTable } from './scripts-table';
import { slipsTable } from './slips-table';
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
	...programsTable,
	...moreMarksTable,
	...quotedTable,
	...scriptsTable,
	...slipsTable,
	...echoedTable,
	...wholeTable,
};
