# The image of the workers; it holds the whole `tip-bench` command too.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# As `npm ci` does it, but that refuses a lock file without other platforms' optional packages.
RUN npm install --no-save --include=dev --no-audit --no-fund
COPY . .
RUN npx tsc -p tsconfig.image.json && node dist/worker/build-bundle.js
RUN npx vite build --config panel/vite.config.mts
RUN npm prune --no-save --omit=dev --no-audit --no-fund
# Of a checkout made under umask 077 nobody but its owner could read anything, in the image too.
RUN chmod -R a+rX package.json deploy prompts rubrics scenarios auto-judges personas && chmod a+x deploy/tip-bench

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production TIP_BENCH_STATE=/state TIP_BENCH_CACHE=/state/cache TIP_BENCH_DATA=/app
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/deploy ./deploy
COPY --from=build /app/rubrics ./rubrics
COPY --from=build /app/prompts ./prompts
COPY --from=build /app/scenarios ./scenarios
COPY --from=build /app/auto-judges ./auto-judges
COPY --from=build /app/personas ./personas
# The command by its name; and the judge files by the path that they have on the host, seen from the checkout.
RUN ln -s /app/deploy/tip-bench /usr/local/bin/ && ln -s /state/exports exports
# A new volume on /state takes over this owner.
RUN mkdir -p /state/exports && chown -R node:node /state
USER node
ENTRYPOINT ["tip-bench"]
CMD ["worker", "--health-socket", "/tmp/worker-health.sock"]
