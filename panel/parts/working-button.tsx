import { Button, type ButtonProps, Loader } from '@mantine/core';
import type { MouseEvent } from 'react';

interface WorkingButtonProps extends ButtonProps {
	readonly type?: 'button' | 'submit';
	readonly 'aria-label'?: string;
	/** Whether what it does is on its way: then it does nothing more, and keeps the focus, which a disabled one loses. */
	readonly isWorking: boolean;
	readonly onClick?: () => void;
}

/** A button whose work takes a while. */
export function WorkingButton({ isWorking, onClick, type = 'button', ...others }: WorkingButtonProps) {
	const press = (event: MouseEvent) => {
		if (isWorking) event.preventDefault();
		else onClick?.();
	};
	return (
		<Button
			{...others}
			type={type}
			aria-disabled={isWorking || undefined}
			aria-busy={isWorking || undefined}
			leftSection={isWorking ? <Loader size="1em" color="currentColor" aria-hidden="true" /> : undefined}
			onClick={press}
		/>
	);
}
