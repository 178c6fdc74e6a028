# Stands for node:VERSION-slim: Node's own build of that version, npm, and the user node.
FROM tip-bench-check-base
RUN useradd --create-home --uid 1000 node
COPY --chmod=755 bin/node /usr/local/bin/
COPY npm /usr/local/lib/node_modules/npm
RUN cd /usr/local/bin && for name in npm npx; do ln -s ../lib/node_modules/npm/bin/$name-cli.js $name; done && chmod +x /usr/local/lib/node_modules/npm/bin/*
# Not in the real one: registries may be reached through a certificate of this machine's own.
RUN mkdir -p /usr/local/etc && echo cafile=/etc/ssl/certs/ca-certificates.crt > /usr/local/etc/npmrc
