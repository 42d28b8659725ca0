# One image for web and worker processes (ROLES). Before the first start, and after each update:
#   docker run --rm -e DATABASE_URL=… shanxing npm run migrate
FROM node:22-slim AS build
WORKDIR /shanxing
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN NODE_ENV=production npm run build

FROM node:22-slim AS packages
WORKDIR /shanxing
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-slim
WORKDIR /shanxing
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY --from=packages /shanxing/node_modules node_modules
COPY --from=build /shanxing/build build
# migrate and audit-books run from the sources.
COPY --from=build /shanxing/app app
COPY package.json tsconfig.json prisma.config.ts ./
COPY prisma prisma
COPY scripts scripts
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["npm", "start"]
