import { setTimeout as pause } from 'node:timers/promises';
import { watchSilence } from './silence';

test('what says nothing for long is given up, and what comes slowly is not', async () => {
	const [silent, slow] = [watchSilence('http://mlflow', 60), watchSilence('http://mlflow', 400)];
	for (let at = 0; at < 6; at += 1) {
		await pause(25);
		slow.heard();
	}
	expect(silent.signal.reason).toMatchObject({
		code: 'MlflowUnavailable',
		message: expect.stringContaining('http://mlflow'),
	});
	expect(slow.signal.aborted).toBe(false);
	silent.end();
	slow.end();
});
