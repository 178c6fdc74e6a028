import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type AdminServer, adminToken, startAdminServer } from './admin-server';
import { startBrowser } from './browser';
import { type HeldStage, startHeldStage } from './held-stage';

/** Parts of a test's own, the server on them, and a browser. */
export interface PanelStage {
	readonly stage: HeldStage;
	readonly browser: Browser;
	/** Where the browser, and the test, may write. */
	readonly home: string;
	/** A test may end it and put another in its place. */
	server: AdminServer;
	close(): Promise<void>;
}

/** Opens them. @param variables of the server, beside where the parts are */
export async function openPanelStage(variables: Readonly<Record<string, string>> = {}): Promise<PanelStage> {
	const home = mkdtempSync(join(tmpdir(), 'tip-bench panel '));
	const [stage, browser] = await Promise.all([startHeldStage(), startBrowser(home)]);
	const panel: PanelStage = {
		...{ stage, browser, home, server: await startAdminServer({ ...stage.env, ...variables }) },
		async close() {
			stage.letGo();
			await browser.close();
			await panel.server.stop();
			await stage.close();
			rmSync(home, { recursive: true, force: true });
		},
	};
	return panel;
}

/** Signs in by the link that the server prints, and waits for the first page. @param url of the server */
export async function signInByLink(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/#token=${adminToken}`);
	await page.getByRole('heading', { name: 'What waits for you' }).waitFor();
}
