import { useEffect, useRef, useState } from 'react';
import type { Markup } from '../../report/html';

/** Pixels: narrower plots cannot be read, wider ones are no better. */
const [narrowest, widest] = [336, 1_100];

interface PlotProps {
	/** @param width in pixels */
	readonly draw: (width: number) => Markup;
	readonly caption?: string;
}

/** One of the report's plots, as wide as there is room. Only its markup comes here, in which every text is escaped. */
export function Plot({ draw, caption }: PlotProps) {
	const box = useRef<HTMLDivElement>(null);
	const [width, setWidth] = useState(0);
	useEffect(() => {
		const { current } = box;
		if (current === null) return;
		const measure = () => setWidth(Math.round(Math.max(narrowest, Math.min(widest, current.clientWidth))));
		const watch = new ResizeObserver(measure);
		watch.observe(current);
		return () => watch.disconnect();
	}, []);
	const text = width === 0 ? '' : draw(width).text;
	useEffect(() => {
		const drawn = new DOMParser().parseFromString(text, 'text/html');
		box.current?.replaceChildren(...drawn.body.childNodes);
	}, [text]);
	return (
		<figure>
			<div className="scroll plot-box" ref={box} />
			{caption !== undefined && <figcaption>{caption}</figcaption>}
		</figure>
	);
}
