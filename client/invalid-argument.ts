import { isGrpcServiceError } from '@temporalio/client';

/** As gRPC numbers what was asked wrongly. */
const invalidArgument = 3;

/** What Temporal itself says of something that it cannot take, such as a name that is too long; `null` of any other failure. */
export function argumentRefusal(error: unknown): string | null {
	const cause = error instanceof Error ? error.cause : undefined;
	return isGrpcServiceError(cause) && cause.code === invalidArgument ? cause.details : null;
}
