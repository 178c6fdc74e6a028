/** The addresses of the pages. Names stand behind the `?`, where no proxy changes their slashes. */
export const pages = {
	waiting: '/',
	experiments: '/experiments',
	run: '/run',
	schedule: '/schedule',
	machine: '/machine',
	catalog: '/catalog',
	bench: '/bench',
	cell: '/cell',
	judge: '/judge',
	leaderboard: '/leaderboard',
	compare: '/compare',
	gate: '/gate',
	trust: '/trust',
	policies: '/policies',
	simulations: '/simulations',
	simulate: '/simulate',
	simulation: '/simulation',
	optimize: '/optimize',
	comparePrompts: '/compare-prompts',
} as const;

export type PageName = keyof typeof pages;

/** The address of a page. @param query what is not given is left out */
export function linkTo(page: PageName, query: Readonly<Record<string, string | null | undefined>> = {}): string {
	const given = Object.entries(query).flatMap(([key, value]) =>
		value === undefined || value === null || value === '' ? [] : [[key, value]],
	);
	const search = new URLSearchParams(given);
	return search.size === 0 ? pages[page] : `${pages[page]}?${search}`;
}

/** An address that somebody else gave: only of the web, never a script. */
export function safeLink(address: string | null | undefined): string | null {
	if (address === null || address === undefined || !URL.canParse(address)) return null;
	return /^https?:$/.test(new URL(address).protocol) ? address : null;
}
