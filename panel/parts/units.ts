/** Bytes as people say them: `1.9 GB`; `–` where nobody knows. */
export function bytesText(bytes: number | null): string {
	if (bytes === null) return '–';
	return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
