/** Things by a name of theirs, in the order of the names, so that the order of the things changes nothing. */
export function groupsBy<Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string): [string, Thing[]][] {
	const groups = new Map<string, Thing[]>();
	for (const thing of things) {
		const name = nameOf(thing);
		const group = groups.get(name);
		if (group === undefined) groups.set(name, [thing]);
		else group.push(thing);
	}
	return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Things by their scenario, in the order of the scenarios' names. */
export function byScenario<Thing extends { readonly scenario: string }>(things: readonly Thing[]): Thing[][] {
	return groupsBy(things, ({ scenario }) => scenario).map(([, group]) => group);
}

/** How many scenarios the things come from. */
export function countScenarios(things: readonly { readonly scenario: string }[]): number {
	return new Set(things.map(({ scenario }) => scenario)).size;
}
