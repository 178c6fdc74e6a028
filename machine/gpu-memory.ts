import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Bytes of the largest NVIDIA card of this machine, or `null` where none is seen. */
export async function gpuMemoryBytes(): Promise<number | null> {
	try {
		const query = ['--query-gpu=memory.total', '--format=csv,noheader,nounits'];
		const { stdout } = await promisify(execFile)('nvidia-smi', query, { timeout: 5_000 });
		const mebibytes = stdout.trim().split('\n').map(Number).filter(Number.isFinite);
		return mebibytes.length === 0 ? null : Math.max(...mebibytes) * 1024 * 1024;
	} catch {
		return null;
	}
}
