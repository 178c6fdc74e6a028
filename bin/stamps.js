'use strict';
// Stamps tell whether node_modules and dist still belong to the files they were made from.

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const skippedFolders = new Set(['node_modules', 'dist', 'coverage']);

/** What the pages are made from: their own files, and of these rooms what they show. */
const panelRooms = ['panel', 'report', 'domain', 'machine'];
const panelSource = /\.(?:tsx?|mts|css|html|svg|json)$/;

function filesIn(folder, pattern) {
	const found = [];
	for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) {
			if (!skippedFolders.has(entry.name) && !entry.name.startsWith('.')) found.push(...filesIn(file, pattern));
		} else if (pattern.test(entry.name) && !entry.name.endsWith('.test.ts')) {
			found.push(file);
		}
	}
	return found;
}

/** The SHA-256 of package-lock.json, in hex. */
function lockStamp(root) {
	return createHash('sha256')
		.update(fs.readFileSync(path.join(root, 'package-lock.json')))
		.digest('hex');
}

/** A SHA-256 over names and contents of all that the build of the program reads, in hex; the pages are none of it. */
function buildStamp(root) {
	const settings = ['tsconfig.json', 'tsconfig.build.json'].map((name) => path.join(root, name));
	const ofPages = path.join(root, 'panel') + path.sep;
	const sources = filesIn(root, /\.tsx?$/).filter((file) => !file.startsWith(ofPages));
	return stampOf(root, [...settings, ...sources.sort()]);
}

/** The same of what the build of the pages reads. */
function panelStamp(root) {
	const rooms = panelRooms.map((name) => path.join(root, name)).filter((folder) => fs.existsSync(folder));
	return stampOf(root, rooms.flatMap((folder) => filesIn(folder, panelSource)).sort());
}

function stampOf(root, files) {
	const hash = createHash('sha256').update(lockStamp(root));
	for (const file of files) {
		const content = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
		hash.update(`${path.relative(root, file)}\0${content}\0`);
	}
	return hash.digest('hex');
}

function readJson(file) {
	try {
		return JSON.parse(fs.readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

/**
 * Whether the list that npm leaves in node_modules, as the last thing of an installation, names the
 * lock file's packages; optional ones may be absent (they are for other platforms).
 */
function modulesMatch(root) {
	const installed = readJson(path.join(root, 'node_modules', '.package-lock.json'))?.packages;
	const wanted = readJson(path.join(root, 'package-lock.json'))?.packages;
	if (!installed || !wanted) return false;
	const same = (name) =>
		installed[name]?.version === wanted[name]?.version && installed[name]?.integrity === wanted[name]?.integrity;
	const missing = Object.keys(wanted).filter((name) => name !== '' && !installed[name]);
	return (
		Object.keys(installed).every(same) && missing.every((name) => wanted[name].optional || wanted[name].devOptional)
	);
}

/** The text of a stamp file, or undefined where there is none. */
function readStamp(file) {
	try {
		return fs.readFileSync(file, 'utf8').trim();
	} catch {
		return undefined;
	}
}

/** Writes a stamp file whole or not at all. */
function writeStamp(file, stamp) {
	const fresh = `${file}.${process.pid}`;
	fs.writeFileSync(fresh, `${stamp}\n`);
	fs.renameSync(fresh, file);
}

module.exports = { buildStamp, lockStamp, modulesMatch, panelStamp, readStamp, writeStamp };
