import { saysSomething } from './visible';

const thoughts = [
	'(?:(?:my|the|internal|inner|initial|step[- ]by[- ]step|chain[- ]of) )?(?:thoughts?|thinking|reasoning|analysis|rationale|reflection|planning|brainstorm(?:ing)?|draft)(?: (?:process|steps))?',
	'(?:überlegung(?:en)?|gedanken(?:gang)?|analyse|réflexion|raisonnement|pensée|razonamiento|pensamiento|análisis)',
	'(?:raciocínio|pensamento|análise|ragionamento|pensiero|analisi|рассуждени[ея]|размышлени[ея]|мысли|анализ)',
	'(?:(?:思考|推理|推論|分析)(?:过程|過程)?|考え|생각|추론|사고 과정|분석|التفكير|التحليل|विचार|तर्क|विश्लेषण)',
];
const answers = [
	'(?:(?:my|the|your) )?(?:(?:final|revised) )?(?:answer|response|output|result|tips|list|suggestions|solution|recommendations)',
	'(?:(?:endgültige|finale) )?(?:antwort|tipps)|(?:end)?ergebnis|réponse(?: finale)?|conseils|respuesta(?: final)?|consejos',
	'resposta(?: final)?|dicas|risposta(?: finale)?|consigli|(?:(?:окончательный|итоговый|финальный) )?ответ|итог|советы',
	'(?:最终|最終|最后)?(?:答案|回答|答え|建议|建議|输出|结果|ヒント|アドバイス)|(?:최종 )?(?:답변|답|팁|조언)|الإجابة(?: النهائية)?|الجواب|(?:अंतिम )?उत्तर',
];
const begin = headingOf(thoughts);
const answer = headingOf(answers);

/** A heading, a line that begins bold, or one that begins with a word and a colon. */
function headingOf(words: readonly string[]): RegExp {
	const word = `(?:\\p{Extended_Pictographic}\\uFE0F? ?)?(?:${words.join('|')})`;
	const bold = '(?:\\*\\*|__)';
	return new RegExp(
		`^[ \\t]{0,12}(?:#{1,6}[ \\t]{1,4}${bold}?${word}[ \\t]?[:：]?${bold}?[:：]?[ \\t]*$|` +
			`${bold}${word}[ \\t]?[:：]?${bold}[ \\t]?[:：]?|${word}[ \\t]?[:：])`,
		'gimu',
	);
}

/** What stands behind the heading of the answer, where a heading of thoughts comes before it; else `undefined`. */
export function behindHeadings(text: string): string | undefined {
	const first = text.matchAll(begin).next().value;
	if (first === undefined) return undefined;
	const ends = [...text.matchAll(answer)].filter(({ index }) => index > first.index);
	return ends
		.slice(-8)
		.map((found) => text.slice(found.index + found[0].length))
		.findLast(saysSomething);
}
