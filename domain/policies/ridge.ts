/** A ridge regression that learns one example at a time. Never changed in place. */
export interface Ridge {
	readonly dimension: number;
	/** The lower triangle L of A = λI + Σxxᵀ = LLᵀ, row by row. */
	readonly factor: Float64Array;
	/** b = Σrx. */
	readonly moments: Float64Array;
	readonly examples: number;
}

/** Nothing learned yet. @param lambda > 0: how strongly weights are held to 0 */
export function emptyRidge(dimension: number, lambda: number): Ridge {
	const factor = new Float64Array((dimension * (dimension + 1)) / 2);
	for (let row = 0; row < dimension; row += 1) factor[rowAt(row) + row] = Math.sqrt(lambda);
	return { dimension, factor, moments: new Float64Array(dimension), examples: 0 };
}

/**
 * Learns that `x` was worth `reward`. The factor of A + xxᵀ comes from that of A by one plane rotation a column, which loses
 * no digits however long it goes on (Golub and Van Loan, Matrix Computations, 4th ed., §6.5.4); an inverse that is updated
 * (Sherman–Morrison) would.
 */
export function learn(ridge: Ridge, x: ArrayLike<number>, reward: number): Ridge {
	const { dimension } = ridge;
	const factor = ridge.factor.slice();
	const moments = ridge.moments.slice();
	const rest = new Float64Array(dimension);
	for (let at = 0; at < dimension; at += 1) {
		rest[at] = x[at] as number;
		moments[at] = (moments[at] as number) + reward * (x[at] as number);
	}
	for (let column = 0; column < dimension; column += 1) {
		const place = rowAt(column) + column;
		const [old, added] = [factor[place] as number, rest[column] as number];
		const length = Math.sqrt(old * old + added * added);
		const [cosine, sine] = [length / old, added / old];
		factor[place] = length;
		for (let row = column + 1; row < dimension; row += 1) {
			const below = rowAt(row) + column;
			const value = ((factor[below] as number) + sine * (rest[row] as number)) / cosine;
			factor[below] = value;
			rest[row] = cosine * (rest[row] as number) - sine * value;
		}
	}
	return { dimension, factor, moments, examples: ridge.examples + 1 };
}

/** The weights θ that solve Aθ = b. */
export function weightsOf({ dimension, factor, moments }: Ridge): Float64Array {
	const weights = forward(dimension, factor, moments);
	for (let row = dimension - 1; row >= 0; row -= 1) {
		let rest = weights[row] as number;
		for (let later = row + 1; later < dimension; later += 1)
			rest -= (factor[rowAt(later) + row] as number) * (weights[later] as number);
		weights[row] = rest / (factor[rowAt(row) + row] as number);
	}
	return weights;
}

/** How little is known of `x`: √(xᵀA⁻¹x). */
export function uncertaintyOf({ dimension, factor }: Ridge, x: ArrayLike<number>): number {
	let sum = 0;
	for (const each of forward(dimension, factor, x)) sum += each * each;
	return Math.sqrt(sum);
}

/** Solves Ly = values. */
function forward(dimension: number, factor: Float64Array, values: ArrayLike<number>): Float64Array {
	const solved = new Float64Array(dimension);
	for (let row = 0; row < dimension; row += 1) {
		const start = rowAt(row);
		let rest = values[row] as number;
		for (let column = 0; column < row; column += 1)
			rest -= (factor[start + column] as number) * (solved[column] as number);
		solved[row] = rest / (factor[start + row] as number);
	}
	return solved;
}

/** Where a row of the triangle begins. */
function rowAt(row: number): number {
	return (row * (row + 1)) / 2;
}
