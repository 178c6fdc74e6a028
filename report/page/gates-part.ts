import { html, type Markup } from '../html';
import { list, section } from './parts';
import type { GateShown, ReportInput } from './report-input';

/** Gates that were decided on the experiment. */
export function gatesPart({ gates = [] }: ReportInput): Markup | null {
	return gates.length === 0 ? null : section('gates', 'Gates', gates.map(gateOf));
}

function gateOf({ title, decision, reasons }: GateShown): Markup {
	return html`<h3>${title}: ${decision}</h3>${list(reasons)}`;
}
