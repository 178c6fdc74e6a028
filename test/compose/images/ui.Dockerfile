# Stands for temporalio/ui: the same program, built here.
FROM tip-bench-check-base
RUN useradd --create-home --uid 1000 temporal
WORKDIR /home/ui-server
COPY --chmod=755 ui-server ./
COPY config ./config
USER temporal
ENTRYPOINT ["./ui-server", "--env", "docker", "start"]
