import { Button } from '@mantine/core';
import { useState } from 'react';
import { announce } from '../../shell/announce';
import { type Filled, runCommand, temporalCommand } from './commands';

interface CommandsProps {
	readonly filled: Filled;
	readonly usualExperiment: string;
}

/** The same as commands, to be copied. */
export function Commands({ filled, usualExperiment }: CommandsProps) {
	return (
		<details className="card">
			<summary>The same as a command</summary>
			<CommandLine text={runCommand(filled)} />
			<CommandLine text={temporalCommand(filled, usualExperiment)} />
		</details>
	);
}

export function CommandLine({ text }: { readonly text: string }) {
	const [isCopied, setCopied] = useState(false);
	const copy = async () => {
		// Pages that came without TLS from elsewhere may not write there; the text can still be selected.
		await navigator.clipboard?.writeText(text);
		announce('Copied.');
		setCopied(navigator.clipboard !== undefined);
	};
	return (
		<div className="command">
			<code>{text}</code>
			<Button size="compact-xs" variant="default" onClick={() => void copy().catch(() => undefined)}>
				{isCopied ? 'Copied' : 'Copy'}
			</Button>
		</div>
	);
}
