#!/bin/sh
# Ends with 0 when PostgreSQL takes the password of `.env`, and says what to do when it does not.
set -u

if answer=$(psql --no-password --tuples-only --command 'SELECT 1' 2>&1); then
	exit 0
fi
echo "$answer" >&2
case $answer in
*'password authentication failed'*)
	echo "POSTGRES_PASSWORD in .env is not the one that this database was made with. Put that one back, or set the new one" >&2
	echo "in the database too: docker compose exec postgres psql --username=temporal --command='\\password'" >&2
	;;
esac
exit 1
