import { Link, useLocation } from 'wouter';
import { linkTo, type PageName, pages } from '../../shell/links';

const ways: readonly (readonly [PageName, string])[] = [
	['bench', 'Bench'],
	['judge', 'Judge'],
	['leaderboard', 'Leaderboard'],
	['trust', 'Judges'],
	['gate', 'Gate'],
];

/** The pages of one experiment. */
export function Ways({ experiment }: { readonly experiment: string }) {
	const [path] = useLocation();
	return (
		<nav className="ways" aria-label="Pages of this experiment">
			{ways.map(([page, words]) => (
				<Link key={page} href={linkTo(page, { experiment })} aria-current={path === pages[page] ? 'page' : undefined}>
					{words}
				</Link>
			))}
			<Link href={linkTo('run', { from: experiment })}>Again like this</Link>
		</nav>
	);
}
