#!/bin/sh
# Puts a backup in place of what the services hold: `deploy/restore.sh [--replace] FOLDER`. Judge files that are in exports/
# stay as they are.
set -eu

replace=no
if [ "${1:-}" = --replace ]; then
	replace=yes
	shift
fi
if [ $# -ne 1 ]; then
	echo "usage: deploy/restore.sh [--replace] FOLDER" >&2
	exit 2
fi
case $1 in
/*) folder=$1 ;;
*) folder=$PWD/$1 ;;
esac
cd "$(dirname "$0")/.."
for file in temporal.dump temporal_visibility.dump mlflow.tar.gz exports.tar.gz; do
	if [ ! -s "$folder/$file" ]; then
		echo "$folder is no backup: it has no $file" >&2
		exit 1
	fi
done

docker compose up --detach --no-deps --wait postgres
held=$(docker compose exec -T postgres psql --username=temporal --dbname=temporal --tuples-only --no-align \
	--command='SELECT count(*) FROM executions' </dev/null 2>/dev/null || echo 0)
if [ "$held" != 0 ] && [ "$replace" = no ]; then
	echo "this server holds $held workflows, and results; deploy/restore.sh --replace FOLDER puts the backup in their place" >&2
	exit 1
fi

trap '[ $? -eq 0 ] || echo "the restore is not complete: mend what is said above and run it again, with --replace" >&2' EXIT
# All but PostgreSQL, which what follows needs.
# shellcheck disable=SC2046
docker compose stop $(docker compose config --services | grep -v '^postgres$')
for database in temporal temporal_visibility; do
	docker compose exec -T postgres dropdb --username=temporal --maintenance-db=postgres --if-exists --force "$database" </dev/null
	docker compose exec -T postgres createdb --username=temporal --maintenance-db=postgres "$database" </dev/null
	docker compose exec -T postgres pg_restore --username=temporal --no-owner --exit-on-error --dbname="$database" \
		<"$folder/$database.dump"
done
docker compose run --rm --no-deps -T --entrypoint sh mlflow -c \
	'find /mlflow -mindepth 1 -delete && tar --extract --gzip --directory=/mlflow' <"$folder/mlflow.tar.gz"
if [ -s "$folder/serving.tar.gz" ]; then
	# As root: the volume is handed to the workers' user at the next start.
	docker compose run --rm --no-deps -T --user 0:0 --cap-add DAC_OVERRIDE --entrypoint sh worker -c \
		'find /state/serving -mindepth 1 -delete && tar --extract --gzip --no-same-owner --directory=/state/serving' \
		<"$folder/serving.tar.gz"
else
	echo "this backup is older than the service serve, and has nothing of it: what is served stays as it is" >&2
fi
docker compose up --detach --wait
# As the workers' user, to whom they belong then, whoever runs this.
docker compose run --rm --no-deps -T --entrypoint tar worker --extract --gzip --directory=/state/exports --skip-old-files \
	<"$folder/exports.tar.gz"
echo "restored from $folder"
