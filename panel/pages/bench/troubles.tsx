import { reasonLines } from '../../../domain/bench/reasons';
import { countOf } from '../../../domain/wording';
import type { BenchAnswer } from '../../api/answers';
import { ModelText, ModelTexts } from '../../parts/model-text';
import { TroubleList } from '../../parts/trouble-list';

/** Why nothing goes on, which cells failed, and what else a person should know. */
export function Troubles({ bench: { status } }: { readonly bench: BenchAnswer }) {
	if (status === null) return null;
	const { troubles, failed_cells, reasons, notes, rejected_signal, cells } = status;
	return (
		<>
			<TroubleList troubles={troubles} />
			{cells.failed > 0 && (
				<details className="failed-cells">
					<summary>{countOf(cells.failed, 'cell')} failed</summary>
					<ul>
						{reasonLines(reasons.failed).map((line) => (
							<li key={line}>{line}</li>
						))}
					</ul>
					<ul>
						{failed_cells.map(({ cell, reason }) => (
							<li key={cell}>
								<bdi>{cell}</bdi>: <ModelText text={reason} most={200} lines={3} />
							</li>
						))}
					</ul>
					<p>Start the bench again to have those alone tried once more.</p>
				</details>
			)}
			{rejected_signal !== null && (
				<p className="muted">
					The last signal {rejected_signal.signal} changed nothing: {rejected_signal.why}
				</p>
			)}
			{notes.length > 0 && (
				<details>
					<summary>{countOf(notes.length, 'note')}</summary>
					<ModelTexts texts={notes} />
				</details>
			)}
		</>
	);
}
