import { useInViewport } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { trustQuery } from '../../api/queries';
import { Shown } from '../../parts/states';
import { linkTo } from '../../shell/links';
import { JudgePlots } from '../trust/judge-plots';

/** Judge against judge, asked for once somebody has come that far: what judges are worth takes a while to tell. */
export function JudgesBeside({ experiment }: { readonly experiment: string }) {
	const { ref, inViewport } = useInViewport<HTMLElement>();
	const [isSeen, setSeen] = useState(false);
	useEffect(() => {
		if (inViewport) setSeen(true);
	}, [inViewport]);
	const trust = useQuery({ ...trustQuery(experiment), enabled: isSeen });
	return (
		<section ref={ref} aria-labelledby="judges-beside">
			<h2 id="judges-beside">Judge against judge</h2>
			{isSeen && (
				<Shown query={trust} what="how the judges agree">
					{({ opinions }) =>
						opinions.length === 0 ? (
							<p className="muted">No two judges have scored the same cells.</p>
						) : (
							<JudgePlots opinions={opinions} level="h3" />
						)
					}
				</Shown>
			)}
			<p>
				<Link href={linkTo('trust', { experiment })}>What the judges are worth</Link>
			</p>
		</section>
	);
}
