import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';

interface Props {
	readonly children: ReactNode;
	/** Another one is another page, which may be shown again. */
	readonly of?: string;
}

interface State {
	readonly error: unknown;
	readonly of: string | undefined;
}

/** Shows what went wrong where a page breaks, and leaves the rest usable. */
export class ErrorBoundary extends Component<Props, State> {
	override state: State = { error: null, of: this.props.of };

	static getDerivedStateFromError(error: unknown): Partial<State> {
		return { error: error ?? new Error('it does not say why') };
	}

	static getDerivedStateFromProps({ of }: Props, state: State): Partial<State> | null {
		return of === state.of ? null : { error: null, of };
	}

	override render(): ReactNode {
		const { error } = this.state;
		if (error === null) return this.props.children;
		return (
			<div className="failed" role="alert">
				<h1>{isMissing(error) ? 'This page is not there any more' : 'This page broke'}</h1>
				<p>{isMissing(error) ? missing : textOf(error)}</p>
				<p>Nothing that you have scored is lost: it is kept in this browser until the server has it.</p>
				<Button onClick={() => window.location.reload()}>Load the page again</Button>
			</div>
		);
	}
}

const missing =
	'A part of it could not be had: tip-bench was updated after this tab was opened, or its server does not answer.';

/** As browsers say that a file of the build did not come; its name changes with what is in it. */
function isMissing(error: unknown): boolean {
	return /dynamically imported module|importing a module script|unable to preload/i.test(textOf(error));
}

function textOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
