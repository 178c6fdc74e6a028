import { memo } from 'react';
import type { ScaleText as Text } from '../../../domain/judging/scale-text';
import type { Scale } from '../../../domain/judging/sitting/scales';
import { shownText } from '../../parts/shown-text';

interface ScaleTextProps {
	readonly scale: Scale;
	readonly text: Text;
}

/** What a rubric says of a scale: what its levels mean, with their examples, then the rest. */
export const ScaleText = memo(function ScaleText({ scale, text: { title, levels, rest } }: ScaleTextProps) {
	return (
		<div className="scale-text">
			<h2>{shownText(title || scale.name)}</h2>
			{levels.length > 0 && (
				<dl className="levels">
					{levels.map(({ level, means, more }) => (
						<div key={level}>
							<dt>{level}</dt>
							<dd>
								{shownText(means)}
								{more.map((each) => (
									<p key={each} className="muted" dir="auto">
										{shownText(each)}
									</p>
								))}
							</dd>
						</div>
					))}
				</dl>
			)}
			{rest.length > 0 && (
				<details open={levels.length === 0}>
					<summary>How to choose</summary>
					{rest.map((each, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a text that does not change
						<p key={at} dir="auto">
							{shownText(each)}
						</p>
					))}
				</details>
			)}
		</div>
	);
});
