import { Button } from '@mantine/core';
import type { Scale } from '../../../domain/judging/sitting/scales';
import {
	askedScale,
	currentItem,
	currentScales,
	givenScores,
	type Sitting,
} from '../../../domain/judging/sitting/sitting';
import type { SittingState, SittingStore } from '../../judging/sitting-store';
import { ScaleButtons } from './scale-buttons';
import { ScaleText } from './scale-text';

interface AskedProps {
	readonly sitting: SittingStore;
	readonly now: Sitting;
	readonly texts: SittingState['texts'];
}

/** The scales of the item, the one being asked for with what its levels mean, and what one can do. */
export function Asked({ sitting, now, texts }: AskedProps) {
	const { asked, computed } = currentScales(now);
	const scale = askedScale(now);
	const given = givenScores(now);
	const facts = currentItem(now)?.computed ?? {};
	const text = texts[scale?.name ?? ''];
	const typed = now.mode.is === 'scoring' ? now.mode.typed : '';
	const row = (each: Scale, computedScore: number | undefined) => (
		<ScaleButtons
			key={each.name}
			scale={each}
			score={given[each.name] ?? computedScore}
			isComputed={computedScore !== undefined && given[each.name] === undefined}
			isAsked={each.name === scale?.name}
			typed={each.name === scale?.name ? typed : ''}
			give={(score) => sitting.give(each.name, score)}
		/>
	);
	const key = (name: 'enter' | 'backspace') => () => sitting.press({ is: 'name', name });
	return (
		<section className="asked" aria-label="Scores">
			<div className="ask">
				{asked.map((each) => row(each, undefined))}
				{computed.map((each) => row(each, facts[each.name]))}
				<p className={`message ${now.message === '' ? '' : 'said'}`} role="status">
					{now.message === '' && now.mode.is === 'flags'
						? 'A computed flag: y or n changes it, Enter leaves it, Escape goes back to the scores.'
						: now.message}
				</p>
				<div className="controls">
					<Button onClick={key('enter')} disabled={scale !== null}>
						Submit <kbd>Enter</kbd>
					</Button>
					<Button variant="default" onClick={key('backspace')}>
						Back <kbd>⌫</kbd>
					</Button>
					<Button variant="default" onClick={() => sitting.press({ is: 'text', text: 's' })}>
						Later <kbd>s</kbd>
					</Button>
					<Button variant="default" onClick={() => sitting.press({ is: 'text', text: '?' })}>
						Keys <kbd>?</kbd>
					</Button>
				</div>
			</div>
			{scale !== null && text !== undefined && <ScaleText scale={scale} text={text} />}
			{scale === null && (
				<p className="all-answered">All is answered. Enter submits, Backspace takes the last answer back.</p>
			)}
		</section>
	);
}
