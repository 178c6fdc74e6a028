#!/bin/sh
# Backs up all that cannot be made again, into a new folder: `deploy/backup.sh [FOLDER]`, by default backups/DATE-TIME.
# Meanwhile, for some seconds, nothing is recorded and MLflow is away; benches go on by themselves afterwards.
set -eu
# What is in a backup is nobody else's business.
umask 077

target=${1:-}
case $target in
'') ;;
/*) ;;
*) target=$PWD/$target ;;
esac
cd "$(dirname "$0")/.."
target=${target:-$PWD/backups/$(date -u +%Y-%m-%dT%H-%M-%SZ)}
while [ "$target" != "${target%/}" ]; do target=${target%/}; done
partial=$target.partial

for folder in "$target" "$partial"; do
	if [ -e "$folder" ]; then
		echo "$folder is there already; name another folder" >&2
		exit 1
	fi
done
if [ -z "$(docker compose ps --quiet --status running postgres)" ]; then
	echo "PostgreSQL does not run; start the services first: docker compose up --detach --wait" >&2
	exit 1
fi
# Only what ran is started again.
stopped=$(docker compose ps --services --status running worker mlflow)

mkdir -p "$(dirname "$partial")"
# Of two at once only one makes it.
mkdir "$partial"

finish() {
	code=$?
	trap - EXIT
	# shellcheck disable=SC2086
	[ -z "$stopped" ] || docker compose start $stopped || code=1
	rm -rf "$partial"
	[ "$code" -eq 0 ] || echo "no backup was made" >&2
	exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The worker first: then what Temporal has for recorded and what MLflow has is the same.
docker compose stop worker mlflow
for database in temporal temporal_visibility; do
	docker compose exec -T postgres pg_dump --username=temporal --format=custom --dbname="$database" \
		</dev/null >"$partial/$database.dump"
done
docker compose run --rm --no-deps -T --entrypoint tar mlflow --create --gzip --directory=/mlflow . \
	</dev/null >"$partial/mlflow.tar.gz"
docker compose run --rm --no-deps -T --entrypoint tar worker --create --gzip --directory=/state/exports . \
	</dev/null >"$partial/exports.tar.gz"
# Choices and rewards go on meanwhile. By their names: the folder itself is not to be changed when they are put back.
docker compose run --rm --no-deps -T --entrypoint sh worker -c \
	'node deploy/copy-serving.js /state/serving /tmp/serving && cd /tmp/serving && ls -A | tar --create --gzip --files-from=-' \
	</dev/null >"$partial/serving.tar.gz"
mv "$partial" "$target"
echo "backup: $target"
