import { readRoutes } from './read-routes';

test('all routes that read are asked, each once, but those that are not kept', () => {
	const experiment = { parameters: [{ name: 'limit' }, { name: 'experiment' }] };
	const paths = {
		'/api/health': { get: {} },
		'/api/bench/runs': { get: experiment },
		'/api/bench/runs/{experiment}': { get: experiment },
		'/api/bench/progress': { get: experiment },
		'/api/bench/pause': { post: experiment },
	};
	expect(readRoutes({ paths }, 'a b/c')).toEqual(['/api/health', '/api/bench/runs?experiment=a%20b%2Fc']);
});
