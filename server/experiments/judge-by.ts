import type { Catalog } from '../../catalog/catalog';
import { byFault, judgeNameSchema } from '../../domain/judging/judge-name';
import { ServerError } from '../../http/errors';

/**
 * The name of a judge as it is kept.
 * @throws ServerError RequestInvalid where nobody can be called so
 */
export async function judgeNameOf(said: string, catalog: Catalog): Promise<string> {
	const name = judgeNameSchema.safeParse(said);
	if (!name.success) throw refused(name.error.issues.map(({ message }) => message).join('; '));
	const [fault] = byFault(name.data, await catalog.autoJudgeNames());
	if (fault !== undefined) throw refused(fault.replace(/^by: /, ''));
	return name.data;
}

function refused(message: string): ServerError {
	return new ServerError('RequestInvalid', `by: ${message}`, { faults: [{ key: 'by', message }] });
}
