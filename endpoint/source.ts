/** What a judge's file says of its endpoint: the names of the variables, never what they hold. */
export interface EndpointSource {
	/** The auto judge, for messages. */
	readonly kind: string;
	readonly model: string;
	readonly address_variable: string;
	readonly key_variable?: string | undefined;
}
