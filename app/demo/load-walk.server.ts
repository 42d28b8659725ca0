import { createHash, randomBytes } from 'node:crypto'
import { theSoftware } from '~/identity/actor'
import type { Outcome } from '~/platform/outcome'
import { foldCards } from '~/walks/fold-cards.server'
import { registerParty } from '~/walks/register-party.server'
import { setUpWalk } from '~/walks/set-up-walk.server'
import type { WalkInput } from '~/walks/walk-input'
import { openWalkPlans } from '~/walks/walk-plans.server'
import type { House } from '~/wiring.server'
import walkData from './data/walk.json'
import { demoCodes } from './demo-codes.server'
import { namedUuid } from './named-uuid.server'
import { seededRandom } from './seeded-random'
import { demoDevice, sendScans } from './send-scans.server'
import { type DayScan, type DayWalker, scansOfDay } from './walk-day'

const seed = 20_240_106
const batchSize = 100

export interface DemoWalk {
  campaign: string
  day: string
  /** Over those of data/walk.json. */
  settings?: Partial<WalkInput['settings']>
  /** The same for each place. */
  hours?: { opens: string; closes: string }
  /** When everybody registers. */
  registeredAt: Date
}

/** Sets a walk up for a campaign and registers about a thousand made-up walkers, most of them in 60 units. Again changes nothing. */
export async function loadWalkers(house: House, walk: DemoWalk): Promise<void> {
  const { db } = house
  const input = {
    ...walkData.walk,
    settings: { ...walkData.walk.settings, ...walk.settings },
    places: walkData.walk.places.map((place) => ({ ...place, ...walk.hours })),
  } as WalkInput
  const made = await setUpWalk(db, theSoftware, walk.campaign, input)
  if (!made.ok && made.reason !== 'walk-exists') throw new Error(`the walk was refused: ${made.reason}`)
  const random = seededRandom(seed)
  for (const name of walkData.units) {
    const unitId = await unitOf(house, walk.campaign, name)
    const members = random.whole(10, 15)
    for (let n = 0; n < members; n += 8)
      await register(house, walk, `${name} ${n}`, Math.min(8, members - n), unitId, random.next() < 0.55)
  }
  for (let n = 0; n < 86; n++)
    await register(house, walk, `family ${n}`, random.whole(1, 5), null, random.next() < 0.7)
}

/** A unit by its name: its leader's own link goes to nobody. */
async function unitOf({ db }: House, campaign: string, name: string): Promise<string> {
  const id = namedUuid(`${campaign} unit ${name}`)
  await db.query(
    `INSERT INTO walks_unit (id, campaign, name, leader_name, leader_email, leader_phone, manage_hash, join_hash)
     VALUES ($1::uuid, $2, $3, '演示领队', '', '', $4, $5) ON CONFLICT DO NOTHING`,
    [id, campaign, name, randomBytes(32), randomBytes(32)],
  )
  return id
}

/** Those who are written to: enough to see the mails, too few to fill the demonstration's mailbox. */
const isWrittenTo = (key: string) => /^family \d$/.test(key)

async function register(
  house: House,
  { campaign, registeredAt }: DemoWalk,
  key: string,
  walkers: number,
  unitId: string | null,
  short: boolean,
): Promise<void> {
  const digits = Number.parseInt(createHash('sha256').update(key).digest('hex').slice(0, 8), 16)
  const phone = `199${String(digits % 100_000_000).padStart(8, '0')}`
  const registered = await registerParty(house.db, house.config, {
    formId: namedUuid(`${campaign} ${key}`),
    campaign,
    locale: 'zh-CN',
    unitId,
    now: registeredAt,
    draft: {
      contactName: `演示联系人${digits % 1_000}`,
      contactEmail: isWrittenTo(key) ? `${key.replace(' ', '-')}@demo.example.org` : '',
      contactPhone: phone,
      waiverVersion: 1,
      card: null,
      walkers: Array.from({ length: walkers }, (_, n) => ({
        name: `演示${'木棉荔枝榕树紫荆茉莉'.slice((digits + n) % 9, ((digits + n) % 9) + 2)}${n + 1}`,
        level: short ? '5km' : '10km',
        minor: false,
        guardianName: '',
        emergencyName: '演示家人',
        emergencyPhone: phone.replace('199', '198'),
        answers: {},
      })),
    },
  })
  must(registered)
}

/**
 * The day's scans for the walkers that are registered, in the order in which they reach the server. Another `edition` has other
 * visitors: a card belongs to one walk.
 */
export async function planDay({ db }: Pick<House, 'db'>, campaign: string, edition = 0): Promise<DayScan[]> {
  const walkers = await db.query<DayWalker>(
    `SELECT card, level, coalesce(unit_id, party_id)::text AS "group" FROM walks_walker
      WHERE campaign = $1 AND state = 'registered' ORDER BY bib`,
    [campaign],
  )
  return scansOfDay(walkers, seededRandom(seed + 1 + edition))
}

/** All scans of a day that is past, batch by batch as the server got them then, and the figures folded. */
export async function loadScans(house: House, { campaign, day }: DemoWalk): Promise<void> {
  const { db } = house
  const walk = await openWalkPlans(db).get(campaign)
  if (!walk) throw new Error(`${campaign} has no walk`)
  const [codes, scans] = [await demoCodes(db, campaign), await planDay(house, campaign)]
  const midnight = Date.parse(`${day}T00:00:00+08:00`)
  for (let n = 0; n < scans.length; n += batchSize) {
    const batch = scans.slice(n, n + batchSize)
    const last = batch.at(-1)!
    await sendScans({
      ...{ db, walk, codes, scans: batch },
      timeOf: ({ at }) => midnight + at * 1_000,
      now: midnight + (last.at + last.sentAfter) * 1_000,
    })
  }
  await tellDevices(house, campaign, new Date(midnight + 16 * 3_600_000))
  while ((await foldCards(db, house.walks)) > 0);
}

/** Volunteers' phones at the gates and checkpoints, as they were last heard. */
export async function tellDevices({ db }: House, campaign: string, seenAt: Date): Promise<void> {
  for (const { key } of walkData.walk.places)
    await db.query(
      `INSERT INTO walks_device (id, campaign, pass_id, place, label, last_seen_at) VALUES ($1::uuid, $2, $1::uuid, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at`,
      [demoDevice(campaign, key), campaign, key, `演示志愿者 ${key}`, seenAt],
    )
}

function must<T extends object>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`the demonstration's walk was refused: ${outcome.reason}`)
  return outcome
}
