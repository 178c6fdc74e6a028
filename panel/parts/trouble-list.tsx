import { Alert } from '@mantine/core';
import type { Trouble } from '../../domain/bench/troubles';
import { countOf } from '../../domain/wording';
import { ModelText } from './model-text';
import { Since } from './when';

/** Why nothing goes on, and what one can do. */
export function TroubleList({ troubles }: { readonly troubles: readonly Trouble[] }) {
	return troubles.map((trouble) => (
		<Alert key={trouble.what + trouble.since} color="yellow" title={trouble.what} className="trouble">
			<ModelText text={trouble.why} />
			<p className="muted">
				<Since time={trouble.since} />
				{trouble.tries > 0 && `, tried ${countOf(trouble.tries, 'time')}`}
			</p>
			<p>{trouble.remedy}</p>
		</Alert>
	));
}
