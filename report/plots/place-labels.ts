/** A short text beside a point. */
export interface PlacedLabel {
	readonly x: number;
	readonly y: number;
	readonly text: string;
}

/** Room that a character takes, and a line; the radius of a point. */
const [characterWidth, lineHeight, radius] = [9, 13, 7];

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/**
 * Places for the labels of points so that none covers another or another's point: above, to the left, to the right or below,
 * near or a little farther. A label for which there is no such place is left out.
 */
export function placeLabels(
	points: readonly PlacedLabel[],
	room: { readonly width: number; readonly height: number },
): PlacedLabel[] {
	const marks = points.map(({ x, y }) => ({
		left: x - radius,
		top: y - radius,
		right: x + radius,
		bottom: y + radius,
	}));
	const taken: Box[] = [];
	return points.flatMap(({ x, y, text }, own) => {
		const width = text.length * characterWidth;
		for (const away of [4, 14, 26]) {
			const places = [
				{ x: x - width / 2 - 3, y: y - radius - away },
				{ x: x - radius - away - width + 2, y: y - 2 },
				{ x: x + radius + away - 2, y: y + 12 },
				{ x: x - width / 2 + 3, y: y + radius + away + 8 },
			];
			for (const place of places) {
				const box = { left: place.x, top: place.y - lineHeight + 2, right: place.x + width, bottom: place.y + 2 };
				const isInside = box.left > 0 && box.top > 0 && box.right < room.width && box.bottom < room.height;
				const isFree =
					!taken.some((each) => overlap(each, box)) && !marks.some((mark, at) => at !== own && overlap(mark, box));
				if (!isInside || !isFree) continue;
				taken.push(box);
				return [{ ...place, text }];
			}
		}
		return [];
	});
}

function overlap(one: Box, other: Box): boolean {
	return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
