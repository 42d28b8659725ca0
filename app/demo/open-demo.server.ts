import path from 'node:path'
import type { RequestHandler } from 'express'
import { startSandbox } from '~/payments/sandbox/start-sandbox.server'
import type { Config } from '~/platform/config.server'
import { type Database, openDatabase } from '~/platform/db.server'
import { migrate } from '~/platform/migrate.server'
import type { House } from '~/wiring.server'
import campaignData from './data/campaigns.json'
import { loadDemoData } from './load-demo-data.server'
import { startWalkReplay } from './replay-walk.server'
import { startWallets } from './start-wallets.server'
import { startTrickle } from './trickle.server'

export interface Demo {
  /** The given configuration with the sandbox as its payment provider. */
  config: Config
  db: Database
  /** The stand-ins' own pages, to be mounted at these paths. */
  sandboxes: Record<string, RequestHandler>
  load(house: House): Promise<void>
  stop(): Promise<void>
}

/**
 * The demonstration around the house: a migrated database, the payment sandbox in place of Stripe, and made-up data
 * loaded through the same verbs as real ones. Asked for by name only (SHANXING_DEMO=1).
 */
export async function openDemo(config: Config): Promise<Demo> {
  const db = await openDatabase({
    url: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    poolSize: config.DATABASE_POOL,
  })
  await migrate(db, config.DATABASE_URL)
  await refuseRealBooks(db)
  const sandbox = await startSandbox({
    secretKey: config.STRIPE_SECRET_KEY,
    webhookSecret: config.STRIPE_WEBHOOK_SECRET,
    webhookUrl: `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${config.PORT}/webhooks/stripe`,
    publicBase: `${config.PUBLIC_URL}/sandbox`,
    stateFile: path.join(config.DATA_DIR, 'sandbox.jsonl'),
    allowProduction: true,
  })
  const wallets = config.SHANXING_WALLETS ? await startWallets(config.PUBLIC_URL) : null
  let [stopTrickle, stopReplay] = [async () => {}, async () => {}]
  return {
    config: { ...config, STRIPE_API_BASE: sandbox.url, ...wallets?.config },
    db,
    sandboxes: { ...wallets?.pages, '/sandbox': sandbox.app },
    async load(house) {
      await loadDemoData(house, sandbox)
      if (config.SHANXING_WALK === 'live') stopReplay = startWalkReplay(house).stop
      if (config.SHANXING_TRICKLE) stopTrickle = startTrickle(house, sandbox)
    },
    async stop() {
      await Promise.all([stopTrickle(), stopReplay()])
      await Promise.all([sandbox.stop(), wallets?.stop()])
    },
  }
}

/** A demonstration confirms gifts that nobody paid: it never touches a database that somebody works with. */
async function refuseRealBooks(db: Database): Promise<void> {
  const ours = campaignData.campaigns.map((c) => c.slug)
  const [foreign] = await db.query<{ slug: string }>(
    'SELECT slug FROM campaigns_campaign WHERE slug <> ALL ($1::text[]) AND NOT made_up LIMIT 1',
    [ours],
  )
  if (!foreign) return
  await db.close()
  throw new Error(
    `This database holds a campaign that the demonstration did not make (${foreign.slug}): SHANXING_DEMO is refused here.`,
  )
}
