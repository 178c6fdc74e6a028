/** How long something takes, as a person says it: `about 25 min`. */
export function timeAbout(seconds: number): string {
	if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s`;
	const minutes = Math.round(seconds / 60);
	if (minutes < 90) return `about ${minutes} min`;
	const hours = seconds / 3600;
	if (hours < 48) return `about ${hours < 10 ? hours.toFixed(1) : Math.round(hours)} h`;
	return `about ${Math.round(hours / 24)} d`;
}
