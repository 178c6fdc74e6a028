import { ModelText } from './model-text';
import { shownText } from './shown-text';

/** A scenario's fields with their values, in their order. */
export function ScenarioFields({ fields }: { readonly fields: Readonly<Record<string, unknown>> }) {
	return (
		<dl className="fields">
			{Object.entries(fields).map(([name, value]) => (
				<div key={name}>
					<dt>
						<bdi>{shownText(name.replaceAll('_', ' '))}</bdi>
					</dt>
					<dd>
						{Array.isArray(value) ? (
							<ul>
								{value.map((each, at) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: two of a list may be the same
									<li key={at}>
										<ModelText text={textOf(each)} />
									</li>
								))}
							</ul>
						) : (
							<ModelText text={textOf(value)} />
						)}
					</dd>
				</div>
			))}
		</dl>
	);
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
