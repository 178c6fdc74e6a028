import { useState } from 'react';
import { cutText, shownText } from './shown-text';

interface ModelTextProps {
	readonly text: string;
	/** Characters shown at first. */
	readonly most?: number;
	readonly lines?: number;
}

/** What a model or a person wrote: text in its own direction, and never markup; cut where it is long, with the rest to be had. */
export function ModelText({ text, most = 600, lines = 12 }: ModelTextProps) {
	const [isWhole, setWhole] = useState(false);
	const all = shownText(text);
	const some = cutText(all, { characters: most, lines });
	const isCut = some !== all;
	return (
		<div className="model-text" dir="auto">
			{isWhole ? all : some}
			{isCut && (
				<button type="button" className="more" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
					{isWhole ? 'less' : `more (${all.length.toLocaleString()} characters)`}
				</button>
			)}
		</div>
	);
}

/** Such texts, one below the other. */
export function ModelTexts({ texts }: { readonly texts: readonly string[] }) {
	return (
		<ul>
			{texts.map((each) => (
				<li key={each}>
					<ModelText text={each} />
				</li>
			))}
		</ul>
	);
}

/** A name within a sentence, in its own direction. */
export function Name({ children }: { readonly children: string }) {
	return <bdi className="name">{shownText(children)}</bdi>;
}
