# Stands for temporalio/admin-tools: the same tool and schema, built here, and this machine's Temporal CLI.
FROM tip-bench-check-base
RUN useradd --create-home --uid 1000 temporal
COPY --chmod=755 temporal temporal-sql-tool /usr/local/bin/
COPY schema /etc/temporal/schema
USER temporal
