import { memo } from 'react';
import type { NamedRow } from '../../../report/page/named-rows';
import { Name } from '../../parts/model-text';
import type { BoardColumn } from './board-columns';
import { rowKey } from './row-key';

interface BoardRowProps {
	readonly named: NamedRow;
	/** Its place, from 0. */
	readonly at: number;
	readonly tier: string;
	/** Whether its model also judges. */
	readonly isJudge: boolean;
	readonly columns: readonly BoardColumn[];
	readonly isChosen: boolean;
	readonly choose: (name: string, isOn: boolean) => void;
}

/** A row of the leaderboard. While one scrolls, only those that come into sight are drawn. */
export const BoardRow = memo(function BoardRow(props: BoardRowProps) {
	const { named, at, tier, isJudge, columns, isChosen, choose } = props;
	const { row, plot } = named;
	return (
		<tr aria-rowindex={at + 2} className={tier}>
			<th scope="row">
				<label>
					<input
						type="checkbox"
						checked={isChosen}
						onChange={(event) => choose(rowKey(row), event.currentTarget.checked)}
						aria-label={`Compare ${plot.model} × ${plot.prompt}`}
					/>
					<b>{plot.letter}</b> <Name>{plot.model}</Name>
					{isJudge && ' (judge)'} × <Name>{plot.prompt}</Name>
				</label>
			</th>
			{columns.map((column) => (
				<td key={column.title} className="number">
					{column.value(row)}
				</td>
			))}
		</tr>
	);
});
