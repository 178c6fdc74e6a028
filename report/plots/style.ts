/** Colour and dashes of curves. */
const looks = [
	['--accent', 'none'],
	['--warn', '7 3'],
	['--ink', '2 3'],
	['--muted', '9 3 2 3'],
	['--muted', '12 5'],
] as const;

/**
 * How plots look, in the colours that the page gives: `--ink`, `--muted`, `--line`, `--accent`, `--page`, and `--h0` to
 * `--h8` for heat. They can be told apart without colour: what counts is full, the rest hollow.
 */
export const plotStyle = `
.plot{display:block;max-width:100%;height:auto;font:12px/1.2 system-ui,sans-serif}
.plot text{fill:var(--ink)}
.plot .muted,.plot .tick,.plot .axis{fill:var(--muted)}
.plot .strong{font-weight:600}
.plot .name{paint-order:stroke;stroke:var(--page);stroke-width:4px;stroke-linejoin:round}
.plot .middle{text-anchor:middle}
.plot .end{text-anchor:end}
.plot .grid{stroke:var(--line)}
.plot .zero{stroke:var(--muted);stroke-dasharray:4 3}
.plot .span{stroke:var(--muted);stroke-width:2}
.plot .mark{fill:var(--page);stroke:var(--muted);stroke-width:2}
.plot .full .span{stroke:var(--accent)}
.plot .full .mark{fill:var(--accent);stroke:var(--accent)}
.plot .dot{fill:var(--muted);fill-opacity:.35}
.plot .band{fill:var(--muted);fill-opacity:.25}
.plot .front{fill:none;stroke:var(--accent);stroke-width:1.5;stroke-dasharray:6 3}
.plot .spot{fill:var(--accent);fill-opacity:.55;stroke:var(--accent)}
${looks.map(([colour, dashes], at) => `.plot .curve.s${at}{stroke:var(${colour});stroke-dasharray:${dashes}}.plot .area.s${at}{fill:var(${colour})}`).join('\n')}
.plot .curve{fill:none;stroke-width:2}
.plot .area{fill-opacity:.14}
.plot .missing{fill:none;stroke:var(--line);stroke-dasharray:2 2}
${[0, 1, 2, 3, 4, 5, 6, 7, 8].map((step) => `.plot .h${step}{fill:var(--h${step})}`).join('\n')}
${[0, 1, 2, 3, 4, 5, 6, 7, 8].map((step) => `.plot .on${step}{fill:var(--on${step})}`).join('\n')}
`;
