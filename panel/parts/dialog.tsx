import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

interface DialogProps {
	readonly isOpen: boolean;
	readonly close: () => void;
	readonly title: string;
	/** Whether Escape closes it; another part of the page may have that key. */
	readonly closesOnEscape?: boolean;
	readonly children: ReactNode;
}

/** A dialog over the page. Its head is no landmark: the page has one banner, its own. */
export function Dialog({ isOpen, close, title, closesOnEscape = true, children }: DialogProps) {
	return (
		<Modal.Root opened={isOpen} onClose={close} closeOnEscape={closesOnEscape}>
			<Modal.Overlay />
			<Modal.Content>
				<Modal.Header role="presentation">
					<Modal.Title>{title}</Modal.Title>
					<Modal.CloseButton aria-label="Close" />
				</Modal.Header>
				<Modal.Body>{children}</Modal.Body>
			</Modal.Content>
		</Modal.Root>
	);
}
