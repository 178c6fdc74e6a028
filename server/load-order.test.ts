// `up` and `demo` load the worker first, and with it schemas of the domain, before the library of the routes is there.
import '../domain/optimize/active-prompt';
import '../domain/simulation/sim-results';
import '../domain/simulation/sim-status';
import '../domain/policies/decision';
import '../domain/bench/status';
import '../contracts/optimize';

test('the routes can be loaded after the schemas that they show', () => {
	expect(require('./routes/all')).toBeDefined();
	expect(require('../serving/http/app')).toBeDefined();
});
