# Stands for ghcr.io/mlflow/mlflow: the same package of the same version.
FROM tip-bench-check-base
ARG VERSION
RUN apt-get update && apt-get install -qy --no-install-recommends python3-venv && python3 -m venv /opt/mlflow \
	&& /opt/mlflow/bin/pip install --quiet --cert /etc/ssl/certs/ca-certificates.crt mlflow==$VERSION
ENV PATH=/opt/mlflow/bin:$PATH
