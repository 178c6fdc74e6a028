import { memo } from 'react';
import { Link } from 'wouter';
import { numberText } from '../../../report/plots/number-text';
import type { GridCell } from '../../api/grid';
import { cutText } from '../../parts/shown-text';
import { linkTo } from '../../shell/links';
import { type GridSums, heatStep, stateSigns, stateWords } from './grid-columns';

interface GridBoxProps {
	readonly id: string;
	readonly cell: GridCell;
	readonly title: string;
	readonly row: number;
	readonly column: number;
	/** Pixels. */
	readonly left: number;
	readonly width: number;
	readonly span: GridSums['span'];
	/** Whether the arrow keys have come to it. */
	readonly isAt: boolean;
	readonly experiment: string;
	/** Moves to it, as the arrow keys do. */
	readonly choose: (at: readonly [number, number]) => void;
}

/** One cell of the grid. */
export const GridBox = memo(function GridBox(props: GridBoxProps) {
	const { id, cell, title, row, column, left, width, span, isAt, experiment, choose } = props;
	const { state, composite, run_id, reason } = cell;
	const heat = composite === null || span === null ? '' : `heat${heatStep(composite, span)}`;
	const words = composite === null ? stateWords[state] : `composite ${numberText(composite)}`;
	const content = composite === null ? stateSigns[state] : numberText(composite, 1);
	const classes = `box ${state} ${heat} ${isAt ? 'at' : ''}`;
	return (
		<div id={id} role="gridcell" aria-colindex={column + 2} className="place" style={{ left, width }}>
			{run_id !== null ? (
				<Link
					href={linkTo('cell', { experiment, run_id })}
					className={classes}
					title={`${title}: ${words}`}
					aria-label={`${content} ${title}: ${words}`}
					tabIndex={-1}
				>
					{content}
				</Link>
			) : state === 'failed' ? (
				<button
					type="button"
					className={classes}
					title={`${title}: failed: ${cutText(reason ?? '', { characters: 200, lines: 4 })}`}
					aria-label={`${content} ${title}: failed`}
					tabIndex={-1}
					onClick={() => choose([row, column])}
				>
					{content}
				</button>
			) : (
				<span className={classes} title={`${title}: ${words}`}>
					{content}
					<span className="unseen">{words}</span>
				</span>
			)}
		</div>
	);
});
