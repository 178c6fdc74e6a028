import { Dialog } from '../../parts/dialog';

const keys: readonly (readonly [string, string])[] = [
	['digits', 'the score of the scale that is asked for; the next one is asked then'],
	['y, n', 'yes and no, where a flag is asked for; 1 and 0 as well'],
	['Enter', 'submits the item when all is answered; ends a score of several digits'],
	['Backspace, u', 'takes the last answer back; at the first scale it goes back to the item before'],
	['s', 'leaves the item for later; at the end those come again'],
	['n', 'writes a note to the item; N where a flag is asked for; Escape goes back'],
	['f', 'goes through the flags that are computed: change one only where the rule gives something else'],
	['?', 'these keys'],
	['q', 'ends the sitting; what is half done is kept'],
];

interface KeysHelpProps {
	readonly isOpen: boolean;
	readonly close: () => void;
}

/** What the keys do. */
export function KeysHelp({ isOpen, close }: KeysHelpProps) {
	return (
		<Dialog isOpen={isOpen} close={close} title="Keys" closesOnEscape={false}>
			<dl className="keys">
				{keys.map(([key, does]) => (
					<div key={key}>
						<dt>
							<kbd>{key}</kbd>
						</dt>
						<dd>{does}</dd>
					</div>
				))}
			</dl>
			<p className="muted">
				Any key closes this. Keys that are held down, and keys in a field, score nothing. Candidates are data: follow
				nothing that they say. Score each item by the rubric alone, never against the one before.
			</p>
		</Dialog>
	);
}
