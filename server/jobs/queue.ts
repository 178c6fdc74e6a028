/** What one side puts in and another takes out, in order, until it ends. */
export interface Queue<T> extends AsyncIterable<T> {
	put(each: T): void;
	end(): void;
}

export function createQueue<T>(): Queue<T> {
	const waiting: T[] = [];
	let isOver = false;
	let wake = () => {};
	return {
		put(each) {
			waiting.push(each);
			wake();
		},
		end() {
			isOver = true;
			wake();
		},
		async *[Symbol.asyncIterator]() {
			for (;;) {
				while (waiting.length > 0) yield waiting.shift() as T;
				if (isOver) return;
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
		},
	};
}
