import { publishDisclosure } from '~/disclosures/publication/publish-disclosure.server'
import { submitDisclosure } from '~/disclosures/publication/submit-disclosure.server'
import { writeDisclosure } from '~/disclosures/publication/write-disclosure.server'
import { readQuarter } from '~/disclosures/statement/quarter'
import type { Actor } from '~/identity/actor'
import { decideWithin } from '~/identity/decide-proposal.server'
import type { AccountRole } from '~/identity/role'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import { countIndicator } from '~/projects/count-indicator.server'
import { defineIndicator } from '~/projects/define-indicator.server'
import { hasWalk } from '~/walks/has-walk.server'
import { figureSources, projections } from '~/wiring.server'
import data from './data/disclosures.json'
import { findDemoPerson } from './demo-people.server'
import { namedUuid } from './named-uuid.server'

const walk = 'health-walk-10'
const quarter = readQuarter('2024-Q1')!
/** The day that the quarter was published on, as far as the demonstration is concerned. */
const publishedOn = '2024-04-15'
const published = `
  SELECT project FROM disclosures_disclosure WHERE period = $1 AND state = 'published'`

interface Written {
  project: string
  doneZh: string
  doneEn: string
  cameZh: string
  cameEn: string
  withoutItsDay?: { doneZh: string; doneEn: string }
}

/**
 * The reference quarter's fourteen statements in words of our own, each written by one demonstration person and published by another,
 * through the verbs that real ones go through. What is published already is left alone; a statement whose records are not all here is
 * said in the log and not published. Answers how many are published.
 */
export async function loadDisclosures({ db }: { db: Database }): Promise<number> {
  const [writer, second] = [await personOf(db, 'organiser'), await personOf(db, 'reviewer')]
  const known = new Set(
    (await db.query<{ project: string }>(published, [quarter.period])).map(({ project }) => project),
  )
  // What is paid must be sealed before it can be compared with the ledger.
  await sealAll(db)
  if (!known.has(walk)) await countLiveViews(db, writer)
  const walked = await hasWalk(db, walk)
  for (const { project, withoutItsDay, ...written } of data as Written[]) {
    if (known.has(project)) continue
    // A demonstration without the walk's day has nobody who walked it.
    const texts = walked ? written : { ...written, ...withoutItsDay }
    const refused = await publish(db, writer, second, project, texts)
    if (refused === null) known.add(project)
    else log.warn({ project, refused }, 'a statement of the demonstration was not published')
  }
  await sealAll(db)
  return known.size
}

/** Until nothing waits, whoever seals it. */
async function sealAll(db: Database): Promise<void> {
  for (;;) {
    await sealEntries(db, projections)
    const waiting = await db.query('SELECT entry_id FROM ledger_unsealed LIMIT 1')
    if (waiting.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The walk's coverage ran on another platform: what that counted is a dated count of the project. */
async function countLiveViews(db: Database, by: Actor): Promise<void> {
  const indicator = 'live-views'
  const definition: Record<string, string> = {
    ...{ indicator, nameZh: '直播观看（超过）', nameEn: 'Views of the live coverage (over)' },
    ...{ unitZh: '人次', unitEn: 'views' },
  }
  const count: Record<string, string> = {
    ...{ indicator, on: '2024-01-06', count: '300000', note: '直播平台统计，公布为“超”' },
  }
  await defineIndicator(db, by, { key: walk, text: (name) => definition[name] ?? '' })
  const id = namedUuid(`disclosure ${walk} ${indicator}`)
  await countIndicator(db, by, { key: walk, id, text: (name) => count[name] ?? '', today: publishedOn })
}

/** Answers why not, or null. */
async function publish(
  db: Database,
  writer: Actor,
  second: Actor,
  project: string,
  texts: Omit<Written, 'project' | 'withoutItsDay'>,
): Promise<string | null> {
  const text = (name: string) => (texts as unknown as Record<string, string>)[name] ?? ''
  const wrote = await writeDisclosure(db, writer, { project, quarter, text }, figureSources)
  let proposal = wrote.ok ? null : await waitingProposal(db, project)
  if (!wrote.ok && !proposal)
    return 'errors' in wrote ? `${wrote.reason} ${JSON.stringify(wrote.errors)}` : wrote.reason
  if (wrote.ok) {
    const handed = await submitDisclosure(db, writer, { id: wrote.id, today: publishedOn }, figureSources)
    if (!handed.ok) return handed.reason
    proposal = handed.proposalId
  }
  const decision = { id: proposal!, decision: 'approved' } as const
  const decided = await db.transaction((tx) =>
    decideWithin(tx, second, decision, {
      'disclosure.publish': (inner, { disclosureId, hash }, by) =>
        publishDisclosure(
          inner,
          by,
          { id: String(disclosureId), hash: String(hash), today: publishedOn },
          figureSources,
        ),
    }),
  )
  if (!decided.ok)
    throw new Error(`a statement of ${project} was not agreed to: ${decided.why ?? decided.reason}`)
  return null
}

/** Where an interrupted load left off: submitted, and not yet agreed to. */
async function waitingProposal(db: Database, project: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `SELECT w.id::text FROM identity_proposal w JOIN disclosures_disclosure d ON d.id::text = w.subject_id
      WHERE w.action = 'disclosure.publish' AND w.state = 'waiting' AND d.project = $1 AND d.period = $2`,
    [project, quarter.period],
  )
  return row?.id ?? null
}

async function personOf(db: Database, key: AccountRole): Promise<Actor> {
  const id = await findDemoPerson(db, key)
  if (!id) throw new Error(`the demonstration has no ${key}`)
  const person = await db.prisma.user.findUnique({ where: { id }, select: { name: true } })
  const grants = [{ role: key, scope: '*', standsInFor: null }] as const
  return { kind: 'person', id, name: person!.name, from: 'demo', grants: [...grants] }
}
