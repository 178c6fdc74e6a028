import type { AnswerTable } from './table';

/** Answers in other scripts than Latin. */
export const scriptsTable: AnswerTable = {
	'numerals of other scripts': [
		{ name: 'Arabic-Indic', answer: '١. استرح.\n٢. كل.\n٣. امش.', candidates: ['استرح.', 'كل.', 'امش.'] },
		{ name: 'Arabic-Indic with dashes', answer: '١- استرح.\n٢- كل.\n٣- امش.', candidates: ['استرح.', 'كل.', 'امش.'] },
		{
			name: 'Persian',
			answer: '۱) استراحت کن.\n۲) بخور.\n۳) راه برو.',
			candidates: ['استراحت کن.', 'بخور.', 'راه برو.'],
		},
		{ name: 'Devanagari', answer: '१. आराम करो।\n२. खाओ।\n३. चलो।', candidates: ['आराम करो।', 'खाओ।', 'चलो।'] },
		{ name: 'Bengali', answer: '১। বিশ্রাম নাও।\n২। খাও।\n৩। হাঁটো।', candidates: ['বিশ্রাম নাও।', 'খাও।', 'হাঁটো।'] },
		{ name: 'Thai', answer: '๑. พักผ่อน\n๒. กิน\n๓. เดิน', candidates: ['พักผ่อน', 'กิน', 'เดิน'] },
		{
			name: 'full width',
			answer: '１．休む。\n２．食べる。\n３．歩く。',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'full-width brackets',
			answer: '（１）休む。\n（２）食べる。\n（３）歩く。',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'a Japanese comma',
			answer: '1、休む。\n2、食べる。\n3、歩く。',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{ name: 'Chinese', answer: '一、休息。\n二、吃饭。\n三、散步。', candidates: ['休息。', '吃饭。', '散步。'] },
		{
			name: 'Chinese ordinals',
			answer: '第一：休息。\n第二：吃饭。\n第三：散步。',
			candidates: ['休息。', '吃饭。', '散步。'],
		},
		{
			name: 'Chinese brackets',
			answer: '（一）休息。\n（二）吃饭。\n（三）散步。',
			candidates: ['休息。', '吃饭。', '散步。'],
		},
		{
			name: 'Hangul',
			answer: '가. 쉬세요.\n나. 드세요.\n다. 걸으세요.',
			candidates: ['쉬세요.', '드세요.', '걸으세요.'],
		},
		{ name: 'Cyrillic', answer: 'а) Отдохни.\nб) Поешь.\nв) Погуляй.', candidates: ['Отдохни.', 'Поешь.', 'Погуляй.'] },
	],
	'labels of other languages': [
		{
			name: 'Chinese',
			answer: '提示1：休息。\n提示2：吃饭。\n提示3：散步。',
			candidates: ['休息。', '吃饭。', '散步。'],
		},
		{
			name: 'Chinese, spelled',
			answer: '建议一：休息。\n建议二：吃饭。\n建议三：散步。',
			candidates: ['休息。', '吃饭。', '散步。'],
		},
		{
			name: 'Korean numbers',
			answer: '1번: 쉬세요.\n2번: 드세요.\n3번: 걸으세요.',
			candidates: ['쉬세요.', '드세요.', '걸으세요.'],
		},
		{
			name: 'Korean',
			answer: '팁 1: 쉬세요.\n팁 2: 드세요.\n팁 3: 걸으세요.',
			candidates: ['쉬세요.', '드세요.', '걸으세요.'],
		},
		{
			name: 'Russian',
			answer: 'Совет 1: Отдохни.\nСовет 2: Поешь.\nСовет 3: Погуляй.',
			candidates: ['Отдохни.', 'Поешь.', 'Погуляй.'],
		},
		{
			name: 'French',
			answer: 'Conseil n°1 : Repose-toi.\nConseil n°2 : Mange.\nConseil n°3 : Marche.',
			candidates: ['Repose-toi.', 'Mange.', 'Marche.'],
		},
		{ name: 'Arabic', answer: 'نصيحة ١: استرح.\nنصيحة ٢: كل.\nنصيحة ٣: امش.', candidates: ['استرح.', 'كل.', 'امش.'] },
		{
			name: 'Hindi, bold',
			answer: '**सुझाव 1:** आराम करो।\n**सुझाव 2:** खाओ।\n**सुझाव 3:** चलो।',
			candidates: ['आराम करो।', 'खाओ।', 'चलो।'],
		},
	],
	'bullets and quotes of other scripts': [
		{ name: 'a Japanese dot', answer: '・休む。\n・食べる。\n・歩く。', candidates: ['休む。', '食べる。', '歩く。'] },
		{ name: 'Hebrew', answer: '- תנוח.\n- תאכל.\n- תלך.', candidates: ['תנוח.', 'תאכל.', 'תלך.'] },
		{
			name: 'right to left, with marks',
			answer: '\u200F1. استرح.\u200F\n\u200F2. كل.\u200F\n\u200F3. امش.\u200F',
			candidates: ['استرح.', 'كل.', 'امش.'],
		},
		{ name: 'Chinese quotes', answer: '“休息。”，“吃饭。”，“散步。”', candidates: ['休息。', '吃饭。', '散步。'] },
		{
			name: 'corner brackets',
			answer: '「休む。」、「食べる。」、「歩く。」',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'corner brackets, line by line',
			answer: '「休む。」\n「食べる。」\n「歩く。」',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'full-width everything',
			answer: '［＂休む。＂，＂食べる。＂，＂歩く。＂］',
			candidates: ['休む。', '食べる。', '歩く。'],
		},
		{
			name: 'the asked form',
			answer: '["休む。", "तैयार।", "استرح."]',
			candidates: ['休む。', 'तैयार।', 'استرح.'],
			format_ok: 1,
		},
		{ name: 'lines', answer: '休む。\n食べる。\n歩く。', candidates: ['休む。', '食べる。', '歩く。'] },
	],
};
