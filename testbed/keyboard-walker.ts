import type { Locator, Page } from 'playwright-core';

/** Somebody with a keyboard and nothing else. */
export interface KeyboardWalker {
	readonly page: Page;
	/** What was wrong with the focus on the way: lost, unseen, out of sight, covered. */
	readonly faults: readonly string[];
	/** Goes to it by Tab, or by Shift+Tab. @throws Error where no Tab comes to it */
	to(target: Locator, how?: 'on' | 'back'): Promise<void>;
	/** Goes to it, and presses Enter. */
	enter(target: Locator, how?: 'on' | 'back'): Promise<void>;
	/** Goes to a field, and writes over what it holds. */
	fill(target: Locator, text: string): Promise<void>;
	press(...keys: readonly string[]): Promise<void>;
}

/** More stops than a page has: whoever needs as many has missed it. */
const mostStops = 250;

/** What has the focus: its name, and what is wrong with how it is shown; `null` for the page itself. */
interface FocusSeen {
	readonly name: string;
	readonly fault: string | null;
	/** Whether it had the focus at the last look too. */
	readonly isStill: boolean;
}

/**
 * Looks at what has the focus, in the page. Text fields of the kit are marked by themselves, its boxes and switches beside
 * their input, and a grid by the cell that its arrow keys have come to.
 */
const look = `(() => {
	const element = document.activeElement;
	if (element === null || element === document.body || element === document.documentElement) return null;
	const named = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '';
	const isStill = window.stoodOn === element;
	window.stoodOn = element;
	const name = element.tagName.toLowerCase() + ' ' + named.trim().slice(0, 60);
	const cell = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.firstElementChild;
	const isMarked = (each) => {
		const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
		return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor !== 'rgba(0, 0, 0, 0)';
	};
	const shown = [element, cell, element.nextElementSibling].filter((each) => each instanceof Element);
	if (!shown.some(isMarked)) return { name, isStill, fault: 'is not marked' };
	const place = (shown.find((each) => isMarked(each)) ?? element).getBoundingClientRect();
	const [left, right] = [Math.max(0, place.left), Math.min(innerWidth, place.right)];
	const [top, bottom] = [Math.max(0, place.top), Math.min(innerHeight, place.bottom)];
	if (right - left < 1 || bottom - top < 1) return { name, isStill, fault: 'is out of sight' };
	const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
	const isSeen = shown.some((each) => each.contains(at)) || element.parentElement?.contains(at) === true;
	return { name, isStill, fault: isSeen ? null : 'is covered by ' + (at?.className || at?.tagName) };
})()`;

/** @param page what it walks through */
export function createKeyboardWalker(page: Page): KeyboardWalker {
	const faults: string[] = [];
	const seen = () => page.evaluate(look) as Promise<FocusSeen | null>;
	const isOn = (target: Locator) =>
		target.evaluate(
			(element) =>
				(globalThis as unknown as { document: { activeElement: unknown } }).document.activeElement === element,
		);

	const to = async (target: Locator, how: 'on' | 'back' = 'on') => {
		await target.waitFor({ state: 'attached' });
		const on = () => isOn(target).catch(() => false);
		const where = new URL(page.url()).pathname;
		// A document that was just opened has the focus nowhere yet.
		if ((await seen()) === null && (await page.evaluate('window.stoodOn !== undefined')))
			faults.push(`${where}: the focus was lost before ${target}`);
		const passed: string[] = [];
		while (!(await on())) {
			if (passed.length >= mostStops) throw new Error(`no Tab comes to ${target}; passed: ${passed.join(' | ')}`);
			await page.keyboard.press(how === 'on' ? 'Tab' : 'Shift+Tab');
			const stop = await seen();
			const name = stop?.name ?? 'the page';
			if (stop?.fault) faults.push(`${where}: ${name} ${stop.fault}`);
			if (stop?.isStill) faults.push(`${where}: ${name} does not let go`);
			passed.push(name);
		}
	};
	const press = async (...keys: readonly string[]) => {
		for (const key of keys) await page.keyboard.press(key);
	};
	return {
		...{ page, faults, to, press },
		enter: async (target, how) => {
			await to(target, how);
			await press('Enter');
		},
		fill: async (target, text) => {
			await to(target);
			await press('ControlOrMeta+a');
			await page.keyboard.type(text);
		},
	};
}
