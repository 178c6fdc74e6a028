import type { AnswerTable } from './table';

const tips = ['Rest.', 'Eat.', 'Walk.'];

/** Answers that are written as the text of a program. */
export const programsTable: AnswerTable = {
	'lists of programs': [
		{ name: 'PHP', answer: "array('Rest.', 'Eat.', 'Walk.')", candidates: tips },
		{
			name: 'PHP with its variable',
			answer: "<?php\n$tips = array(\n    'Rest.',\n    'Eat.',\n    'Walk.'\n);\n?>",
			candidates: tips,
		},
		{ name: 'PHP with keys', answer: "$tips = array(1 => 'Rest.', 2 => 'Eat.', 3 => 'Walk.');", candidates: tips },
		{
			name: 'PHP, an array for each',
			answer: "array(array('tip' => 'Rest.'), array('tip' => 'Eat.'), array('tip' => 'Walk.'))",
			candidates: tips,
		},
		{ name: 'words of Ruby', answer: '%w[Rest Eat Walk]', candidates: ['Rest', 'Eat', 'Walk'] },
		{ name: 'words of Ruby in quotes', answer: '%w["Rest." "Eat." "Walk."]', candidates: tips },
		{
			name: 'words of Ruby with blanks',
			answer: '%w[Rest\\ now. Eat\\ well. Walk.]',
			candidates: ['Rest now.', 'Eat well.', 'Walk.'],
		},
		{ name: 'words of Perl', answer: 'my @tips = qw(Rest Eat Walk);', candidates: ['Rest', 'Eat', 'Walk'] },
		{ name: 'words of Elixir', answer: '~w(Rest Eat Walk)', candidates: ['Rest', 'Eat', 'Walk'] },
		{ name: 'Perl', answer: "my @tips = ('Rest.', 'Eat.', 'Walk.');", candidates: tips },
		{ name: 'Lua', answer: 'local tips = { "Rest.", "Eat.", "Walk." }', candidates: tips },
		{ name: 'C#', answer: 'var tips = new[] { "Rest.", "Eat.", "Walk." };', candidates: tips },
		{ name: 'C#, a list', answer: 'var tips = new List<string> { "Rest.", "Eat.", "Walk." };', candidates: tips },
		{ name: 'C#, an array', answer: 'string[] tips = new string[] { "Rest.", "Eat.", "Walk." };', candidates: tips },
		{ name: 'Java', answer: 'List<String> tips = List.of("Rest.", "Eat.", "Walk.");', candidates: tips },
		{ name: 'Java, lines', answer: 'Arrays.asList(\n  "Rest.",\n  "Eat.",\n  "Walk."\n)', candidates: tips },
		{ name: 'Kotlin', answer: 'val tips = listOf("Rest.", "Eat.", "Walk.")', candidates: tips },
		{ name: 'C++', answer: 'std::vector<std::string>{"Rest.", "Eat.", "Walk."}', candidates: tips },
		{
			name: 'C++ with a name',
			answer: '#include <vector>\nstd::vector<std::string> tips = {"Rest.", "Eat.", "Walk."};',
			candidates: tips,
		},
		{ name: 'C', answer: 'const char *tips[] = {"Rest.", "Eat.", "Walk."};', candidates: tips },
		{ name: 'Rust', answer: 'let tips = vec!["Rest.", "Eat.", "Walk."];', candidates: tips },
		{ name: 'Go', answer: 'tips := []string{"Rest.", "Eat.", "Walk."}', candidates: tips },
		{ name: 'R', answer: 'c("Rest.", "Eat.", "Walk.")', candidates: tips },
		{ name: 'SQL, an array', answer: "ARRAY['Rest.', 'Eat.', 'Walk.']", candidates: tips },
		{ name: 'SQL, rows', answer: "INSERT INTO tips VALUES ('Rest.'), ('Eat.'), ('Walk.');", candidates: tips },
		{ name: 'Objective-C', answer: '@[@"Rest.", @"Eat.", @"Walk."]', candidates: tips },
		{ name: 'Lisp', answer: '\'("Rest." "Eat." "Walk.")', candidates: tips },
		{ name: 'Lisp, a call', answer: '(list "Rest." "Eat." "Walk.")', candidates: tips },
		{ name: 'Lisp, a variable', answer: '(setq tips \'("Rest." "Eat." "Walk."))', candidates: tips },
		{ name: 'a shell', answer: 'tips=("Rest." "Eat." "Walk.")', candidates: tips },
		{ name: 'PowerShell', answer: '$tips = @("Rest.", "Eat.", "Walk.")', candidates: tips },
		{ name: 'Python, a set', answer: 'tips = {\n    "Rest.",\n    "Eat.",\n    "Walk.",\n}', candidates: tips },
		{ name: 'Python, a call with a set', answer: 'frozenset({"Rest.", "Eat.", "Walk."})', candidates: tips },
		{ name: 'Python, a call with names', answer: 'dict(tip1="Rest.", tip2="Eat.", tip3="Walk.")', candidates: tips },
		{ name: 'Python, an object for each', answer: '[Tip("Rest."), Tip("Eat."), Tip("Walk.")]', candidates: tips },
		{
			name: 'Python, a function',
			answer: '```python\ndef tips():\n    return ["Rest.", "Eat.", "Walk."]\n\nprint(tips())\n```',
			candidates: tips,
		},
		{ name: 'Scala', answer: 'val tips = List("Rest.", "Eat.", "Walk.")', candidates: tips },
		{ name: 'Julia', answer: 'tips = String["Rest.", "Eat.", "Walk."]', candidates: tips },
		{ name: 'JavaScript', answer: 'new Array("Rest.", "Eat.", "Walk.")', candidates: tips },
		{ name: 'Prolog', answer: 'tips(["Rest.", "Eat.", "Walk."]).', candidates: tips },
	],
	'calls with one text, and calls in prose': [
		{ name: 'PHP, one asked for', answer: "array('Rest.')", n_tips: 1, candidates: ['Rest.'] },
		{ name: 'Java, one asked for', answer: 'List.of("Rest.")', n_tips: 1, candidates: ['Rest.'] },
		{
			name: 'a call in a sentence',
			answer: 'Use print("hello", "world") to greet her.',
			candidates: ['Use print("hello", "world") to greet her.'],
		},
		{
			name: 'quotes in brackets in a sentence',
			answer: 'Tell her ("rest") and ("eat") now.',
			candidates: ['Tell her ("rest") and ("eat") now.'],
		},
	],
	'a statement for each text': [
		{
			name: 'added to a list',
			answer: 'tips = []\ntips.append("Rest.")\ntips.append("Eat.")\ntips.append("Walk.")',
			candidates: tips,
		},
		{
			name: 'added to a list, in a function',
			answer:
				'def get_tips(tasks):\n    tips = []\n    tips.append("Rest.")\n    tips.append("Eat.")\n    tips.append("Walk.")\n    return tips\n\nprint(get_tips(["Pack", "Walk"]))',
			candidates: tips,
		},
		{ name: 'printed', answer: 'print("Rest.")\nprint("Eat.")\nprint("Walk.")', candidates: tips },
		{ name: 'assigned', answer: 'tips[0] = "Rest.";\ntips[1] = "Eat.";\ntips[2] = "Walk.";', candidates: tips },
		{
			name: 'a list, and a loop that prints it',
			answer:
				'```python\ntips = [\n    "Rest.",\n    "Eat.",\n    "Walk."\n]\n\nfor i, tip in enumerate(tips, 1):\n    print(f"{i}. {tip}")\n```\n\nOutput:\n```\n1. Rest.\n2. Eat.\n3. Walk.\n```',
			candidates: tips,
		},
	],
	'texts in pieces': [
		{
			name: 'a plus and a prefix',
			answer: '["Rest " + f"now.", "Eat.", "Walk."]',
			candidates: ['Rest now.', 'Eat.', 'Walk.'],
		},
		{ name: 'one asked for', answer: '["Rest " "now."]', n_tips: 1, candidates: ['Rest now.'] },
		{ name: 'a plus', answer: '["Rest " + "now.", "Eat.", "Walk."]', candidates: ['Rest now.', 'Eat.', 'Walk.'] },
		{
			name: 'a plus at the end of a line',
			answer: '[\n  "Rest " +\n    "now.",\n  "Eat.",\n  "Walk."\n]',
			candidates: ['Rest now.', 'Eat.', 'Walk.'],
		},
		{
			name: 'a plus at the begin of a line',
			answer: '[\n  "Rest "\n    + "now.",\n  "Eat.",\n  "Walk."\n]',
			candidates: ['Rest now.', 'Eat.', 'Walk.'],
		},
		{
			name: 'two of them',
			answer: '["Rest " + "now " + "please.", "Eat.", "Walk."]',
			candidates: ['Rest now please.', 'Eat.', 'Walk.'],
		},
		{
			name: 'in a member',
			answer: '{"tips": ["Rest " + "now.", "Eat.", "Walk."]}',
			candidates: ['Rest now.', 'Eat.', 'Walk.'],
		},
		{
			name: 'in objects',
			answer: '[{"tip": "Rest " + "now."}, {"tip": "Eat."}, {"tip": "Walk."}]',
			candidates: ['Rest now.', 'Eat.', 'Walk.'],
		},
		{ name: 'side by side', answer: '["Rest " "now.", "Eat.", "Walk."]', candidates: ['Rest now.', 'Eat.', 'Walk.'] },
		{
			name: 'one below the other',
			answer: '[\n    "Rest "\n    "now.",\n    "Eat.",\n    "Walk.",\n]',
			candidates: ['Rest now.', 'Eat.', 'Walk.'],
		},
		{
			name: 'in brackets',
			answer: '[\n    ("Rest "\n     "now."),\n    "Eat.",\n    "Walk.",\n]',
			candidates: ['Rest now.', 'Eat.', 'Walk.'],
		},
		{ name: 'a dot of PHP', answer: "['Rest ' . 'now.', 'Eat.', 'Walk.']", candidates: ['Rest now.', 'Eat.', 'Walk.'] },
		{ name: 'dots of Lua', answer: '{"Rest " .. "now.", "Eat.", "Walk."}', candidates: ['Rest now.', 'Eat.', 'Walk.'] },
		{ name: 'Basic', answer: '{"Rest " & "now.", "Eat.", "Walk."}', candidates: ['Rest now.', 'Eat.', 'Walk.'] },
		{
			name: 'a backslash',
			answer: '["Rest " \\\n "now.", "Eat.", "Walk."]',
			candidates: ['Rest now.', 'Eat.', 'Walk.'],
		},
		{ name: 'lists with a plus are two', answer: '["Rest.", "Eat."] + ["Walk."]', candidates: tips },
		{ name: 'no commas at all are several', answer: '["Rest. " "Eat. " "Walk."]', candidates: tips },
	],
	'texts that touch': [
		{
			name: 'corner brackets',
			answer: '「休む。」「食べる。」「歩く。」',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'corner brackets with blanks',
			answer: '「休む。」 「食べる。」 「歩く。」',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'white corner brackets',
			answer: '『休む。』『食べる。』『歩く。』',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'lenticular brackets',
			answer: '【休む。】【食べる。】【歩く。】',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'in a sentence',
			answer: '以下の三つです。「休む。」「食べる。」「歩く。」',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'behind a label, with talk',
			answer: 'ヒント：「休む。」「食べる。」「歩く。」以上です。',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'in a text of a list',
			answer: '["「休む。」「食べる。」「歩く。」"]',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{ name: 'French quotes', answer: '«Rest.»«Eat.»«Walk.»', candidates: tips },
		{ name: 'curly quotes', answer: '“Rest.”“Eat.”“Walk.”', candidates: tips },
		{ name: 'straight quotes', answer: '"Rest.""Eat.""Walk."', candidates: tips },
		{ name: 'one quote in a sentence', answer: '彼は「休む」と言った。', candidates: ['彼は「休む」と言った。'] },
	],
};
