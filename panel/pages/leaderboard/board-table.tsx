import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Leaderboard } from '../../../domain/ranking/leaderboard';
import { judgingModels } from '../../../report/auto-judges';
import type { NamedRow } from '../../../report/page/named-rows';
import { linkTo } from '../../shell/links';
import { boardColumns } from './board-columns';
import { BoardRow } from './board-row';
import { rowKey } from './row-key';
import { tierOf } from './tiers';

interface BoardTableProps {
	readonly board: Leaderboard;
	readonly rows: readonly NamedRow[];
	readonly experiment: string;
}

/** Pixels of a row; fewer rows than this all stand in the page. */
const rowHeight = 37;
const virtualFrom = 60;

/** The ranking with its tiers. Two rows can be chosen, to be looked at side by side. */
export function BoardTable({ board, rows, experiment }: BoardTableProps) {
	const box = useRef<HTMLDivElement>(null);
	const [, navigate] = useLocation();
	const [chosen, setChosen] = useState<readonly string[]>([]);
	const columns = useMemo(
		() =>
			boardColumns(
				rows[0]?.row,
				rows.some(({ row }) => row.diversity !== null),
			),
		[rows],
	);
	const judging = useMemo(() => judgingModels(board), [board]);
	const isVirtual = rows.length >= virtualFrom;
	const virtual = useVirtualizer({
		count: rows.length,
		getScrollElement: () => box.current,
		estimateSize: () => rowHeight,
		overscan: 8,
		enabled: isVirtual,
	});
	const shown = isVirtual ? virtual.getVirtualItems().map(({ index }) => index) : rows.map((_, at) => at);
	const above = isVirtual ? (virtual.getVirtualItems()[0]?.start ?? 0) : 0;
	const below = isVirtual ? virtual.getTotalSize() - (virtual.getVirtualItems().at(-1)?.end ?? 0) : 0;
	const choose = useCallback(
		(name: string, isOn: boolean) =>
			setChosen((before) => (isOn ? [...before, name].slice(-2) : before.filter((each) => each !== name))),
		[],
	);
	const compare = () => navigate(linkTo('compare', { experiment, a: chosen[0], b: chosen[1] }));
	return (
		<>
			<div className="controls">
				<Button size="xs" variant="default" disabled={chosen.length !== 2} onClick={compare}>
					Compare the two chosen rows
				</Button>
				<span className="muted" role="status">
					{chosen.length} of 2 chosen
				</span>
			</div>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
			<section className="scroll board" ref={box} tabIndex={0} aria-label="Leaderboard">
				<table aria-rowcount={rows.length + 1}>
					<thead>
						<tr>
							<th scope="col">row</th>
							{columns.map(({ title, hint }) => (
								<th key={title} scope="col" className="number" title={hint}>
									{title}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{above > 0 && (
							<tr style={{ height: above }}>
								<td />
							</tr>
						)}
						{shown.map((at) => {
							const named = rows[at];
							if (named === undefined) return null;
							const key = rowKey(named.row);
							return (
								<BoardRow
									key={key}
									named={named}
									at={at}
									tier={tierOf(named.row, board)}
									isJudge={judging.has(named.row.model)}
									columns={columns}
									isChosen={chosen.includes(key)}
									choose={choose}
								/>
							);
						})}
						{below > 0 && (
							<tr style={{ height: below }}>
								<td />
							</tr>
						)}
					</tbody>
				</table>
			</section>
			<p className="muted">Rows with a bar may be the best; the others are no better than the best, or not judged.</p>
		</>
	);
}
