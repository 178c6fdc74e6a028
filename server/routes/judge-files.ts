import { basename, join } from 'node:path';
import { z } from '@hono/zod-openapi';
import { jsonAnswer } from '../../http/json-answer';
import { flag, wholeNumber } from '../../http/query-values';
import { fileFormats } from '../../judging/file-text';
import { judgeFilePath } from '../../judging/judge-file-place';
import type { ServerContext } from '../context';
import { experimentRoute } from '../experiment-route';
import { attachment } from '../experiments/attachment';
import type { ExperimentDesk } from '../experiments/desk';
import { judgeNameOf } from '../experiments/judge-by';
import { fileStream, receiveFile, withOwnFolder } from '../experiments/judge-file';
import { newGroup } from '../group';
import { placeOf } from '../kept/kept';

const tags = ['judging'];
const scores = z.record(z.string(), z.number());

const whichRuns = {
	format: z.enum(fileFormats).default('json'),
	limit: wholeNumber(1, 1_000_000, 1_000_000).describe('at most so many runs'),
	second: flag.describe('the runs that others have scored and `by` has not'),
	kind: z.string().max(500).optional().describe('only runs of this judge kind'),
};
const by = z.string().max(200).describe('who scores');

const theFile = {
	200: {
		description: 'The file.',
		content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
	},
};

const exportRuns = experimentRoute(
	'export',
	{ ...whichRuns, by: by.optional() },
	{ ...{ method: 'get', tags, summary: 'The runs that wait for a score as a judge file' }, responses: theFile },
);

const exportWithDrift = experimentRoute(
	'export',
	{
		...{ ...whichRuns, by },
		drift: wholeNumber(1, 1_000_000, 10).describe('one hidden drift check to so many new runs'),
	},
	{
		...{ method: 'post', tags, summary: 'The same with drift checks: runs that `by` has scored before, unannounced' },
		description: 'That they were asked for again is kept on those runs, so each such file asks anew.',
		responses: theFile,
	},
);

const appliedSchema = z
	.object({
		...{ experiment: z.string(), by: z.string(), dry_run: z.boolean() },
		written: z.int().describe('scores written now, with opinions and repeats'),
		...{ opinions: z.int(), repeats: z.int(), unchanged: z.int(), noted: z.int(), unscored: z.int() },
		...{ faulty: z.int(), faults: z.array(z.string()) },
		pending: z.int().describe('runs of the experiment that still wait'),
		disagreements: z.int().nullable(),
		benches: z.array(z.string()),
		...{ mended: z.array(z.string()), warnings: z.array(z.string()) },
		changes: z
			.array(z.object({ run_id: z.string(), change: z.string(), before: scores.nullable(), scores }))
			.describe('what each run would get; only where nothing was written'),
	})
	.openapi('Applied');

const apply = experimentRoute(
	'apply',
	{
		dry_run: flag.describe('only say what would change'),
		replace: flag.describe('write over other scores of the same judge'),
		partial: flag.describe('apply the entries that are complete and right where others have faults'),
	},
	{
		...{
			method: 'post',
			tags,
			summary: 'Check a scored judge file whole and write its scores; twice is the same as once',
		},
		description: 'The body is the file as it is: JSON, JSON Lines, CSV or Markdown, whatever the request calls it.',
		responses: { 200: jsonAnswer('What was done.', appliedSchema) },
	},
);

/** What an export asks for. */
interface Asked {
	readonly experiment: string;
	readonly by?: string | undefined;
	readonly format: (typeof fileFormats)[number];
	readonly limit: number;
	readonly second: boolean;
	readonly kind?: string | undefined;
	readonly drift?: number;
}

/** Judging by file: the runs that wait go out, and come back scored. */
export function judgeFileRoutes({ places, now: clock }: Pick<ServerContext, 'places' | 'now'>, desk: ExperimentDesk) {
	const opened = async ({ experiment, by: said, ...asked }: Asked) => {
		const by = said === undefined ? undefined : await judgeNameOf(said, places.catalog());
		const place = await desk.ranked(await desk.lookAt(experiment));
		const { second, format } = asked;
		const name = basename(judgeFilePath('.', experiment, { second: second ? (by ?? null) : null, format }));
		const headers = { 'content-type': 'application/octet-stream', 'content-disposition': attachment(name) };
		const write = () =>
			withOwnFolder(places.env, async (folder) => {
				const target = { ...asked, by, path: join(folder, name) };
				const { path } = await desk.jobs.run('export', { ...place, target });
				return fileStream(path);
			});
		return { headers, write };
	};
	return newGroup()
		.openapi(exportRuns, async (c) => {
			const { headers, write } = await opened(c.req.valid('query'));
			// Whoever asks for the head alone reads no file to its end.
			return c.req.method === 'HEAD' ? c.body(null, 200, headers) : c.body(await write(), 200, headers);
		})
		.openapi(exportWithDrift, async (c) => {
			const { headers, write } = await opened(c.req.valid('query'));
			return c.body(await write(), 200, headers);
		})
		.openapi(apply, async (c) => {
			const { experiment, dry_run: dryRun, replace, partial } = c.req.valid('query');
			const place = placeOf(await desk.lookAt(experiment));
			const applied = await withOwnFolder(places.env, async (folder) => {
				const path = await receiveFile(folder, c.req.raw.body);
				return desk.jobs.run('apply', { ...place, path, replace, partial, dryRun, now: clock() });
			});
			return c.json(applied as z.infer<typeof appliedSchema>, 200);
		});
}
