import { mlflowAuthorization } from './mlflow-access';

test('user and password go before a token', () => {
	const all = { MLFLOW_TRACKING_USERNAME: 'ädmin', MLFLOW_TRACKING_PASSWORD: 'a:b', MLFLOW_TRACKING_TOKEN: 't' };
	const [kind, value] = mlflowAuthorization(all)?.split(' ') ?? [];
	expect(kind).toBe('Basic');
	expect(Buffer.from(value ?? '', 'base64').toString('utf8')).toBe('ädmin:a:b');
});

test('a user without a password is not enough', () => {
	expect(mlflowAuthorization({ MLFLOW_TRACKING_USERNAME: 'me', MLFLOW_TRACKING_PASSWORD: '' })).toBeNull();
	expect(mlflowAuthorization({ MLFLOW_TRACKING_USERNAME: 'me', MLFLOW_TRACKING_TOKEN: 't\n' })).toBe('Bearer t');
	expect(mlflowAuthorization({})).toBeNull();
});
