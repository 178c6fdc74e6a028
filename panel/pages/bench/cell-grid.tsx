import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { countOf } from '../../../domain/wording';
import { numberText } from '../../../report/plots/number-text';
import type { Grid, GridCell } from '../../api/grid';
import { ModelText, Name } from '../../parts/model-text';
import { Empty } from '../../parts/states';
import { linkTo } from '../../shell/links';
import { GridBox } from './grid-box';
import { columnTitles, stateWords, sumsOf } from './grid-columns';

interface CellGridProps {
	readonly grid: Grid;
	readonly experiment: string;
}

/** Pixels. */
const size = { row: 34, column: 40, head: 120, name: 260, narrowName: 132 } as const;

const moves: Readonly<Record<string, readonly [number, number]>> = {
	ArrowUp: [-1, 0],
	ArrowDown: [1, 0],
	ArrowLeft: [0, -1],
	ArrowRight: [0, 1],
	PageUp: [-10, 0],
	PageDown: [10, 0],
};

/** Rows (model × prompt version) by scenario. Only what is in sight stands in the page, however many cells there are. */
export function CellGrid({ grid, experiment }: CellGridProps) {
	const box = useRef<HTMLDivElement>(null);
	const [, navigate] = useLocation();
	const [at, setAt] = useState<readonly [number, number]>([0, 0]);
	const columns = useMemo(() => columnTitles(grid), [grid]);
	const { states, span } = useMemo(() => sumsOf(grid), [grid]);
	const nameWidth = window.innerWidth < 600 ? size.narrowName : size.name;
	const rows = useVirtualizer({
		count: grid.rows.length,
		getScrollElement: () => box.current,
		estimateSize: () => size.row,
		overscan: 4,
		paddingStart: size.head,
	});
	const across = useVirtualizer({
		horizontal: true,
		count: columns.length,
		getScrollElement: () => box.current,
		estimateSize: () => size.column,
		overscan: 4,
		paddingStart: nameWidth,
	});
	const titleAt = ([row, column]: readonly [number, number]) =>
		`${grid.rows[row]?.model} × ${grid.rows[row]?.prompt}, ${columns[column]}`;
	if (grid.rows.length === 0) return <Empty>There is no cell yet.</Empty>;

	const onKey = (event: KeyboardEvent) => {
		const [row, column] = at;
		if (event.key === 'Enter') {
			const { run_id } = grid.at(row, column);
			if (run_id !== null) navigate(linkTo('cell', { experiment, run_id }));
			return;
		}
		const ends = { Home: [row, 0], End: [row, columns.length - 1] } as const;
		const move = moves[event.key];
		const next =
			event.key in ends
				? ends[event.key as keyof typeof ends]
				: move === undefined
					? null
					: ([
							Math.max(0, Math.min(grid.rows.length - 1, row + move[0])),
							Math.max(0, Math.min(columns.length - 1, column + move[1])),
						] as const);
		if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		setAt(next);
		rows.scrollToIndex(next[0]);
		across.scrollToIndex(next[1]);
	};

	return (
		<>
			<p className="legend">
				{states.map(({ state, count }) => (
					<span key={state}>
						<span className={`box sample ${state}`} aria-hidden="true" /> {count} {stateWords[state]}
					</span>
				))}
			</p>
			<div
				ref={box}
				className="grid"
				role="grid"
				tabIndex={0}
				aria-label={`Cells: ${countOf(grid.rows.length, 'row')} by ${countOf(columns.length, 'column')}; the arrow keys move, Enter opens`}
				aria-rowcount={grid.rows.length + 1}
				aria-colcount={columns.length + 1}
				aria-activedescendant={`cell-${at[0]}-${at[1]}`}
				onKeyDown={onKey}
			>
				<div
					className="plane"
					role="presentation"
					style={{ height: rows.getTotalSize(), width: across.getTotalSize() }}
				>
					<div className="heads" role="row" aria-rowindex={1} style={{ height: size.head }}>
						<div className="corner" role="columnheader" aria-colindex={1} style={{ width: nameWidth }}>
							model × prompt
						</div>
						{across.getVirtualItems().map(({ index, start, key }) => (
							<div
								key={key}
								className="head"
								role="columnheader"
								aria-colindex={index + 2}
								style={{ left: start, width: size.column, height: size.head }}
								title={columns[index]}
							>
								<span>{columns[index]}</span>
							</div>
						))}
					</div>
					{rows.getVirtualItems().map(({ index: row, start, key }) => (
						<div
							key={key}
							className="row"
							role="row"
							aria-rowindex={row + 2}
							style={{ transform: `translateY(${start}px)`, height: size.row }}
						>
							<div className="name" role="rowheader" aria-colindex={1} style={{ width: nameWidth }}>
								<span className="model" title={grid.rows[row]?.model}>
									{grid.rows[row]?.model}
								</span>
								<span className="prompt" title={grid.rows[row]?.prompt}>
									{grid.rows[row]?.prompt}
								</span>
							</div>
							{across.getVirtualItems().map(({ index: column, start: left, key: columnKey }) => (
								<GridBox
									key={columnKey}
									id={`cell-${row}-${column}`}
									cell={grid.at(row, column)}
									title={titleAt([row, column])}
									column={column}
									left={left}
									width={size.column}
									span={span}
									isAt={row === at[0] && column === at[1]}
									experiment={experiment}
									choose={setAt}
									row={row}
								/>
							))}
						</div>
					))}
				</div>
			</div>
			<p className="muted">
				{span === null
					? 'Nothing is scored yet.'
					: `Composites from ${numberText(span.low, 1)} to ${numberText(span.high, 1)}: the darker (on dark pages the lighter), the higher.`}
			</p>
			<Reason title={titleAt(at)} cell={grid.at(...at)} />
		</>
	);
}

/** Why the cell that the keys, or a click, have come to has failed. */
function Reason({ title, cell }: { readonly title: string; readonly cell: GridCell }) {
	return (
		<div role="status">
			{cell.state === 'failed' && (
				<p className="warning">
					<Name>{title}</Name> failed: <ModelText text={cell.reason ?? ''} most={300} />
				</p>
			)}
		</div>
	);
}
