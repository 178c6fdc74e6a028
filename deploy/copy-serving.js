'use strict';
// Copies what is served, while it is served: `copy-serving.js FROM TO`. The store is copied as of one moment, by SQLite itself; a
// file that is copied while it is written would be none. Ends with 0, or with 1 and what was wrong.

const { copyFileSync, existsSync, mkdirSync } = require('node:fs');
const path = require('node:path');
const { DatabaseSync } = require('@photostructure/sqlite');

const [from, to] = process.argv.slice(2);
mkdirSync(to);
const store = path.join(from, 'policies.sqlite');
if (existsSync(store)) new DatabaseSync(store).prepare('VACUUM INTO ?').run(path.join(to, 'policies.sqlite'));
for (const name of ['policies.json', 'active-prompt.json'])
	if (existsSync(path.join(from, name))) copyFileSync(path.join(from, name), path.join(to, name));
