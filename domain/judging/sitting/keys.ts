/** Keys that have a name of their own; the same one for what terminals and people use alike. */
export type KeyName =
	| 'enter'
	| 'escape'
	| 'backspace'
	| 'delete'
	| 'left'
	| 'right'
	| 'up'
	| 'down'
	| 'home'
	| 'end'
	| 'page-up'
	| 'page-down'
	| 'tab'
	| 'interrupt'
	| 'cut-line'
	| 'cut-word';

/** What somebody did at a keyboard. */
export type Key =
	| { readonly is: 'name'; readonly name: KeyName }
	/** What a key writes. */
	| { readonly is: 'text'; readonly text: string }
	/** What came from a clipboard: never taken for keys. */
	| { readonly is: 'paste'; readonly text: string };
