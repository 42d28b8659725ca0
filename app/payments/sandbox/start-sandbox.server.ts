import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express, type RequestHandler } from 'express'
import { sandboxApi } from './internal/api.server'
import { type Control, calm } from './internal/control'
import { createDeliverer } from './internal/deliver.server'
import { deskPages } from './internal/desk-page.server'
import { payPages } from './internal/pay-page.server'
import { openStore, timeOf } from './internal/store.server'
import { createSubscriptions } from './internal/subscriptions.server'
import { createTill } from './internal/till.server'

export interface SandboxOptions {
  /** 0 (the default) takes a free one. */
  port?: number
  host?: string
  secretKey: string
  webhookSecret: string
  /** Where events are delivered, for example `http://127.0.0.1:3000/webhooks/stripe`. */
  webhookUrl: string
  /** Prefix of the hosted pages as the donor's browser sees them, when another server mounts `app`; no slash at the end. */
  publicBase?: string
  /** Journal that lets sessions, events and deliveries survive a restart; memory only when absent. */
  stateFile?: string
  retryBaseMs?: number
  maxTries?: number
  /** Without it the sandbox refuses to start under NODE_ENV=production: it would confirm gifts that nobody paid. */
  allowProduction?: boolean
}

export interface Sandbox {
  /** Origin of the API and of the hosted pages, no slash at the end. */
  url: string
  /** The same as an Express app, to be mounted anywhere (its links follow the mount). */
  app: Express
  /** The knobs; change them in place, or over HTTP at /_control. */
  control: Control
  /** Its own time, and to move it on: whatever falls due on the way is charged, in its order. It never goes back. */
  clock: { now(): Date; advance(to: Date): void }
  stop(): Promise<void>
}

/**
 * Starts a stand-in for Stripe: the part of its HTTP API that we use, a hosted payment page, and signed webhooks with
 * retries. For the demonstration and for tests; no money moves. Throws under NODE_ENV=production without `allowProduction`.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  if (process.env.NODE_ENV === 'production' && !options.allowProduction) {
    throw new Error('The payment sandbox does not start in production: it confirms gifts that nobody paid')
  }
  const control: Control = { ...calm }
  const store = openStore(options.stateFile)
  const deliverer = createDeliverer({
    store,
    control,
    webhookUrl: options.webhookUrl,
    webhookSecret: options.webhookSecret,
    retryBaseMs: options.retryBaseMs ?? 500,
    maxTries: options.maxTries ?? 8,
  })
  const till = createTill(store, deliverer, control)
  const subscriptions = createSubscriptions(store, deliverer, control)

  let base = options.publicBase ?? ''
  const app = express()
  app.disable('x-powered-by')
  app.use(
    '/v1',
    sandboxApi({
      store,
      till,
      subscriptions,
      secretKey: options.secretKey,
      payUrl: (id) => `${base}/pay/${id}`,
    }),
  )
  app.use(
    sameSiteOnly,
    payPages(store, till, subscriptions),
    deskPages(store, control, deliverer, till, subscriptions),
  )

  const server = await listen(app, options.port ?? 0, options.host ?? '127.0.0.1').catch((error: unknown) => {
    till.stop()
    store.close()
    throw error
  })
  const { address, port } = server.address() as AddressInfo
  const url = `http://${address}:${port}`
  base ||= url
  till.resume()
  deliverer.resume()

  return {
    url,
    app,
    control,
    clock: {
      now: () => new Date(timeOf(store) * 1000),
      advance: (to) => subscriptions.advance(Math.floor(to.getTime() / 1000)),
    },
    async stop() {
      till.stop()
      deliverer.stop()
      store.close()
      server.closeAllConnections()
      await new Promise<void>((resolve, reject) => server.close((e) => (e ? reject(e) : resolve())))
    },
  }
}

/** No other site's page may press our buttons. Browsers say where a request comes from; other clients do not. */
const sameSiteOnly: RequestHandler = (req, res, next) => {
  if (req.method === 'POST' && req.get('sec-fetch-site') === 'cross-site') {
    res.status(403).json({ error: 'cross-site' })
    return
  }
  next()
}

function listen(app: Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, () => resolve(server))
    server.on('error', reject)
  })
}
