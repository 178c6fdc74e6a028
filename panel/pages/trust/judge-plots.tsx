import { countOf } from '../../../domain/wording';
import { judgesPlot } from '../../../report/plots/judges';
import type { TrustAnswer } from '../../api/answers';
import { Name } from '../../parts/model-text';
import { Plot } from '../../parts/plot';

interface JudgePlotsProps {
	readonly opinions: TrustAnswer['opinions'];
	/** The level of their headings. */
	readonly level: 'h2' | 'h3';
}

/** Each two judges that have scored the same cells, one against the other. */
export function JudgePlots({ opinions, level: Heading }: JudgePlotsProps) {
	return opinions.map((both) => (
		<section key={`${both.first} ${both.second}`}>
			<Heading>
				<Name>{both.first}</Name> against <Name>{both.second}</Name>
			</Heading>
			<Plot
				caption={`Composites of the ${countOf(both.cells, 'cell')} that both have scored. On the dashed line both said the same; the larger a spot, the more cells.`}
				draw={(width) => judgesPlot(both, width)}
			/>
		</section>
	));
}
