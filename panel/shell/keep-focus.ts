import { useEffect } from 'react';

/** Milliseconds in which whatever took an element away may put the focus elsewhere itself, as a dialog does that closes. */
const settleMs = 60;

/**
 * Where what has the focus goes away, or can no longer be used, the focus goes to what was around it: whoever uses a
 * keyboard, or hears the page, stays where they were. Without this a browser puts it at the beginning of everything.
 */
export function useKeptFocus(): void {
	useEffect(() => {
		let last: HTMLElement | null = null;
		let around: readonly Element[] = [];
		let timer: ReturnType<typeof setTimeout> | undefined;

		const note = ({ target }: FocusEvent) => {
			if (!(target instanceof HTMLElement)) return;
			last = target;
			around = ancestorsOf(target);
		};
		// One that can still be used was left on purpose. Browsers tell of one that is taken away while it is still there.
		const leave = ({ target, relatedTarget }: FocusEvent) => {
			if (relatedTarget !== null) return;
			queueMicrotask(() => {
				if (last !== null && target === last && isUsable(last)) last = null;
			});
		};
		const look = () => {
			if (last === null || isUsable(last) || !hasNoFocus()) return;
			last = null;
			const place = around.find((each): each is HTMLElement => each instanceof HTMLElement && each.isConnected);
			if (place === undefined) return;
			if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
			place.focus({ preventScroll: true });
		};
		const watch = new MutationObserver(() => {
			if (last === null || isUsable(last)) return;
			clearTimeout(timer);
			timer = setTimeout(look, settleMs);
		});
		document.addEventListener('focusin', note);
		document.addEventListener('focusout', leave);
		watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
		return () => {
			clearTimeout(timer);
			watch.disconnect();
			document.removeEventListener('focusin', note);
			document.removeEventListener('focusout', leave);
		};
	}, []);
}

/** From the nearest on: parts of the page, and in the end the whole of what is around the pages. */
function ancestorsOf(element: Element): Element[] {
	const found: Element[] = [];
	for (let at = element.parentElement; at !== null; at = at.parentElement) {
		if (at.matches('section, form, fieldset, article, aside, main, nav, header, li, tr, .controls')) found.push(at);
	}
	const main = document.querySelector('main');
	return main === null ? found : [...found, main];
}

function isUsable(element: HTMLElement): boolean {
	return element.isConnected && !element.matches(':disabled');
}

function hasNoFocus(): boolean {
	const { activeElement } = document;
	return activeElement === null || activeElement === document.body || activeElement.matches(':disabled');
}
