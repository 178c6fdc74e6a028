# The image of both workers; it holds the whole `tip-bench` command too.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# As `npm ci` does it, but that refuses a lock file without other platforms' optional packages.
RUN npm install --no-save --include=dev --no-audit --no-fund
COPY . .
RUN npx tsc -p tsconfig.build.json && node dist/worker/build-bundle.js
RUN npm prune --no-save --omit=dev --no-audit --no-fund

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production TIP_BENCH_STATE=/state TIP_BENCH_DATA=/app
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/deploy/worker-health.js ./deploy/
COPY --from=build /app/rubrics ./rubrics
COPY --from=build /app/prompts ./prompts
COPY --from=build /app/scenarios ./scenarios
# A new volume on /state takes over this owner.
RUN mkdir -p /state/exports && chown -R node:node /state
USER node
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["worker"]
