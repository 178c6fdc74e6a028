#!/bin/bash
# The first start makes the database, its user and the user's password; each start runs the server as the user postgres.
set -eu
run() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }

mkdir -p "$PGDATA"
chown postgres "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
	password=$(mktemp)
	echo "$POSTGRES_PASSWORD" >"$password"
	chown postgres "$password"
	run initdb --username="$POSTGRES_USER" --auth-local=trust --auth-host=scram-sha-256 --pwfile="$password"
	rm "$password"
	echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
	echo "CREATE DATABASE $POSTGRES_USER" | run postgres --single postgres
fi
exec setpriv --reuid=postgres --regid=postgres --init-groups postgres -c 'listen_addresses=*'
