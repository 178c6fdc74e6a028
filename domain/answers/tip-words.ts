/** What models call a tip, in some languages, as a pattern for flags `iu`. */
export const tipWord =
	'(?:tip|tipp|consejo|conseil|astuce|dica|conselho|consiglio|ratschlag|wskaz[oó]wka|ipucu|mẹo|совет|порада|' +
	'建议|建議|提示|贴士|ヒント|アドバイス|コツ|팁|조언|نصيحة|सुझाव|टिप|পরামর্শ|คำแนะนำ|เคล็ดลับ)s?';
/** What else may stand between an ordinal and its colon: `1st idea:`. */
export const tipOrStepWord = `(?:${tipWord}|(?:suggestion|advice|idea|step|thing|recommendation|hint|vorschlag|schritt|idee|paso|id[ée]e|[ée]tape|sugest[aã]o|passo|шаг|步骤|اقتراح|단계)s?)`;
