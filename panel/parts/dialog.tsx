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

/**
 * A dialog over the page. Its head is no landmark: the page has one banner, its own. The page behind it can be scrolled: what
 * the kit would lock it with is a style of its own, which the policy of the page takes none of.
 */
export function Dialog({ isOpen, close, title, closesOnEscape = true, children }: DialogProps) {
	return (
		<Modal.Root opened={isOpen} onClose={close} closeOnEscape={closesOnEscape} lockScroll={false}>
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
