/** What a judge's file says of its endpoint: the names of the variables, never what they hold. */
export interface EndpointSource {
	/** The auto judge, for messages. */
	readonly kind: string;
	readonly model: string;
	readonly address_variable: string;
	readonly key_variable?: string | undefined;
	/** So many of a client's requests are under way at once; further ones wait. */
	readonly most_at_once: number;
}
