# One base for all stages: what is installed in one runs in the other. Debian's libc (slim) rather than
# Alpine's, because it is the one the project's tests run on; bcrypt carries prebuilt binaries for it, so
# no stage needs a compiler.
# A tag, so two builds may differ: pin it with --build-arg NODE_IMAGE=node:<version>-slim@sha256:<digest>.
ARG NODE_IMAGE=node:20-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# With the bill of materials of what runs.
RUN npm run build && rm -f dist/.tsbuildinfo && node bin/sbom.js --write dist/sbom.cdx.json

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The optional packages are the embedded Postgres; a container is given DATABASE_URL instead.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
# HOST: a published port reaches the container's own address, never its loopback.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/var/lib/roster
WORKDIR /app
RUN install -d -o node -g node -m 0700 /var/lib/roster
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY bin ./bin
# The image's `node` user, by number: orchestrators can tell that a number is not root, but not that a name is not.
USER 1000:1000
EXPOSE 3000
# exec form and node itself: the image has neither curl nor wget, and no shell is needed.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node directly: npm as the first process does not pass SIGTERM on, and requests would be cut off.
CMD ["node", "bin/roster.js", "serve"]
