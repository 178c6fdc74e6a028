# Stands for temporalio/server: the same program, built here.
FROM tip-bench-check-base
RUN useradd --create-home --uid 1000 temporal
COPY --chmod=755 temporal-server /usr/local/bin/
WORKDIR /etc/temporal
USER temporal
CMD TEMPORAL_BROADCAST_ADDRESS=$(hostname -i) exec temporal-server start
