import { askedOf, questionItem, questionPrefix } from '../../domain/judging/auto/question';
import { ollamaJudge } from '../../domain/judging/auto-judge';
import { tipsOf } from '../stage/run-contents';
import { type JudgeRequest, partsOf, wordsOf } from './judge-request';

test('a question of ours is parted where its item begins, and put together again it is the same', () => {
	const dimensions = [{ name: 'tone', min: 1, max: 5 }];
	const rubric = { text: '# How\n\nScenario: what is asked', dimensions, flags: [] };
	const item = questionItem({ scenario: { persona: 'Ann' }, candidates: tipsOf(3) });
	const content = `${questionPrefix(askedOf(ollamaJudge('ollama/m'), rubric, null))}\n${item}`;
	const request = { model: 'm', messages: [{ role: 'user', content }] } as unknown as JudgeRequest;
	const parts = partsOf(request);
	expect(parts.item).toBe(item);
	expect(parts.prefix + parts.item).toBe(wordsOf(request));
});

test('no two of ten thousand runs have the same tips', () => {
	const all = Array.from({ length: 10_000 }, (_each, at) => tipsOf(at).join('\n'));
	expect(new Set(all).size).toBe(10_000);
});
