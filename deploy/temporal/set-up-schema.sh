#!/bin/sh
# Makes Temporal's two databases and brings their schema up to this image's version. Running it again changes nothing.
set -eu

schemas="${SCHEMA_DIR:-/etc/temporal/schema}/postgresql/v12"

set_up() {
	temporal-sql-tool --db "$1" create
	temporal-sql-tool --db "$1" setup-schema -v 0.0
	temporal-sql-tool --db "$1" update-schema -d "$schemas/$2/versioned"
}

set_up temporal temporal
set_up temporal_visibility visibility
