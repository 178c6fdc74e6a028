import { readFileSync } from 'node:fs';
import { LocalStackError } from './errors';

/** This system as Go's world names it: `linux` or `darwin`. Throws `PartMissing` elsewhere. */
export function platform(): 'linux' | 'darwin' {
	if (process.platform === 'linux' || process.platform === 'darwin') return process.platform;
	throw new LocalStackError(
		'PartMissing',
		`there is none for ${process.platform}; Linux (also under WSL) and macOS have one`,
	);
}

/** This processor as Go's world names it: `amd64` or `arm64`. Throws `PartMissing` elsewhere. */
export function architecture(): 'amd64' | 'arm64' {
	if (process.arch === 'x64') return 'amd64';
	if (process.arch === 'arm64') return 'arm64';
	throw new LocalStackError('PartMissing', `there is none for a ${process.arch} processor`);
}

/** A platform that parts are published for. */
export type PlatformName = `${'linux' | 'darwin'}-${'amd64' | 'arm64'}`;

/** This platform. Throws `PartMissing` on others. */
export function platformName(): PlatformName {
	return `${platform()}-${architecture()}`;
}

/** Which of the instruction sets that make a model 5 to 10 times faster the text of /proc/cpuinfo names. */
export function vectorSets(cpuinfo: string): string[] {
	const flags = new Set(
		cpuinfo
			.match(/^flags\s*:(.*)$/m)?.[1]
			?.trim()
			.split(/\s+/),
	);
	return ['avx2', 'fma', 'f16c', 'bmi2'].filter((name) => flags.has(name));
}

/** The same of this machine; none where it does not tell. */
export function ownVectorSets(): string[] {
	try {
		return vectorSets(readFileSync('/proc/cpuinfo', 'utf8'));
	} catch {
		return [];
	}
}
