"""Copies runs of one experiment into another, all or some that follow each other by their start, within the database of a real MLflow on SQLite: thousands in seconds.

    python3 copy-runs.py DATABASE FROM_EXPERIMENT TO_EXPERIMENT [FIRST COUNT]

The copies are the same rows under other ids: the first digit of each becomes a `z`, which no id of MLflow's has.
"""

import sqlite3
import sys

TABLES = ["runs", "tags", "params", "metrics", "latest_metrics"]


def main(database, source, target, first=0, count=-1):
    connection = sqlite3.connect(database, timeout=60)
    with connection:
        for table in TABLES:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            copied = {"run_uuid": "'z' || substr(run_uuid, 2)", "experiment_id": str(int(target))}
            values = ", ".join(copied.get(column, column) for column in columns)
            names = ", ".join(columns)
            some = f"ORDER BY start_time LIMIT {int(count)} OFFSET {int(first)}"
            runs = f"SELECT run_uuid FROM runs WHERE experiment_id = {int(source)} {some}"
            connection.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE run_uuid IN ({runs})")
    connection.close()


main(*sys.argv[1:])
