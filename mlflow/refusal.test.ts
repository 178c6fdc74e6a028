import { isTransient, isUnknownHost, mlflowRefusal, refusalOf } from './refusal';

const json = (error_code: string, message: string) => JSON.stringify({ error_code, message });

test.each([
	[500, json('INTERNAL_ERROR', 'x')],
	[503, ''],
	[429, 'slow down'],
	[400, json('BAD_REQUEST', '(sqlalchemy.exc.TimeoutError) QueuePool limit of size 5 overflow 10 reached')],
	[400, json('BAD_REQUEST', '(sqlite3.OperationalError) database is locked')],
])('%d %s may mend itself', (status, body) => {
	expect(isTransient(refusalOf(status, body))).toBe(true);
	expect(mlflowRefusal('http://m:5000', 'POST x', refusalOf(status, body)).code).toBe('MlflowUnavailable');
});

test.each([
	[400, json('INVALID_PARAMETER_VALUE', 'Changing param values is not allowed.'), /Changing param values/],
	[401, 'You are not authenticated.', /MLFLOW_TRACKING_USERNAME/],
	[403, json('PERMISSION_DENIED', 'Permission denied'), /may not do this/],
	[404, '<!doctype html>\n<title>404 Not Found</title>', /--static-prefix/],
	[404, json('RESOURCE_DOES_NOT_EXIST', 'Run with id=1 not found'), /id=1 not found$/],
])('%d %s is final', (status, body, message) => {
	const error = mlflowRefusal('http://m:5000', 'POST x', refusalOf(status, body));
	expect(error.code).toBe('MlflowRefused');
	expect(error.message).toMatch(message);
});

test('an unknown host name is told from a missing permission', () => {
	const refusal = refusalOf(403, 'Invalid Host header - possible DNS rebinding attack detected');
	expect(isUnknownHost(refusal)).toBe(true);
	expect(isUnknownHost(refusalOf(403, json('PERMISSION_DENIED', 'Permission denied')))).toBe(false);
	expect(mlflowRefusal('http://gpu-box:5000', 'GET x', refusal).message).toContain('`--allowed-hosts gpu-box:5000`');
});

test('a page of somebody else is not repeated', () => {
	expect(refusalOf(502, '<html>long page</html>').message).toBe('');
});
