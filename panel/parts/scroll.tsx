import type { ReactNode } from 'react';

interface ScrollProps {
	/** What it holds, for those who do not see it. */
	readonly label: string;
	readonly children: ReactNode;
}

/** A box that scrolls where its content is too wide, also by keyboard. */
export function Scroll({ label, children }: ScrollProps) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
		<section className="scroll" tabIndex={0} aria-label={label}>
			{children}
		</section>
	);
}
