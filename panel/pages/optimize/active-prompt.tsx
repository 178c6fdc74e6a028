import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { ActivePrompts } from '../../api/answers';
import { activePromptQuery } from '../../api/queries';
import { request } from '../../api/request';
import { Confirm } from '../../parts/confirm';
import { ModelTexts, Name } from '../../parts/model-text';
import { Failed } from '../../parts/states';
import { When } from '../../parts/when';
import { announce } from '../../shell/announce';
import { linkTo } from '../../shell/links';

type Promoted = NonNullable<ActivePrompts['active']>;

/** The active prompt version with its evidence, those before it, and the way back. */
export function ActivePrompt({ prompts }: { readonly prompts: ActivePrompts }) {
	const { active, former, rolled_back } = prompts;
	const client = useQueryClient();
	const [isAsking, setAsking] = useState(false);
	const back = useMutation({
		mutationFn: () => request<ActivePrompts>('/api/prompts/rollback', { method: 'POST' }),
		onSuccess: (answer) => announce(`${answer.active?.prompt ?? 'No prompt version'} is active now.`),
		onSettled: () => client.invalidateQueries({ queryKey: activePromptQuery.queryKey }),
	});
	const before = former[0]?.prompt ?? 'no prompt version';
	return (
		<section aria-labelledby="active">
			<h2 id="active">Active prompt</h2>
			<div className="card decision promote">
				{active === null ? (
					<p>No prompt version is active: none has won yet, or all were rolled back.</p>
				) : (
					<>
						<h3>
							<Link href={linkTo('catalog', { kind: 'prompts', name: active.prompt })}>
								<Name>{active.prompt}</Name>
							</Link>
						</h3>
						<Evidence of={active} />
						<div className="controls">
							<Button variant="outline" color="red" size="xs" onClick={() => setAsking(true)}>
								Roll back to {before} …
							</Button>
						</div>
					</>
				)}
				{back.isSuccess && <p role="status">{back.data.active?.prompt ?? 'No prompt version'} is active now.</p>}
				{back.isError && <Failed error={back.error} what="rollback" />}
			</div>
			<Confirm
				isOpen={isAsking}
				close={() => setAsking(false)}
				title={`Roll back to ${before}?`}
				keep={`Keep ${active?.prompt}`}
				act="Roll back"
				onAct={() => back.mutate()}
			>
				Benches with “prompts: active” that begin from now on use {before}. The same evidence makes {active?.prompt} not
				active again; new evidence may.
			</Confirm>
			<Others title={`${former.length} before`} all={former} />
			<Others
				title={`${rolled_back.length} rolled back`}
				all={rolled_back}
				beside={(at) => (
					<>
						, rolled back <When time={rolled_back[at]?.rolled_back_at ?? null} />
					</>
				)}
			/>
		</section>
	);
}

interface OthersProps {
	readonly title: string;
	readonly all: readonly Promoted[];
	readonly beside?: (at: number) => ReactNode;
}

function Others({ title, all, beside }: OthersProps) {
	if (all.length === 0) return null;
	return (
		<details>
			<summary>{title}</summary>
			<ol>
				{all.map((each, at) => (
					<li key={each.at + each.prompt}>
						<strong>
							<Name>{each.prompt}</Name>
						</strong>
						{beside?.(at)}
						<Evidence of={each} />
					</li>
				))}
			</ol>
		</details>
	);
}

function Evidence({ of: { at, evidence } }: { readonly of: Promoted }) {
	const { baseline, model, experiment, gate_run, reasons } = evidence;
	return (
		<>
			<p>
				Since <When time={at} />: it has beaten <Name>{baseline}</Name> on <Name>{model}</Name> in{' '}
				<Link href={linkTo('gate', { experiment })}>
					<Name>{experiment}</Name>
				</Link>
				; the gate is MLflow run <Name>{gate_run}</Name>.
			</p>
			<ModelTexts texts={reasons} />
		</>
	);
}
