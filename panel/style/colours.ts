import { darkColours, lightColours } from '../../report/page/colours';
import { plotStyle } from '../../report/plots/style';

/**
 * Gives the page the report's own colours and the look of its plots. As a sheet of its own, since the page's
 * content-security policy takes no style element. Paper is light.
 */
export function wearColours(document: Document): void {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(
		`:root{${lightColours}}@media not print{:root[data-mantine-color-scheme=dark]{${darkColours}}}` +
			`@media screen and (prefers-color-scheme:dark){:root:not([data-mantine-color-scheme]){${darkColours}}}${plotStyle}`,
	);
	document.adoptedStyleSheets.push(sheet);
}
