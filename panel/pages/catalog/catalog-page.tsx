import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { FileFault } from '../../api/answers';
import { autoJudgesQuery, promptsQuery, rubricsQuery, scenariosQuery } from '../../api/queries';
import { ModelText, Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { ScenarioFields } from '../../parts/scenario-fields';
import { Empty, Shown } from '../../parts/states';
import { linkTo } from '../../shell/links';

const kinds = { prompts: Prompts, scenarios: Scenarios, rubrics: Rubrics, 'auto-judges': AutoJudges } as const;

const words: Readonly<Record<keyof typeof kinds, string>> = {
	prompts: 'Prompt versions',
	scenarios: 'Scenarios',
	rubrics: 'Rubrics',
	'auto-judges': 'Auto judges',
};

/** What benchmarks are made from, as the files have it. */
export function CatalogPage() {
	const [given] = useQueryText('kind');
	const [name] = useQueryText('name');
	const kind = Object.hasOwn(kinds, given) ? (given as keyof typeof kinds) : 'prompts';
	const Entries = kinds[kind];
	return (
		<Page title="Catalog">
			<nav className="ways" aria-label="Kinds">
				{Object.entries(words).map(([each, text]) => (
					<Link key={each} href={linkTo('catalog', { kind: each })} aria-current={each === kind ? 'page' : undefined}>
						{text}
					</Link>
				))}
			</nav>
			<Entries key={kind} open={name} />
		</Page>
	);
}

interface EntriesProps {
	/** The name of the one that is open. */
	readonly open: string;
}

function Prompts({ open }: EntriesProps) {
	return (
		<Shown query={useQuery(promptsQuery)} what="the prompt versions">
			{({ prompts, faults }) => (
				<List faults={faults} count={prompts.length}>
					{prompts.map(({ name, template }) => (
						<Entry key={name} name={name} isOpen={name === open}>
							<Raw text={template} />
						</Entry>
					))}
				</List>
			)}
		</Shown>
	);
}

function Rubrics({ open }: EntriesProps) {
	return (
		<Shown query={useQuery(rubricsQuery)} what="the rubrics">
			{({ rubrics, faults }) => (
				<List faults={faults} count={rubrics.length}>
					{rubrics.map(({ name, text }) => (
						<Entry key={name} name={name} isOpen={name === open}>
							<Raw text={text} />
						</Entry>
					))}
				</List>
			)}
		</Shown>
	);
}

function Scenarios({ open }: EntriesProps) {
	return (
		<Shown query={useQuery(scenariosQuery)} what="the scenarios">
			{({ scenarios, total }) => (
				<List faults={[]} count={total}>
					{scenarios.map(({ name, fields }) => (
						<Entry key={name} name={name} isOpen={name === open}>
							<ScenarioFields fields={fields} />
						</Entry>
					))}
					{scenarios.length < total && (
						<p className="muted">
							Shown are the first {scenarios.length} of {total}.
						</p>
					)}
				</List>
			)}
		</Shown>
	);
}

function AutoJudges({ open }: EntriesProps) {
	return (
		<Shown query={useQuery(autoJudgesQuery)} what="the auto judges">
			{({ auto_judges, faults }) => (
				<List faults={faults} count={auto_judges.length}>
					{auto_judges.map(({ kind, ...facts }) => (
						<Entry key={kind} name={kind} isOpen={kind === open}>
							<ScenarioFields fields={facts} />
						</Entry>
					))}
				</List>
			)}
		</Shown>
	);
}

interface ListProps {
	readonly faults: readonly FileFault[];
	readonly count: number;
	readonly children: ReactNode;
}

function List({ faults, count, children }: ListProps) {
	return (
		<>
			{faults.map(({ name, message }) => (
				<p key={name} className="warning" role="alert">
					<Name>{name}</Name>: {message}
				</p>
			))}
			{count === 0 && <Empty>There is none.</Empty>}
			{children}
		</>
	);
}

interface EntryProps {
	readonly name: string;
	readonly isOpen: boolean;
	readonly children: ReactNode;
}

function Entry({ name, isOpen, children }: EntryProps) {
	return (
		<details className="card" open={isOpen}>
			<summary>
				<Name>{name}</Name>
			</summary>
			{children}
		</details>
	);
}

function Raw({ text }: { readonly text: string }) {
	return (
		<div className="raw">
			<ModelText text={text} most={20_000} lines={400} />
		</div>
	);
}
