import './judge.css';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Empty } from '../../parts/states';
import { pages } from '../../shell/links';
import { SittingView } from './sitting-view';

const nameKey = 'tip-bench/by';

/** Scores an experiment, one blind item at a time. */
export function JudgePage() {
	const [experiment] = useQueryText('experiment');
	const [by, setBy] = useQueryText('by');
	if (experiment === '')
		return (
			<Page title="Judge">
				<Empty>
					This address names no experiment. <Link href={pages.waiting}>What waits for you</Link>
				</Empty>
			</Page>
		);
	if (by === '') return <AskName experiment={experiment} take={setBy} />;
	return <SittingView key={JSON.stringify([experiment, by])} experiment={experiment} by={by} />;
}

interface AskNameProps {
	readonly experiment: string;
	readonly take: (name: string) => void;
}

/** Each judge's scores stand by themselves, so whose they are comes first. */
function AskName({ experiment, take }: AskNameProps) {
	const [name, setName] = useState(readName);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		keepName(name.trim());
		take(name.trim());
	};
	return (
		<Page title={`Judge ${experiment}`}>
			<form className="narrow-form" onSubmit={submit}>
				<TextInput
					label="Who scores?"
					description="Your name stands with every score. Two people who score the same runs take two names."
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
					maxLength={200}
					autoComplete="nickname"
					required
					withAsterisk={false}
					autoFocus
				/>
				<Button type="submit" disabled={name.trim() === ''}>
					Begin
				</Button>
			</form>
		</Page>
	);
}

function readName(): string {
	try {
		return window.localStorage.getItem(nameKey) ?? '';
	} catch {
		return '';
	}
}

function keepName(name: string): void {
	try {
		window.localStorage.setItem(nameKey, name);
	} catch {
		// It is asked for again, nothing more.
	}
}
