import { TipBenchError } from '../domain/errors';
import { MachineError } from '../machine/errors';
import { receivedFailure, sentFailure } from './sent-failure';

const sent = (thrown: unknown) => receivedFailure(structuredClone(sentFailure(thrown)));

test('what one thread has thrown another one catches, with its class, its place and its patience', () => {
	const away = new TipBenchError('MlflowUnavailable', 'away', { retryAfterMs: 7 });
	expect(sent(away)).toBeInstanceOf(TipBenchError);
	expect(sent(away)).toMatchObject({ code: 'MlflowUnavailable', message: 'away', retryAfterMs: 7, stack: away.stack });
	const full = new MachineError('FileUnwritable', 'the disk is full');
	expect(sent(full)).toBeInstanceOf(MachineError);
	expect(sent(full)).toMatchObject({ code: 'FileUnwritable', final: true, stack: full.stack });
	const strange = new RangeError('x');
	expect(sent(strange)).toMatchObject({ message: 'x', stack: strange.stack });
	expect(sent('a word')).toMatchObject({ message: 'a word', name: 'Error' });
});
