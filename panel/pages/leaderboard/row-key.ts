/** A row by its names, as addresses and gates carry it. */
export function rowKey({ model, prompt }: { readonly model: string; readonly prompt: string }): string {
	return `${model},${prompt}`;
}
