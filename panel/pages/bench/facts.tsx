import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { countOf } from '../../../domain/wording';
import { timeAbout } from '../../../report/time-about';
import type { BenchAnswer } from '../../api/answers';
import { modelsQuery } from '../../api/queries';
import { Name } from '../../parts/model-text';
import { bytesText } from '../../parts/units';
import { When } from '../../parts/when';
import { safeLink } from '../../shell/links';
import { autoJudgeWords } from './auto-judge-words';

/** How far a bench is, what it costs in time, and where else it is to be seen. */
export function Facts({ bench }: { readonly bench: BenchAnswer }) {
	const { status, links, started_at, state } = bench;
	const temporal = safeLink(links.temporal);
	const mlflow = safeLink(links.mlflow);
	return (
		<div className="facts-box">
			{status !== null && <Cells status={status} />}
			<dl className="facts">
				<Fact name="started">
					<When time={started_at} />
				</Fact>
				{status !== null && state === 'RUNNING' && status.seconds_left !== null && (
					<Fact name="time left">{timeAbout(status.seconds_left)}</Fact>
				)}
				{state === 'RUNNING' && <InMemory />}
				{status?.auto_judge != null && (
					<Fact name="auto judge">{`${status.auto_judge.kind}: ${autoJudgeWords(status.auto_judge)}`}</Fact>
				)}
				{status?.pending_judgments != null && <Fact name="to score">{status.pending_judgments}</Fact>}
				{status?.disagreements != null && <Fact name="disagreements">{status.disagreements}</Fact>}
				{status?.wait != null && (
					<Fact name="next reminder">
						<When time={status.wait.next_reminder} />
					</Fact>
				)}
				{status?.wait?.deadline != null && (
					<Fact name="deadline">
						<When time={status.wait.deadline} />
					</Fact>
				)}
				{status?.gate != null && <Fact name="gate">{status.gate.answer}</Fact>}
				{(temporal !== null || mlflow !== null) && (
					<Fact name="see it in">
						{temporal !== null && <a href={temporal}>Temporal</a>} {mlflow !== null && <a href={mlflow}>MLflow</a>}
					</Fact>
				)}
			</dl>
		</div>
	);
}

/** What Ollama has in memory now, whoever loaded it. */
function InMemory() {
	const { data } = useQuery({ ...modelsQuery(), refetchInterval: 10_000 });
	const resident = (data?.models ?? []).filter((model) => model.resident !== null);
	if (data === undefined) return null;
	return (
		<Fact name="in memory">
			{resident.length === 0
				? 'no model'
				: resident.map(({ name, resident: takes }) => (
						<Name key={name}>{`${name} (${bytesText(takes?.memory_bytes ?? null)})`}</Name>
					))}
		</Fact>
	);
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
	return (
		<>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</>
	);
}

function Cells({ status: { cells } }: { readonly status: NonNullable<BenchAnswer['status']> }) {
	const { total, done, reused, failed, invalid } = cells;
	const made = done + reused + failed;
	const more = [
		...(reused > 0 ? [`${reused} found from before`] : []),
		...(failed > 0 ? [`${failed} failed`] : []),
		...(invalid > 0 ? [`${invalid} invalid`] : []),
	];
	return (
		<div className="cells-done">
			<p>
				<strong>
					{made} of {countOf(total, 'cell')}
				</strong>
				{more.length > 0 && ` (${more.join(', ')})`}
			</p>
			<Progress value={total === 0 ? 0 : (100 * made) / total} aria-label="Cells done" />
		</div>
	);
}
