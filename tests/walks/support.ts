import { randomUUID } from 'node:crypto'
import type { Database } from '~/platform/db.server'
import { registerParty } from '~/walks/register-party.server'
import type { PartyDraft, WalkerDraft } from '~/walks/registration-form'
import { openWalk } from '../giving/support'

export const config = {
  PUBLIC_URL: 'https://give.example.org',
  SESSION_SECRET: 'a secret of these tests, long enough',
}
export const campaign = 'walk-11'
/** While registration is open; the day of the walk is 2026-03-21. */
export const now = new Date('2026-03-07T04:00:00Z')
export const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const places = [
  ['start', 'start', '起点', 'Start'],
  ...[1, 2, 3, 4, 5].map((n) => [`cp${n}`, 'checkpoint', `第${n}打卡点`, `Checkpoint ${n}`]),
  ['finish', 'finish', '终点', 'Finish'],
]

export interface WalkOptions {
  capacity?: Record<string, number>
  feeFen?: bigint
  questions?: object[]
}

/** The open campaign of giving/support with a walk: two levels, five checkpoints, a start and a finish. */
export async function openRegistration(db: Database, options: WalkOptions = {}) {
  const opened = await openWalk(db)
  await layRegistration(db, campaign, options)
  return opened
}

export async function layRegistration(db: Database, slug: string, options: WalkOptions = {}) {
  await db.query(
    `INSERT INTO walks_walk (campaign, day, register_from, register_until, back_by, fee_fen, questions)
     VALUES ($1, '2026-03-21', '2026-03-01T00:00:00Z', '2026-03-20T10:00:00Z', '2026-03-21T08:00:00Z', $2, $3::jsonb)`,
    [slug, options.feeFen ?? 0n, JSON.stringify(options.questions ?? [])],
  )
  await db.query(
    `INSERT INTO walks_waiver (campaign, version, text_zh, text_en) VALUES ($1, 1, '量力而行。', 'Walk within your strength.')`,
    [slug],
  )
  const level = (key: string, km: number, needs: string[], n: number) =>
    db.query(
      `INSERT INTO walks_level (campaign, key, name_zh, name_en, km, capacity, needs, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [slug, key, `${km} 公里`, `${km} km`, km, options.capacity?.[key] ?? 100, needs, n],
    )
  await level('5km', 5, ['cp1', 'cp2', 'cp3'], 0)
  await level('10km', 10, ['cp1', 'cp2', 'cp3', 'cp4', 'cp5'], 1)
  for (const [n, [key, kind, zh, en]] of places.entries())
    await db.query(
      `INSERT INTO walks_place (campaign, key, kind, name_zh, name_en, opens_at, closes_at, position)
       VALUES ($1, $2, $3, $4, $5, '2026-03-21T00:00:00Z', '2026-03-21T07:00:00Z', $6)`,
      [slug, key, kind, zh, en, n],
    )
}

export const walker = (change: Partial<WalkerDraft> = {}): WalkerDraft => ({
  name: '何晓岚',
  level: '5km',
  minor: false,
  guardianName: '',
  emergencyName: '何大文',
  emergencyPhone: '138 0013 8000',
  answers: {},
  ...change,
})
export const party = (walkers: WalkerDraft[] = [walker()], change: Partial<PartyDraft> = {}): PartyDraft => ({
  contactName: '何晓岚',
  contactEmail: 'he@example.org',
  contactPhone: '139 0013 9000',
  waiverVersion: 1,
  card: null,
  walkers,
  ...change,
})

export const register = (
  db: Database,
  draft: PartyDraft = party(),
  change: { formId?: string; now?: Date; unitId?: string | null } = {},
) =>
  registerParty(db, config, {
    formId: randomUUID(),
    campaign,
    draft,
    locale: 'zh-CN',
    unitId: null,
    now,
    ...change,
  })
/** Registers and answers the party's own link. */
export async function registered(db: Database, ...asked: [PartyDraft?, { now?: Date }?]): Promise<string> {
  const done = await register(db, ...asked)
  if (!done.ok) throw new Error(done.reason)
  return done.secret
}

/** Places given by level, as the levels say and as the walkers are: they must never differ. */
export async function placesOf(db: Database): Promise<Record<string, number>> {
  const rows = await db.query<{ key: string; taken: number; counted: number }>(
    `SELECT l.key, l.taken, (SELECT count(*)::int FROM walks_walker w WHERE w.campaign = l.campaign AND w.level = l.key
        AND w.state IN ('registered', 'unpaid')) AS counted FROM walks_level l WHERE l.campaign = $1`,
    [campaign],
  )
  for (const { key, taken, counted } of rows)
    if (taken !== counted) throw new Error(`${key}: ${taken} taken, ${counted} walkers hold a place`)
  return Object.fromEntries(rows.map(({ key, taken }) => [key, taken]))
}

/** What parties were written about, in order. */
export const partyMails = async (db: Database): Promise<string[]> =>
  (
    await db.query<{ kind: string }>(
      `SELECT payload ->> 'kind' AS kind FROM platform_outbox WHERE topic = 'send-party-mail' ORDER BY id`,
    )
  ).map(({ kind }) => kind)
