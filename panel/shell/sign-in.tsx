import { PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Problem } from '../api/problem';
import { usePageBefore, useTitle } from '../parts/page';
import { WorkingButton } from '../parts/working-button';

interface SignInProps {
	readonly enter: (token: string) => Promise<void>;
	/** Why the last try was refused. */
	readonly refused: Problem | null;
}

/** Asks for the token. What one was looking at comes back when it is given. */
export function SignIn({ enter, refused }: SignInProps) {
	const [token, setToken] = useState('');
	const [isAsking, setAsking] = useState(false);
	useTitle('Sign in');
	usePageBefore();
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setAsking(true);
		void enter(token).finally(() => setAsking(false));
	};
	const after = refused?.details.retryAfter ?? null;
	const error = refused === null ? null : `${refused.message}${after === null ? '' : ` Try again in ${after} s.`}`;
	return (
		<main className="sign-in">
			<h1>tip-bench</h1>
			<p>
				Open the link that <code>./tip-bench admin</code> or <code>./tip-bench up</code> printed, or paste the token
				that <code>./tip-bench admin token</code> prints.
			</p>
			<form onSubmit={submit}>
				<input type="text" name="username" autoComplete="username" value="admin" readOnly hidden />
				<PasswordInput
					label="Token"
					value={token}
					onChange={(event) => setToken(event.currentTarget.value)}
					autoComplete="current-password"
					error={error}
					required
					autoFocus
					withAsterisk={false}
					visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
				/>
				<WorkingButton type="submit" isWorking={isAsking} disabled={token.trim() === ''}>
					Sign in
				</WorkingButton>
			</form>
		</main>
	);
}
