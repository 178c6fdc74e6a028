import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './dialog';

interface ConfirmProps {
	readonly isOpen: boolean;
	readonly close: () => void;
	readonly title: string;
	/** What comes of it. */
	readonly children: ReactNode;
	/** The words of the button that leaves all as it is; it has the focus. */
	readonly keep: string;
	/** The words of the button that does it. */
	readonly act: string;
	readonly onAct: () => void;
}

/** Asks before what cannot be taken back. */
export function Confirm({ isOpen, close, title, children, keep, act, onAct }: ConfirmProps) {
	return (
		<Dialog isOpen={isOpen} close={close} title={title}>
			<p>{children}</p>
			<div className="controls">
				<Button variant="default" onClick={close} data-autofocus>
					{keep}
				</Button>
				<Button
					color="red"
					onClick={() => {
						close();
						onAct();
					}}
				>
					{act}
				</Button>
			</div>
		</Dialog>
	);
}
