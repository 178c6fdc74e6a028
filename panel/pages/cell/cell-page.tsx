import '../bench/bench.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { numberText } from '../../../report/plots/number-text';
import type { CellAnswer } from '../../api/answers';
import { cellQuery } from '../../api/queries';
import { ModelText, Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { ScenarioFields } from '../../parts/scenario-fields';
import { Shown } from '../../parts/states';
import { linkTo, safeLink } from '../../shell/links';
import { stateWords } from '../bench/grid-columns';
import { Ways } from '../bench/ways';
import { JudgmentCard } from './judgment-card';
import { measuredOf, measureText } from './measured';

/** One cell whole: what was asked, what came back, how long it took, and what was said of it. */
export function CellPage() {
	const [experiment] = useQueryText('experiment');
	const [runId] = useQueryText('run_id');
	const query = useQuery(cellQuery(experiment, runId));
	const title = query.data === undefined ? 'Cell' : titleOf(query.data.run);
	return (
		<Page title={title} beside={<Ways experiment={experiment} />}>
			<p>
				<Link href={linkTo('bench', { experiment })}>
					← <Name>{experiment}</Name>
				</Link>
			</p>
			<Shown query={query} what="the cell">
				{(cell) => <Cell cell={cell} />}
			</Shown>
		</Page>
	);
}

function titleOf({ model, prompt, scenario, repeat }: CellAnswer['run']): string {
	return `${model} × ${prompt}, ${scenario}${repeat > 0 ? ` #${repeat + 1}` : ''}`;
}

function Cell({ cell }: { readonly cell: CellAnswer }) {
	const { run } = cell;
	const { name: _name, ...fields } = cell.scenario ?? {};
	const mlflow = safeLink(cell.links.mlflow);
	const temporal = safeLink(cell.links.temporal);
	return (
		<>
			<p className="stand">
				<strong>{stateWords[run.state]}</strong>
				{run.composite !== null && ` composite ${numberText(run.composite)}`}
				{run.invalid !== null && `: ${run.invalid}`}
				{run.cut && ', cut by num_predict'}
				{mlflow !== null && (
					<>
						{' · '}
						<a href={mlflow}>run in MLflow</a>
					</>
				)}
				{temporal !== null && (
					<>
						{' · '}
						<a href={temporal}>workflow in Temporal</a>
					</>
				)}
			</p>
			<div className="two">
				<section aria-labelledby="candidates">
					<h2 id="candidates">Candidates</h2>
					{cell.candidates.length === 0 ? (
						<p className="muted">None could be read from the output.</p>
					) : (
						<ol className="candidates">
							{cell.candidates.map((text, at) => (
								// biome-ignore lint/suspicious/noArrayIndexKey: two candidates may be the same
								<li key={at}>
									<ModelText text={text} />
								</li>
							))}
						</ol>
					)}
					<h2>Scores</h2>
					{cell.judgments.length === 0 ? (
						<p className="muted">Nobody has scored it.</p>
					) : (
						<ul className="cards">
							{cell.judgments.map((judgment) => (
								<JudgmentCard key={`${judgment.tier} ${judgment.by}`} judgment={judgment} />
							))}
						</ul>
					)}
				</section>
				<section aria-labelledby="scenario">
					<h2 id="scenario">
						Scenario <Name>{run.scenario}</Name>
					</h2>
					{cell.scenario === null ? <p className="muted">No scenario was kept.</p> : <ScenarioFields fields={fields} />}
					<h2>Measured</h2>
					<Pairs pairs={Object.entries(measuredOf(cell)).map(([name, value]) => [name, measureText(name, value)])} />
					<h2>Asked with</h2>
					<Pairs pairs={Object.entries(cell.params)} />
				</section>
			</div>
			{cell.damaged.length > 0 && <p className="warning">Not as it was written: {cell.damaged.join(', ')}</p>}
			<Whole title="Prompt" text={cell.prompt_text} />
			<Whole title="Raw output" text={cell.raw} />
		</>
	);
}

function Pairs({ pairs }: { readonly pairs: readonly (readonly [string, string])[] }) {
	if (pairs.length === 0) return <p className="muted">Nothing is known.</p>;
	return (
		<dl className="facts">
			{pairs.map(([name, value]) => (
				<div key={name}>
					<dt>{name}</dt>
					<dd>
						<bdi>{value}</bdi>
					</dd>
				</div>
			))}
		</dl>
	);
}

function Whole({ title, text }: { readonly title: string; readonly text: string | null }) {
	return (
		<section>
			<h2>{title}</h2>
			{text === null ? (
				<p className="muted">It was not kept.</p>
			) : (
				<div className="raw">
					<ModelText text={text} most={2_000} lines={30} />
				</div>
			)}
		</section>
	);
}
