import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import campaignData from '~/demo/data/campaigns.json'
import fundData from '~/demo/data/funds.json'
import { theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { grantRole } from '~/identity/grant-role.server'
import { openFund } from '~/ledger/open-fund.server'
import { shanghaiDay } from '~/platform/dates'
import { type Database, openDatabase } from '~/platform/db.server'
import { migrate } from '~/platform/migrate.server'
import { type Cluster, startCluster } from '../../../tests/setup/postgres-cluster'

/** The campaign that everything is given to: the demonstration's open one, in its full length. */
export const slug = 'health-walk-11'
export const funds = ['assistance', 'special-education'] as const

export interface BenchDatabase {
  url: string
  db: Database
  close(): Promise<void>
}
export interface Bench {
  cluster: Cluster
  /** For the log's key and other files of the web processes. */
  dataDir: string
  /** A migrated database of this name with funds and one open campaign. */
  database(name: string): Promise<BenchDatabase>
  stop(): Promise<void>
}

/** A PostgreSQL server of our own that waits for the disk with every commit, as production does. */
export async function openBench(): Promise<Bench> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-bench-'))
  const cluster = await startCluster({ fsync: true, settings: { max_wal_size: '4GB' } })
  const open = (name: string) => openDatabase({ url: cluster.url(name), dataDir, poolSize: 4 })
  const admin = await open('postgres')
  await admin.query('CREATE DATABASE bench_template')
  const template = await open('bench_template')
  await migrate(template, cluster.url('bench_template'))
  await fill(template)
  await template.close()
  return {
    cluster,
    dataDir,
    async database(name) {
      await admin.query(`CREATE DATABASE ${name} TEMPLATE bench_template`)
      const db = await open(name)
      return { url: cluster.url(name), db, close: () => db.close() }
    },
    async stop() {
      await admin.close()
      await cluster.destroy()
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const dayFromNow = (days: number) => shanghaiDay(new Date(Date.now() + days * 86_400_000))

async function fill(db: Database) {
  // Somebody administers the house: else every server would print the link for its first administrator.
  const made = await createPerson(db, { name: 'Administrator', email: 'administrator@example.org' })
  must(made)
  if (made.ok) must(await grantRole(db, theSoftware, { personId: made.personId, role: 'administrator' }))
  for (const fund of fundData) must(await openFund(db, { ...fund, kind: 'project' }))
  for (const series of campaignData.series) must(await createSeries(db, theSoftware, series))
  const {
    then: _then,
    gifts: _gifts,
    sums: _sums,
    ...draft
  } = campaignData.campaigns.find((c) => c.slug === slug)!
  const days = { startsOn: dayFromNow(-30), endsOn: dayFromNow(30), eventOn: dayFromNow(10) }
  must(await draftCampaign(db, theSoftware, { ...draft, ...days }))
  must(await db.transaction((tx) => openCampaign(tx, theSoftware, slug)))
}

function must(outcome: { ok: boolean }) {
  if (!outcome.ok) throw new Error(`the bench's own data was refused: ${JSON.stringify(outcome)}`)
}
