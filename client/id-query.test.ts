import { idBegins } from './id-query';

test.each([
	["judge/it's/", "WorkflowId STARTS_WITH 'judge/it\\'s/'"],
	['judge/“½” %_!/', "WorkflowId STARTS_WITH 'judge/“½” %_!/'"],
	['judge/say "hi"/', "WorkflowId STARTS_WITH 'judge/say '"],
	["judge/a\\' OR 1=1/", "WorkflowId STARTS_WITH 'judge/a'"],
	['judge/a\nb/', "WorkflowId STARTS_WITH 'judge/a'"],
])('%j is asked for up to what Temporal does not find', (prefix, query) => expect(idBegins(prefix)).toBe(query));
