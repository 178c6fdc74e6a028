import { useEffect, useReducer } from 'react';
import { ago, lengthOfTime } from '../../domain/wording';
import { serverNow } from '../api/connection';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** Rendered anew every so many milliseconds. */
function useBeat(everyMs: number): void {
	const [, beat] = useReducer((beats: number) => beats + 1, 0);
	useEffect(() => {
		const timer = setInterval(beat, everyMs);
		return () => clearInterval(timer);
	}, [everyMs]);
}

interface TimeProps {
	/** By the server's clock where it is a text, by our own where it is a number of milliseconds since 1970. */
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
	useBeat(15_000);
	const [ms, now] = typeof time === 'string' ? [Date.parse(time), serverNow()] : [time, Date.now()];
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
