# Stands for postgres: Debian's own PostgreSQL, set up as the real image's entry point does it.
FROM tip-bench-check-base
RUN apt-get update && apt-get install -qy --no-install-recommends postgresql && ln -s /usr/lib/postgresql/*/bin /opt/postgresql
ENV PATH=/opt/postgresql:$PATH PGDATA=/var/lib/postgresql/data
STOPSIGNAL SIGINT
COPY --chmod=755 postgres-entry.sh /usr/local/bin/
CMD ["postgres-entry.sh"]
