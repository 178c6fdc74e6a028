/**
 * A test that takes long, beside others of its kind that do not: `npm test` passes it over, and `npm run test:long` runs
 * it with all the rest.
 */
export const longTest: typeof test = process.env.TIP_BENCH_TEST_LONG === undefined ? test.skip : test;
