import { createHash } from 'node:crypto';
import { rankedByWords } from '../auto-judges';
import { html, type Markup } from '../html';
import { opening } from '../opening';
import { plotStyle } from '../plots/style';
import { answerOf } from './answer';
import { askedPart } from './asked-part';
import { correctedPart } from './corrected-part';
import { differencesPart } from './differences-part';
import { frontPart } from './front-part';
import { gatesPart } from './gates-part';
import { heatPart } from './heat-part';
import { judgesPart } from './judges-part';
import { leaderboardPart } from './leaderboard-part';
import { leftOutPart } from './left-out-part';
import { matrixOfRows } from './matrix';
import { namedRows } from './named-rows';
import { repeatPart } from './repeat-part';
import type { ReportInput } from './report-input';
import { pageStyle } from './style';
import { tipsPart } from './tips-part';

/** What the head of every report holds, and of nothing else. */
const generator = 'tip-bench report';

/** So much of a file tells whether it is a report. */
export const reportHeadLength = 2_000;

/** Whether a file that begins so is a report of ours. */
export function isReport(head: string): boolean {
	return /^<!doctype html>/i.test(head) && head.includes(`<meta name="generator" content="${generator}`);
}

/** The whole report as one HTML page, which asks for nothing and runs nothing. */
export function reportPage(input: ReportInput): string {
	const { board, made } = input;
	const rows = namedRows(board);
	const matrix = matrixOfRows(input);
	const style = pageStyle + plotStyle;
	const allowed = `default-src 'none'; style-src 'sha256-${hashOfStyle(style)}'; base-uri 'none'; form-action 'none'`;
	const warnings = opening(board);
	const parts: (Markup | null)[] = [
		askedPart(input),
		leaderboardPart(input, rows),
		correctedPart(input, rows),
		gatesPart(input),
		differencesPart(input, rows, matrix),
		frontPart(rows),
		heatPart(rows, matrix),
		judgesPart(input),
		tipsPart(input, rows),
		leftOutPart(input, rows),
		repeatPart(input),
	];
	const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${allowed}">
<meta name="generator" content="${generator} ${made.version}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${board.experiment}: tip-bench report</title>
`;
	const body = html`</head>
<body>
<header>
<p class="muted small">tip-bench report · ${made.at.slice(0, 10)}</p>
<h1><bdi>${board.experiment}</bdi></h1>
${warnings.map((each) => html`<p class="warning">${each}</p>`)}
<p class="answer">${capitalized(answerOf(board))}</p>
${rankedByWords(board).map((each) => html`<p class="muted small">${each}</p>`)}
</header>
<main>
${parts}</main>
</body>
</html>
`;
	// The style must stand in the page byte for byte as it was hashed.
	return `<!doctype html>\n${page.text}<style>${style}</style>\n${body.text}`;
}

function hashOfStyle(style: string): string {
	return createHash('sha256').update(style).digest('base64');
}

function capitalized(sentence: string): string {
	const [first = ''] = sentence;
	// The name of a model begins as it is written.
	return /^(there|nobody|any|the) /.test(sentence) ? first.toUpperCase() + sentence.slice(1) : sentence;
}
