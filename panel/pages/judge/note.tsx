import { Textarea } from '@mantine/core';
import type { KeyboardEvent, Ref } from 'react';

interface NoteProps {
	readonly ref: Ref<HTMLTextAreaElement>;
	readonly text: string;
	readonly write: (text: string) => void;
}

/** A note to the item. Its keys write, and score nothing; Escape goes back to the scores. */
export function Note({ ref, text, write }: NoteProps) {
	const leave = (event: KeyboardEvent<HTMLTextAreaElement>) => {
		if (event.key === 'Escape') event.currentTarget.blur();
	};
	return (
		<Textarea
			ref={ref}
			className="note"
			label="Note"
			description="n writes one, Escape goes back to the scores"
			value={text}
			onChange={(event) => write(event.currentTarget.value)}
			onKeyDown={leave}
			maxLength={2_000}
			rows={2}
			dir="auto"
		/>
	);
}
