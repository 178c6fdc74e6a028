/** What stands around a text that was copied from a page, a chat or a file, and what nobody sees of it. */
const wrapping = /^[\s\p{Cf}"'`<«“”„‘’]+|[\s\p{Cf}"'`>»“”„‘’;,.]+$/gu;

/** What a token is called where it stands behind its name. */
const names =
	/^(?:authorization\s*:\s*)?(?:bearer\s+|(?:export\s+)?(?:token|TIP_BENCH_(?:ADMIN|SERVE)_TOKEN)\s*[=:]\s*)/i;

/** Nobody pastes more than a few lines; what takes a time that grows with its square is not looked into. */
const longest = 2_000;

/** The token in what people paste: the whole link, the whole header, a line of a file, or with quotes around it. */
export function pastedToken(pasted: string): string {
	if (pasted.length > longest) return pasted;
	const [, behind = pasted] = /(?:#|%23)token(?:=|%3d)([^&\s]+)/i.exec(pasted) ?? [];
	return behind.replace(wrapping, '').replace(names, '').replace(wrapping, '');
}
