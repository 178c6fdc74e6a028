import { runInNewContext } from 'node:vm';

/** What the page of a run makes of its description. */
export type PageRenderer = (markdown: string) => string;

type Factory = (this: unknown, module: { exports: object }, exports: object, require: () => object) => void;

interface Converter {
	setFlavor(name: string): void;
	makeHtml(markdown: string): string;
}

/** A word of the code that turns Markdown into HTML, which stands in no other part of MLflow's pages. */
const word = 'simplifiedAutoLinks';

/**
 * The very code with which the pages of a running MLflow show a description, before they strip scripts from it: a module
 * of the bundle that it serves.
 * @throws Error where this MLflow's pages have none
 */
export async function mlflowPage(mlflow: string): Promise<PageRenderer> {
	const text = (path: string) => fetch(`${mlflow}/static-files/${path}`).then((answer) => answer.text());
	const { files } = JSON.parse(await text('asset-manifest.json')) as { files: Record<string, string> };
	for (const name of Object.keys(files).filter((each) => each.endsWith('.js'))) {
		const script = await text(`${files[name]}`.replace(/^.*?static-files\//, ''));
		if (script.includes(word)) return rendererIn(script);
	}
	throw new Error(`no page of ${mlflow} renders Markdown`);
}

function rendererIn(script: string): PageRenderer {
	const page = { webpackChunk_mlflow_mlflow: [] as [unknown, Record<string, Factory>][], globalThis: {} };
	page.globalThis = page;
	runInNewContext(script, page);
	const [, modules = {}] = page.webpackChunk_mlflow_mlflow[0] ?? [];
	const factory = Object.values(modules).find((each) => String(each).includes(word));
	const module = { exports: {} };
	factory?.call(module.exports, module, module.exports, () => ({}));
	const converter = new (module.exports as { Converter: new () => Converter }).Converter();
	// As `MarkdownUtils` of MLflow's pages does.
	converter.setFlavor('github');
	return (markdown) => converter.makeHtml(markdown);
}
