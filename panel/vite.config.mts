import path from 'node:path';
import { defineConfig } from 'vite';

// Built by bin/prepare.js. The server's content-security policy allows no inline code, so nothing is inlined.
export default defineConfig({
	root: import.meta.dirname,
	logLevel: 'error',
	build: {
		outDir: path.join(import.meta.dirname, '..', 'dist', 'panel'),
		emptyOutDir: true,
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		target: 'es2022',
		reportCompressedSize: false,
	},
});
