import { useEffect, useState } from 'react';
import { ago } from '../../domain/wording';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** Milliseconds since 1970, anew every so many milliseconds. */
function useNow(everyMs: number): number {
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), everyMs);
		return () => clearInterval(timer);
	}, [everyMs]);
	return now;
}

/** How long ago something was; the exact time in the reader's zone shows when a pointer rests on it. */
export function When({ time }: { readonly time: string | number | null }) {
	const now = useNow(15_000);
	const ms = typeof time === 'string' ? Date.parse(time) : time;
	if (ms === null || !Number.isFinite(ms)) return <>–</>;
	const seconds = (now - ms) / 1000;
	const date = new Date(ms);
	// Clocks differ by a little.
	const text = seconds > -60 && seconds < 172_800 ? ago(seconds) : exact.format(date);
	return (
		<time dateTime={date.toISOString()} title={exact.format(date)}>
			{text}
		</time>
	);
}
