/** A place that lasts as long as the page, where the browser allows no other. */
class PageStorage implements Storage {
	[name: string]: unknown;
	get length(): number {
		return Object.keys(this).length;
	}
	clear(): void {
		for (const key of Object.keys(this)) delete this[key];
	}
	getItem(key: string): string | null {
		const value = Object.hasOwn(this, key) ? this[key] : null;
		return typeof value === 'string' ? value : null;
	}
	key(index: number): string | null {
		return Object.keys(this)[index] ?? null;
	}
	removeItem(key: string): void {
		delete this[key];
	}
	setItem(key: string, value: string): void {
		this[key] = value;
	}
}

/** Where drafts go, and whether they outlast the page there. */
export function findStorage(): { readonly storage: Storage; readonly lasts: boolean } {
	try {
		const probe = 'tip-bench/probe';
		window.localStorage.setItem(probe, '1');
		window.localStorage.removeItem(probe);
		return { storage: window.localStorage, lasts: true };
	} catch {
		return { storage: new PageStorage(), lasts: false };
	}
}

/** A name for this page, another one each time it is loaded, and the one that this tab had before. */
export function nameTab(): { readonly tab: string; readonly former: string | null } {
	const tab = Array.from(crypto.getRandomValues(new Uint8Array(9)), (each) => each.toString(36)).join('');
	const key = 'tip-bench/tab';
	try {
		const former = window.sessionStorage.getItem(key);
		window.sessionStorage.setItem(key, tab);
		return { tab, former };
	} catch {
		return { tab, former: null };
	}
}
