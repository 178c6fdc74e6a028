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
				<h1>This page broke</h1>
				<p>{error instanceof Error ? error.message : String(error)}</p>
				<p>Nothing that you have scored is lost: it is kept in this browser until the server has it.</p>
				<Button onClick={() => window.location.reload()}>Load the page again</Button>
			</div>
		);
	}
}
