import { darkColours, lightColours } from './colours';

/** How the page looks: light, dark, narrow and printed. */
export const pageStyle = `
:root{color-scheme:light dark;${lightColours}}
@media (prefers-color-scheme:dark){:root{${darkColours}}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1rem 1rem 4rem;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.2;margin:.2rem 0 1rem}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.25rem 0 .4rem}
p{margin:.5rem 0}
small,.small{font-size:.85rem;font-weight:400}
.muted,figcaption{color:var(--muted)}
.answer{font-size:1.2rem;line-height:1.45;font-weight:600;margin:0;padding:1rem;border-left:5px solid var(--accent);background:var(--soft)}
.warning{color:var(--warn);font-weight:600}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.3rem 1rem;margin:.75rem 0}
dt{color:var(--muted)}
dd{margin:0;min-width:0}
.scroll{overflow:auto;margin:.75rem 0;border:1px solid var(--line);border-radius:4px}
table{border-collapse:separate;border-spacing:0;font-size:.875rem;line-height:1.35;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);white-space:nowrap;overflow-wrap:normal}
thead th{position:sticky;top:0;z-index:2;background:var(--soft);vertical-align:bottom}
tbody th[scope=row]{font-weight:400;position:sticky;left:0;background:var(--page);max-width:20rem;min-width:15rem;white-space:normal;overflow-wrap:anywhere}
thead th:first-child{left:0;z-index:3}
.scroll:has(table){max-height:85vh}
.scroll .plot{max-width:none;margin:.5rem}
.number,th.number{text-align:right}
.group th{background:var(--soft);font-weight:600}
.group span{position:sticky;left:.6rem}
figure{margin:1rem 0}
figcaption{font-size:.875rem;margin-top:.5rem}
.narrow{display:none}
details{margin:.5rem 0;border:1px solid var(--line);border-radius:4px;padding:.4rem .75rem}
summary{cursor:pointer}
article{margin:.5rem 0;padding-top:.25rem;border-top:1px solid var(--line)}
.tips{white-space:pre-wrap;overflow:hidden;margin:.5rem 0}
blockquote.tips{padding:.25rem .75rem;border-left:3px solid var(--line)}
.scores{font-variant-numeric:tabular-nums}
.reason{white-space:pre-wrap;overflow:hidden;padding-left:.75rem;border-left:3px solid var(--line)}
pre{overflow:auto;padding:.75rem;background:var(--soft);border:1px solid var(--line);border-radius:4px;white-space:pre-wrap}
code{font:.875em/1.4 ui-monospace,monospace}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (forced-colors:active){:root{--page:Canvas;--ink:CanvasText;--muted:CanvasText;--line:GrayText;--soft:Canvas;--accent:Highlight;--warn:CanvasText}.scroll .plot{forced-color-adjust:none}}
@media (max-width:940px){.wide{display:none}.narrow{display:block}}
@media (max-width:480px){body{padding:.75rem .75rem 3rem;font-size:15px}.answer{font-size:1.05rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}tbody th[scope=row]{max-width:9.5rem;min-width:8rem}}
@media print{
:root{${lightColours}}
body{max-width:none;padding:0;font-size:10pt}
.wide{display:block}
.narrow{display:none}
.scroll,.scroll:has(table){overflow:visible;max-height:none;border:0}
.scroll .plot{max-width:100%;margin:0}
.scroll table{font-size:6.5pt;max-width:100%}
.scroll th,.scroll td{padding:.1rem .2rem;white-space:normal;position:static}
tbody th[scope=row]{position:static;min-width:5rem;max-width:9rem}
#leaderboard table{font-size:5.2pt}
#leaderboard thead th{hyphens:auto;overflow-wrap:anywhere;min-width:1.6rem}
details::details-content{content-visibility:visible;block-size:auto}
figure,article,tr{break-inside:avoid}
h2,h3{break-after:avoid}
}
`;
