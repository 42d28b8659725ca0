import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import { pinoHttp } from 'pino-http'
import { mostCoveragePictures } from './campaigns/coverage'
import type { CoverageSnapshot } from './campaigns/coverage-feed.server'
import { frameOrigins } from './campaigns/video'
import { openDemo } from './demo/open-demo.server'
import { announceFirstAdministrator } from './identity/announce-first-administrator.server'
import { auditBooks } from './ledger/audit-books.server'
import { auditReport } from './ledger/audit-report'
import { endFeeds } from './live/end-feeds.server'
import { serveFeed } from './live/serve-feed.server'
import { serveFrames } from './live/serve-frames.server'
import { mostStatementBytes } from './payments/bank/statement'
import type { Gateway } from './payments/gateway'
import { receiveWebhook } from './payments/receive-webhook.server'
import { bodyInTime } from './platform/body-in-time.server'
import { type Config, readConfig } from './platform/config.server'
import { controlSocketPath } from './platform/control-socket.server'
import { serveFile } from './platform/files/serve-file.server'
import { handOutAgain } from './platform/hand-out-again.server'
import { localeOfPath } from './platform/i18n'
import en from './platform/locales/en'
import zhCN from './platform/locales/zh-CN'
import { log, pathForLog } from './platform/log.server'
import type { Framed } from './platform/open-frames.server'
import { openPlaces } from './platform/open-places.server'
import { outletOf } from './platform/outlet.server'
import { mostPictureBytes } from './platform/pictures/picture'
import { networkOf } from './platform/rate-limit.server'
import { mostTableBytes } from './platform/read-table.server'
import { splitBuild } from './platform/split-build.server'
import { mostMemberBytes } from './walks/member-row'
import { receiveScans } from './walks/receive-scans.server'
import { bookChecks, type House, openHouse, projections, runWorkers, settle } from './wiring.server'

export interface ServerOptions {
  /** Vite's middlewares and the build it makes on demand, in development. */
  vite?: { middlewares: RequestHandler; build: () => Promise<ServerBuild> }
}

const mostWebhookBytes = 256 * 1024
/** A name of 10,000 characters comes back with what is wrong with it: Chinese takes nine bytes a character in a form. */
const mostFormBytes = 256 * 1024
/** Lists that are imported and pictures, by the page that takes them; the rest of a form's fields beside. */
const uploads: [path: RegExp, mostBytes: number][] = [
  [/^(\/en)?\/desk\/funds\/import(\.data)?$/, mostTableBytes + mostFormBytes],
  [/^(\/en)?\/desk\/bank\/import(\.data)?$/, mostStatementBytes + mostFormBytes],
  [/^(\/en)?\/units\/[^/]+\/import(\.data)?$/, mostMemberBytes + mostFormBytes],
  [
    /^(\/en)?\/desk\/campaigns\/[^/]+\/coverage(\.data)?$/,
    mostCoveragePictures * mostPictureBytes + mostFormBytes,
  ],
]
/** A hundred scans, with room. */
const mostScanBytes = 64 * 1024
const isUpload = (path: string) => uploads.some(([known]) => known.test(path))
/** Headers, and a form that somebody typed. */
const formMs = 30_000
/** Four pictures over a weak signal. */
const uploadMs = 10 * 60_000
/** Nothing is read while a picture is drawn, which takes a few seconds. */
const uploadIdleMs = 2 * 60_000
/** The one page that shows videos from elsewhere. */
const videoPage = /^(\/en)?\/campaigns\/[^/]+\/live$/

/** Opens everything that this process does (ROLES), listens, and answers how to stop it. Throws a sentence for people. */
export async function startServer(
  build: ServerBuild,
  env: Record<string, string | undefined>,
  options: ServerOptions = {},
): Promise<{ port: number; house: House; stop(): Promise<void> }> {
  const config = readConfig(env)
  const demo = config.SHANXING_DEMO ? await openDemo(config) : null
  const house = await openHouse(demo?.config ?? config, demo?.db).catch(sayWhatToRun)
  const app = doors(house, build, options, demo?.sandboxes)
  const server = http.createServer(
    { keepAliveTimeout: 65_000, headersTimeout: formMs, requestTimeout: uploadMs },
    app,
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.PORT, config.HOST, resolve)
  })
  const workers = config.ROLES.includes('worker') ? await runWorkers(house) : null
  const control = house.db.kind === 'pglite' ? await listenForControl(house) : null
  await demo?.load(house)
  // Where a demonstration was loaded there are administrators; a database that cannot be written must not stop the public pages.
  if (!demo) await announceFirstAdministrator(house.db, config.PUBLIC_URL).catch(sayItWasNot)
  return {
    port: (server.address() as AddressInfo).port,
    house,
    async stop() {
      endFeeds()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 5_000).unref()
      await closed
      await demo?.stop()
      await workers?.stop()
      control?.close()
      await Promise.all([
        house.live.stop(),
        house.coverage.stop(),
        house.walkFigures.stop(),
        house.views.stop(),
      ])
      await house.db.close()
    },
  }
}

const sayItWasNot = (error: Error) =>
  log.error({ err: error.message }, 'no link could be made for the first administrator')

/** A table or a column that is not there: the database is older than the code. */
function sayWhatToRun(error: Error & { code?: string }): never {
  if (error.code !== '42P01' && error.code !== '42703') throw error
  throw new Error('The database is not that of this version: run "npm run migrate" first.', { cause: error })
}

/** A fund's page, whose address stands on posters and in group chats: one second old at most (docs/decisions/0036). */
const manyAskAtOnce = /^\/(en\/)?funds\/[^/]+$/
const pageMs = 1_000

function doors(
  house: House,
  build: ServerBuild,
  options: ServerOptions,
  sandboxes: Record<string, RequestHandler> = {},
): Express {
  const { config } = house
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.TRUST_PROXY)
  app.set('query parser', 'simple')
  app.use(withoutNul, bodyInTime(formMs, uploadIdleMs, isUpload))
  // First what machines ask thousands of times a second (docs/decisions/0006): no headers for pages, no log line each.
  app.get('/healthz', (_req, res) => void res.json({ ok: true }))
  const inItsPlace = boundedFeeds(config)
  app.get('/api/v1/campaigns/:slug/feed', inItsPlace, (req, res, next) => {
    serveFeed(house.live, req.params.slug!, req, res).catch(next)
  })
  app.get('/api/v1/campaigns/:slug/coverage/feed', inItsPlace, (req, res, next) => {
    const inStep = (newest: CoverageSnapshot, last?: string) => newest.id === last
    serveFrames(house.coverage, inStep, req.params.slug!, req, res).catch(next)
  })
  app.get('/api/v1/walks/:slug/feed', inItsPlace, (req, res, next) => {
    const inStep = (newest: Framed, last?: string) => newest.id === last
    serveFrames(house.walkFigures, inStep, req.params.slug!, req, res).catch(next)
  })
  const webhookBody = express.raw({ type: () => true, limit: mostWebhookBytes })
  for (const gateway of house.gateways.all)
    app.post(gateway.webhookPath, webhookBody, webhook(house, gateway))
  const scanBody = express.raw({ type: () => true, limit: mostScanBytes })
  app.post('/api/v1/walks/:slug/scans', sameOriginForms(config), smallForms, scanBody, scans(house))

  app.use(requestLog)
  if (config.TRUST_PROXY === 0) app.use(warnOfProxy())
  app.use(securityHeaders(config, house.gateways.checkoutOrigins))
  app.get('/files/:id/:name?', serveFile(house.db, house.files))
  app.use(compression())
  // Before Vite's: phones get built files in development too.
  app.use(
    '/phone',
    express.static('build/client/phone', { immutable: true, maxAge: '1y', fallthrough: false }),
  )
  app.get('/sw.js', (_req, res) =>
    res.sendFile('sw.js', {
      root: 'build/client/phone',
      cacheControl: false,
      headers: { 'Cache-Control': 'no-cache' },
    }),
  )
  if (options.vite) app.use(options.vite.middlewares)
  else {
    app.get(manyAskAtOnce, handOutAgain(pageMs))
    app.use(
      '/assets',
      express.static('build/client/assets', { immutable: true, maxAge: '1y', fallthrough: false }),
    )
    app.use(express.static('build/client', { maxAge: '1h' }))
  }
  for (const [path, pages] of Object.entries(sandboxes)) app.use(path, pages)
  app.use(sameOriginForms(config), smallForms)
  app.all('*', pages(house, build, options))
  app.use(lastResort)
  return app
}

/** Remix, once for each part of its build (platform/split-build.server). In development its build changes with every edit. */
function pages(house: House, build: ServerBuild, options: ServerOptions): RequestHandler {
  const handle = (part: ServerBuild | (() => Promise<ServerBuild>)) =>
    createRequestHandler({
      build: part,
      mode: house.config.NODE_ENV,
      getLoadContext: (req, res) => ({
        house,
        build: typeof part === 'function' ? 'development' : part.assets.version,
        nonce: res.locals.nonce,
        address: networkOf(req.ip ?? 'unknown'),
        ip: req.ip ?? '',
        outlet: outletOf(res),
      }),
    })
  if (options.vite) return handle(options.vite.build)
  const partOf = splitBuild(build)
  const handlers = new Map<ServerBuild, RequestHandler>()
  return (req, res, next) => {
    const part = partOf(req.path)
    const handler = handlers.get(part) ?? handle(part)
    handlers.set(part, handler)
    return handler(req, res, next)
  }
}

/** A feed stays open: one network holds so many and no more, so that nobody takes all places of the house. */
function boundedFeeds({ FEEDS_PER_ADDRESS }: Config): RequestHandler {
  const places = openPlaces(FEEDS_PER_ADDRESS)
  return (req, res, next) => {
    const leave = places.take(networkOf(req.ip ?? 'unknown'))
    if (leave) {
      res.once('close', leave)
      return next()
    }
    res
      .status(429)
      .set({ 'Retry-After': '30', 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*' })
    res.json({ error: 'too-many-feeds', detail: 'This network holds as many feeds open as one may.' })
  }
}

/** PostgreSQL's texts hold no NUL: an address with one names nothing, which each door then says in its own way. */
const withoutNul: RequestHandler = (req, _res, next) => {
  if (req.url.includes('%00')) {
    req.url = req.originalUrl = req.url.replaceAll('%00', '%EF%BF%BD')
  }
  next()
}

/** Behind a proxy that nobody told us of, all visitors share one address and with it one limit. */
function warnOfProxy(): RequestHandler {
  let said = false
  return (req, _res, next) => {
    if (!said && req.header('x-forwarded-for')) {
      said = true
      log.warn(
        'X-Forwarded-For arrives but TRUST_PROXY is 0: if a proxy stands in front, set it, or all visitors count as one',
      )
    }
    next()
  }
}

/** Any failure before the commit is non-2xx: then the provider tries again. Unknown types are stored and answered 200. */
function webhook(house: House, gateway: Gateway): RequestHandler {
  return (req, res) => {
    const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
    receiveWebhook(house.db, gateway, settle, body, req.headers).then(
      (result) => {
        if (result.ok) res.type(gateway.webhookTaken.type).send(gateway.webhookTaken.body)
        else res.status(400).json({ error: result.reason })
      },
      (error: Error) => {
        log.error({ err: error.message }, 'a webhook could not be settled; the provider will try again')
        res.status(503).json({ error: 'not-settled' })
      },
    )
  }
}

/** Answers phones that send what they collected; a fault is thrown on, and they send again. */
function scans(house: House): RequestHandler {
  return (req, res, next) => {
    const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
    receiveScans(house, { slug: req.params.slug!, address: networkOf(req.ip ?? 'unknown'), body }).then(
      ({ status, waitSeconds, ...answer }) => {
        const headers = {
          'Content-Type': 'application/json; charset=utf-8',
          'Cache-Control': 'no-store',
          ...(status !== 200 && { 'Access-Control-Allow-Origin': '*' }),
          ...(waitSeconds && { 'Retry-After': String(waitSeconds) }),
        }
        res.writeHead(status, headers).end(JSON.stringify(answer))
      },
      next,
    )
  }
}

const requestLog = pinoHttp({
  logger: log,
  quietReqLogger: true,
  serializers: {
    req: (req: { method: string; url: string }) => ({ method: req.method, path: pathForLog(req.url) }),
    res: (res: { statusCode: number }) => ({ status: res.statusCode }),
  },
  customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
  autoLogging: { ignore: (req) => req.url!.startsWith('/assets') },
})

function securityHeaders(config: Config, checkoutOrigins: string[]): RequestHandler[] {
  const streams = config.STREAM_ORIGINS
  const everywhere = pageHeaders(config, checkoutOrigins, {})
  const withVideos = pageHeaders(config, checkoutOrigins, {
    'frame-src': [...frameOrigins],
    'media-src': ["'self'", 'blob:', ...streams],
    'connect-src': streams,
  })
  return [
    (_req, res, next) => {
      res.locals.nonce = randomBytes(16).toString('base64')
      next()
    },
    (req, res, next) => (videoPage.test(req.path) ? withVideos : everywhere)(req, res, next),
  ]
}

/** `more` widens what a page may load; what is not named there stays as narrow as everywhere. */
function pageHeaders(config: Config, checkoutOrigins: string[], more: Record<string, string[]>) {
  const production = config.NODE_ENV === 'production'
  const https = config.PUBLIC_URL.startsWith('https:')
  const ownNonce = (_req: unknown, res: unknown) => `'nonce-${(res as express.Response).locals.nonce}'`
  return helmet({
    // helmet's default no-referrer makes browsers send `Origin: null` with forms, which Remix's own check refuses.
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: https,
    crossOriginEmbedderPolicy: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", ownNonce, ...(production ? [] : ["'unsafe-eval'"])],
        'style-src': ["'self'", ...(production ? [ownNonce] : ["'unsafe-inline'"])],
        'style-src-attr': ["'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        // A form may lead on to the provider's payment page: browsers hold redirects against this too.
        'form-action': ["'self'", ...checkoutOrigins],
        ...more,
        'connect-src': ["'self'", ...(more['connect-src'] ?? []), ...(production ? [] : ['ws:'])],
      },
    },
  })
}

/**
 * A form must come from our own pages: Sec-Fetch-Site says so, else Origin, else Referer; cookies are SameSite=Lax besides.
 * Who sends none of the three is no browser (each sends Origin with a form from another site), so nobody's errand.
 */
function sameOriginForms(config: Config): RequestHandler {
  const own = new URL(config.PUBLIC_URL).host
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next()
    const site = req.header('sec-fetch-site')
    const from = req.header('origin') ?? req.header('referer')
    const host = from && URL.canParse(from) ? new URL(from).host : null
    const ours = from === undefined || host === own || host === req.header('host')
    if (site !== 'same-origin' && !(ours && (site === undefined || site === 'none'))) {
      return refuse(req, res, 403, 'foreignForm')
    }
    // Remix compares Origin with Host once more, and a proxy in front may have put its own Host there.
    delete req.headers.origin
    next()
  }
}

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data']
/** What scripts of our own pages send as JSON: passkeys, and what phones collected without signal. */
const jsonDoors: [path: RegExp, mostBytes: number][] = [
  [/^\/api\/auth\/passkey\//, mostFormBytes],
  [/^\/api\/v1\/walks\/[^/]+\/scans$/, mostScanBytes],
  [/^\/pass\/scans$/, mostScanBytes],
  [/^\/api\/v1\/market\/[^/]+\/(devices|sales)$/, mostFormBytes],
]

const smallForms: RequestHandler = (req, res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD') return next()
  const length = Number(req.header('content-length') ?? Number.NaN)
  if (Number.isNaN(length)) return refuse(req, res, 411, 'notAForm')
  const json = jsonDoors.find(([path]) => path.test(req.path))
  const most = json?.[1] ?? uploads.find(([path]) => path.test(req.path))?.[1] ?? mostFormBytes
  if (length > most) return refuse(req, res, 413, 'tooLarge')
  if (!req.is(json ? ['application/json'] : formTypes)) return refuse(req, res, 415, 'notAForm')
  next()
}

/** A browser shows an answer only when it could send all of its form: this much is read and thrown away first. */
const mostReadBytes = 4 * 1024 * 1024
/** What has been answered already is read this much longer, so that the answer is not lost with the connection. */
const graceMs = 1_000

/**
 * A plain page in the visitor's language, for what never reaches a route. A body that says how long it is, and is not too
 * long, is read first, for as long as a form may take; one that does not say may never end and is answered at once. The
 * connection closes either way.
 */
function refuse(
  req: express.Request,
  res: express.Response,
  status: number,
  reason: 'foreignForm' | 'tooLarge' | 'notAForm',
) {
  const locale = localeOfPath(req.path)
  const text = (locale === 'en' ? en : zhCN).ui.refused[reason]
  const page = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>${status}</title><p>${text}</p></html>`
  const answer = () => {
    clearTimeout(patience)
    if (res.destroyed || res.headersSent) return
    res
      .status(status)
      .set('Connection', 'close')
      .type('html')
      .set('Content-Length', String(Buffer.byteLength(page)))
    if (req.complete) return void res.end(page)
    // Ending the answer ends the connection, with whatever is still on its way.
    res.write(page)
    const grace = setTimeout(() => res.end(), graceMs)
    req.once('close', () => clearTimeout(grace)).once('end', () => res.end())
  }
  const patience = setTimeout(answer, formMs)
  req.once('close', () => clearTimeout(patience))
  const length = Number(req.header('content-length') ?? Number.NaN)
  if (Number.isNaN(length) || length > mostReadBytes) answer()
  else req.once('end', answer)
  req.resume()
}

const lastResort: ErrorRequestHandler = (error: Error & { status?: number }, req, res, _next) => {
  const status = error.status ?? 500
  if (status >= 500) log.error({ err: error.message, path: pathForLog(req.url) }, 'a request failed')
  if (res.headersSent) res.destroy()
  else
    res
      .status(status)
      .json({ error: status === 413 ? 'too-large' : status >= 500 ? 'failed' : 'not-understood' })
}

/** Only one process can hold the embedded database: `npm run audit-books` asks that one, over a socket in its data folder. */
async function listenForControl(house: House): Promise<http.Server> {
  const socket = controlSocketPath(house.config.DATA_DIR)
  fs.rmSync(socket, { force: true })
  const server = http.createServer(async (req, res) => {
    if (req.method !== 'POST' || req.url !== '/audit-books') return void res.writeHead(404).end()
    try {
      const audit = await auditBooks(house.db, { projections, checks: bookChecks })
      res.writeHead(audit.faults.length ? 500 : 200).end(`${auditReport(audit).join('\n')}\n`)
    } catch (error) {
      res.writeHead(500).end(`fault: the audit could not run: ${(error as Error).message}\n`)
    }
  })
  const before = process.umask(0o177)
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  process.umask(before)
  return server
}
