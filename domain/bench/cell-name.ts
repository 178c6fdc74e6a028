interface Named {
	readonly name: string;
}

/** How a person names a cell: `qwen2.5:1.5b × v3-few-shot × parent-morning`, with `#2` for the second repeat. */
export function cellName(cell: {
	readonly model: Named;
	readonly prompt: Named;
	readonly scenario: Named;
	/** From 0. */
	readonly repeat: number;
}): string {
	const repeat = cell.repeat === 0 ? '' : ` #${cell.repeat + 1}`;
	return `${cell.model.name} × ${cell.prompt.name} × ${cell.scenario.name}${repeat}`;
}
