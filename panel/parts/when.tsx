import { useEffect, useState } from 'react';
import { ago, lengthOfTime } from '../../domain/wording';

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

interface TimeProps {
	readonly time: string | number | null;
}

/** How long ago something was; the exact time in the reader's zone shows when a pointer rests on it. */
export function When({ time }: TimeProps) {
	return <Moment time={time} near={ago} far={(date) => date} />;
}

/** For how long something has been so: “for 56 s”, and after two days “since” and the exact time. */
export function Since({ time }: TimeProps) {
	return <Moment time={time} near={(seconds) => `for ${lengthOfTime(seconds)}`} far={(date) => `since ${date}`} />;
}

interface MomentProps extends TimeProps {
	/** Of a moment that is not two days ago. */
	near(seconds: number): string;
	/** Of the exact time. */
	far(date: string): string;
}

function Moment({ time, near, far }: MomentProps) {
	const now = useNow(15_000);
	const ms = typeof time === 'string' ? Date.parse(time) : time;
	if (ms === null || !Number.isFinite(ms)) return <>–</>;
	const seconds = (now - ms) / 1000;
	const date = new Date(ms);
	// Clocks differ by a little.
	const text = seconds > -60 && seconds < 172_800 ? near(seconds) : far(exact.format(date));
	return (
		<time dateTime={date.toISOString()} title={exact.format(date)}>
			{text}
		</time>
	);
}
