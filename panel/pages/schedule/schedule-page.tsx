import '../leaderboard/board.css';
import { useQuery } from '@tanstack/react-query';
import { configKeysQuery } from '../../api/queries';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Loading, Shown } from '../../parts/states';
import { useStart } from '../run/use-start';
import { scheduleStart } from './schedule-fields';
import { ScheduleForm } from './schedule-form';

/** Has a bench run every night, and compares each with a pinned baseline. */
export function SchedulePage() {
	const [from] = useQueryText('from');
	const keys = useQuery(configKeysQuery);
	const start = useStart(from);
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	return (
		<Page title="A bench every night">
			<p className="muted">
				Each night’s experiment is the name with the date. Every row is compared with the baseline, and who asks is told
				what got worse. Nobody is there at night, so one auto judge alone scores.
			</p>
			<Shown query={keys} what="the keys of a night">
				{(data) =>
					start === null ? (
						<Loading what={from} />
					) : (
						<ScheduleForm key={from} keys={data} start={scheduleStart(start.filled, from, zone)} />
					)
				}
			</Shown>
		</Page>
	);
}
