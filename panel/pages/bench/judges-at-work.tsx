import { Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { BenchAnswer, JudgeAtWork } from '../../api/answers';
import { judgingQuery } from '../../api/queries';
import { ModelText, Name } from '../../parts/model-text';
import { When } from '../../parts/when';
import { announce } from '../../shell/announce';
import { safeLink } from '../../shell/links';
import { autoJudgeWords } from './auto-judge-words';
import { endText } from './state-words';

/** Milliseconds from one look to the next: while one is at work, and else. */
const [atWorkMs, restMs] = [3_000, 15_000];

interface JudgesAtWorkProps {
	readonly experiment: string;
	/** Its bench: the auto judge that it waits for itself stands with it. */
	readonly bench: BenchAnswer | undefined;
}

/** The auto judges of an experiment that were started alone, and what came of them. */
export function JudgesAtWork({ experiment, bench }: JudgesAtWorkProps) {
	const client = useQueryClient();
	const { data } = useQuery({
		...judgingQuery(experiment),
		refetchInterval: ({ state }) => (state.data?.judges.some(isAtWork) ? atWorkMs : restMs),
	});
	const all = data?.judges ?? [];
	const news = all.map(({ state, progress }) => `${state} ${progress?.scored ?? ''}`).join();
	const before = useRef<string | null>(null);
	useEffect(() => {
		if (data === undefined || before.current === news) return;
		// Whoever sees the judge go on sees the cells too.
		if (before.current !== null) void client.invalidateQueries({ queryKey: ['grid', experiment] });
		before.current = news;
	}, [client, experiment, data, news]);
	const ofBench = bench?.status?.phase === 'judging' ? bench.status.auto_judge?.kind : undefined;
	const shown = all.filter((judge) => !(isAtWork(judge) && judge.kind === ofBench));
	if (shown.length === 0) return null;
	return (
		<section aria-labelledby="judges-at-work">
			<h2 id="judges-at-work">Auto judges</h2>
			<ul className="cards">
				{shown.map((judge) => (
					<Judge key={judge.workflow_id} judge={judge} />
				))}
			</ul>
		</section>
	);
}

function isAtWork({ state }: JudgeAtWork): boolean {
	return state === 'RUNNING';
}

function Judge({ judge }: { readonly judge: JudgeAtWork }) {
	const { kind, state, started_at, ended_at, progress, stopped, failure, links } = judge;
	const temporal = safeLink(links.temporal);
	const runs = isAtWork(judge);
	const before = useRef(state);
	useEffect(() => {
		if (before.current !== state) announce(`The auto judge ${kind}: ${stateWords(state)}.`);
		before.current = state;
	}, [kind, state]);
	return (
		<li className="card">
			<h3>
				<Name>{kind}</Name> <span className="muted">{stateWords(state)}</span>
			</h3>
			{progress !== null && <p>{autoJudgeWords(progress)}.</p>}
			{runs && progress === null && <p className="warning">No worker answers for it.</p>}
			{runs && progress?.paused === true && <p>It is paused.</p>}
			{runs && progress?.waits_for_gpu === true && <p>It waits for a GPU that others hold.</p>}
			{runs && progress !== null && progress.total !== null && progress.total > 0 && (
				<Progress value={(100 * handled(progress)) / progress.total} aria-label={`Scored by ${kind}`} />
			)}
			{progress?.troubles.map(({ what, why, remedy }) => (
				<div key={what + why} className="warning">
					{what}: <ModelText text={why} most={300} /> {remedy}
				</div>
			))}
			{stopped !== null && <p className="warning">It went no further: {stopped}</p>}
			{failure !== null && <ModelText text={failure} most={300} />}
			<p className="muted">
				begun <When time={started_at} />
				{ended_at !== null && (
					<>
						, ended <When time={ended_at} />
					</>
				)}
				{temporal !== null && (
					<>
						{' · '}
						<a href={temporal}>workflow in Temporal</a>
					</>
				)}
			</p>
		</li>
	);
}

function handled({ scored, unscored }: NonNullable<JudgeAtWork['progress']>): number {
	return Object.values(unscored).reduce((sum, each) => sum + each, scored);
}

function stateWords(state: string): string {
	return state === 'RUNNING' ? 'at work' : endText(state);
}
