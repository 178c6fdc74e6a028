import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { askedScale, currentItem } from '../../../domain/judging/sitting/sitting';
import type { SittingState, SittingStore } from '../../judging/sitting-store';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Failed, Loading } from '../../parts/states';
import { announce } from '../../shell/announce';
import { linkTo } from '../../shell/links';
import { Ways } from '../bench/ways';
import { Asked } from './asked';
import { EndOfSitting } from './end-of-sitting';
import { ItemView } from './item-view';
import { KeysHelp } from './keys-help';
import { Note } from './note';
import { Refused } from './refused';
import { SittingBar } from './sitting-bar';
import { useKeys, useSitting } from './use-sitting';

interface SittingProps {
	readonly experiment: string;
	readonly by: string;
}

/** The page of a sitting. */
export function SittingView({ experiment, by }: SittingProps) {
	const opened = useSitting(experiment, by);
	const [areKeysOn, setKeysOn] = useState(true);
	useKeys(opened?.[1] ?? null, areKeysOn);
	return (
		<Page title={`Judge ${experiment}`} beside={<Ways experiment={experiment} />}>
			{opened === null || opened[0].desk === null ? (
				<Opening state={opened?.[0] ?? null} />
			) : (
				<>
					<SittingBar state={opened[0]} sitting={opened[1]} by={by} areKeysOn={areKeysOn} setKeysOn={setKeysOn} />
					<Desk state={opened[0]} sitting={opened[1]} experiment={experiment} />
				</>
			)}
		</Page>
	);
}

function Opening({ state }: { readonly state: SittingState | null }) {
	const [, setBy] = useQueryText('by');
	const trouble = state?.readTrouble ?? null;
	if (trouble === null) return <Loading what="the first item" />;
	return (
		<>
			<Failed error={trouble} what="item" isRetried />
			<Button variant="default" onClick={() => setBy('')}>
				Take another name
			</Button>
		</>
	);
}

interface DeskProps {
	readonly state: SittingState;
	readonly sitting: SittingStore;
	readonly experiment: string;
}

function Desk({ state, sitting, experiment }: DeskProps) {
	const { desk, readTrouble } = state;
	const [, navigate] = useLocation();
	const note = useRef<HTMLTextAreaElement>(null);
	const heading = useRef<HTMLHeadingElement>(null);
	const now = desk?.sitting ?? null;
	const item = now === null ? null : currentItem(now);
	const asked = now === null ? null : askedScale(now);
	const mode = now?.mode.is;
	useEffect(() => {
		if (mode === 'note') {
			sitting.toScores();
			note.current?.focus();
		}
		if (mode === 'quit') navigate(linkTo('bench', { experiment }));
	}, [mode, sitting, navigate, experiment]);
	useItemNews(item?.run_id ?? null, asked?.name ?? null, heading);
	if (desk === null || now === null) return null;
	return (
		<>
			<Refused refused={desk.refused} sitting={sitting} />
			{readTrouble !== null && item === null && <Failed error={readTrouble} what="next item" isRetried />}
			{item === null ? (
				<EndOfSitting state={state} sitting={sitting} experiment={experiment} />
			) : (
				<div className="desk">
					<ItemView key={item.run_id} item={item} heading={heading} />
					<div className="answers">
						<Asked sitting={sitting} now={now} texts={state.texts} />
						<Note ref={note} text={now.answers.note} write={sitting.note} />
					</div>
				</div>
			)}
			<KeysHelp isOpen={now.mode.is === 'help'} close={sitting.toScores} />
		</>
	);
}

/** Another item, or another scale, is told to whoever does not see it; and the focus comes along where it was lost. */
function useItemNews(
	item: string | null,
	scale: string | null,
	heading: { readonly current: HTMLHeadingElement | null },
): void {
	const before = useRef(item);
	useEffect(() => {
		const isNext = before.current !== item;
		before.current = item;
		if (item === null) return;
		announce(
			`${isNext ? 'Next item. ' : ''}${scale === null ? 'All is answered: Enter submits.' : `${scale} is asked.`}`,
		);
		if (!isNext) return;
		window.scrollTo({ top: 0 });
		const { activeElement } = document;
		if (activeElement === null || activeElement === document.body) heading.current?.focus({ preventScroll: true });
	}, [item, scale, heading]);
}
