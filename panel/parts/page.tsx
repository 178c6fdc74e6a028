import { type ReactNode, useEffect, useRef } from 'react';

/** The title in the browser's tab. */
export function useTitle(title: string): void {
	useEffect(() => {
		document.title = title === '' ? 'tip-bench' : `${title} · tip-bench`;
	}, [title]);
}

interface PageProps {
	readonly title: string;
	/** What stands beside the title. */
	readonly beside?: ReactNode;
	readonly children: ReactNode;
}

/** Whether a page was shown before: the first one leaves the focus where the browser puts it. */
let wasShown = false;

/** What stands before a page, as the sign-in: the page that follows takes the focus. */
export function usePageBefore(): void {
	useEffect(() => {
		wasShown = true;
	}, []);
}

/** A page with its one heading, which has the focus when one comes from another page: a screen reader reads it. */
export function Page({ title, beside, children }: PageProps) {
	const heading = useRef<HTMLHeadingElement>(null);
	useTitle(title);
	useEffect(() => {
		const own = heading.current?.closest('article');
		// A page that asks for something at once has the focus in its field already.
		const hasFocus = own?.contains(document.activeElement) === true;
		if (wasShown && !hasFocus) heading.current?.focus({ preventScroll: true });
		wasShown = true;
	}, []);
	return (
		<article className="page">
			<header className="page-head">
				<h1 ref={heading} tabIndex={-1}>
					<bdi>{title}</bdi>
				</h1>
				{beside !== undefined && <div className="beside">{beside}</div>}
			</header>
			{children}
		</article>
	);
}
