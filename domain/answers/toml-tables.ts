const table = /^\[{1,2}[\w.-]{1,40}\]{1,2}[ \t]*\r?\n((?:[ \t]*[\w-]{1,30}[ \t]*=[ \t]*[^\n]*(?:\n|$))+)/gm;

/** A text with the tables of TOML, and the sections of an INI file, as the items of a YAML list. */
export function withoutTomlTables(text: string): string {
	if (!/^\[{1,2}[\w.-]{1,40}\]{1,2}[ \t]*\r?\n[ \t]*[\w-]{1,30}[ \t]*=/m.test(text)) return text;
	return text.replace(table, (_all, members: string) => {
		const lines = members.trimEnd().split('\n');
		const yaml = lines.map((line) => line.trim().replace(/^([\w-]+)\s*=\s*/, '$1: '));
		return `- ${yaml.join('\n  ')}\n`;
	});
}
