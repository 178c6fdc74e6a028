import { Button } from '@mantine/core';
import { useState } from 'react';
import { announce } from '../../shell/announce';
import { type Filled, runCommand, temporalCommand } from './commands';

interface CommandsProps {
	readonly filled: Filled;
	readonly usualExperiment: string;
	/** The words of our own command. */
	readonly words?: string;
	/** The workflow's type. */
	readonly type?: 'bench' | 'sim';
}

/** The same as commands, to be copied. */
export function Commands({ filled, usualExperiment, words = 'run', type = 'bench' }: CommandsProps) {
	return (
		<details className="card">
			<summary>The same as a command</summary>
			<CommandLine text={runCommand(filled, words)} what="the command of tip-bench" />
			<CommandLine text={temporalCommand(filled, usualExperiment, type)} what="the command of Temporal" />
		</details>
	);
}

interface CommandLineProps {
	readonly text: string;
	/** What it is, for those who hear the button and not what stands beside it. */
	readonly what: string;
}

export function CommandLine({ text, what }: CommandLineProps) {
	const [copied, setCopied] = useState<string | null>(null);
	const copy = async () => {
		try {
			await navigator.clipboard.writeText(text);
			setCopied(text);
			announce(`Copied ${what}.`);
		} catch {
			// Pages that came without TLS from elsewhere may not write there.
			announce('This page may not copy: select the text instead.');
		}
	};
	const word = copied === text ? 'Copied' : 'Copy';
	return (
		<div className="command">
			<code>{text}</code>
			<Button size="compact-xs" variant="default" aria-label={`${word} ${what}`} onClick={() => void copy()}>
				{word}
			</Button>
		</div>
	);
}
