#!/bin/sh
# Makes the namespace, and sets how long finished histories are kept. Running it again changes nothing.
set -eu

namespace="${TEMPORAL_NAMESPACE:-default}"
retention="${RETENTION:-2160h}"
tries_left=60

until temporal operator cluster health >/dev/null 2>&1; do
	tries_left=$((tries_left - 1))
	if [ "$tries_left" -le 0 ]; then
		echo "Temporal at $TEMPORAL_ADDRESS is not ready" >&2
		exit 1
	fi
	sleep 2
done

if temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1; then
	temporal operator namespace update --namespace "$namespace" --retention "$retention"
else
	temporal operator namespace create --namespace "$namespace" --retention "$retention"
fi
