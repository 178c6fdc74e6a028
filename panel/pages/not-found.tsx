import { Link } from 'wouter';
import { Page } from '../parts/page';
import { Empty } from '../parts/states';
import { pages } from '../shell/links';

export function NotFound() {
	return (
		<Page title="No such page">
			<Empty>
				There is no page at this address. <Link href={pages.experiments}>All experiments</Link>
			</Empty>
		</Page>
	);
}
