import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { feeHeld } from './internal/fee-held'
import { hashOfLink, isLinkSecret } from './internal/links.server'
import { isPaid } from './internal/paid'
import type { WalkerState } from './walker'

export interface PartyWalker {
  id: string
  name: string
  level: string
  state: WalkerState
  bib: number | null
  card: string
  minor: boolean
  emergencyName: string
  emergencyPhone: string
  /** What its certificate calls the walker; empty: none was chosen. */
  certificateName: string
}

/** A party as its own page shows it. */
export interface Party {
  id: string
  campaign: string
  campaignState: string
  nameZh: string
  nameEn: string
  placeZh: string
  placeEn: string
  day: Day
  /** When the start's gate opens, and by when everybody is back. */
  startsAt: Date
  backBy: Date
  /** For each walker, as it was when they registered. */
  feeFen: bigint
  contactName: string
  contactEmail: string
  locale: Locale
  createdAt: Date
  heldUntil: Date | null
  lapsedAt: Date | null
  unitName: string | null
  /** Of the fee: on its way, arrived, or nothing yet. */
  payment: 'pending' | 'confirmed' | null
  /** How many cancelled after they had paid; their fee is a gift and stays one until the organiser gives it back. */
  feesHeld: number
  walkers: PartyWalker[]
  /** How many parties stand before it in a line of its levels; null when it does not wait. */
  ahead: number | null
}

const columns = `
  p.id::text AS id, p.campaign, c.state AS "campaignState", c.name_zh AS "nameZh", c.name_en AS "nameEn",
  c.place_zh AS "placeZh", c.place_en AS "placeEn", k.day, k.back_by AS "backBy", p.fee_fen AS "feeFen",
  coalesce((SELECT min(s.opens_at) FROM walks_place s WHERE s.campaign = p.campaign AND s.kind = 'start'),
           k.day::timestamp AT TIME ZONE 'Asia/Shanghai') AS "startsAt", p.contact_name AS "contactName",
  p.contact_email AS "contactEmail", p.locale, p.created_at AS "createdAt", p.held_until AS "heldUntil", p.lapsed_at AS "lapsedAt",
  (SELECT g.state FROM giving_gift g WHERE g.via = 'party:' || p.id AND (g.state = 'pending' OR ${isPaid('g')})
    ORDER BY g.state LIMIT 1) AS payment,
  (SELECT count(*)::int FROM walks_walker w WHERE w.party_id = p.id AND ${feeHeld}) AS "feesHeld",
  (SELECT u.name FROM walks_unit u JOIN walks_walker w ON w.unit_id = u.id WHERE w.party_id = p.id LIMIT 1) AS "unitName",
  (SELECT coalesce(json_agg(json_build_object('id', w.id, 'name', w.name, 'level', w.level, 'state', w.state, 'bib', w.bib,
      'card', w.card, 'minor', w.minor, 'emergencyName', w.emergency_name, 'emergencyPhone', w.emergency_phone,
      'certificateName', coalesce((SELECT k.certificate_name FROM walks_card k WHERE k.id = w.card), ''))
      ORDER BY w.created_at, w.bib, w.id), '[]') FROM walks_walker w WHERE w.party_id = p.id) AS walkers,
  (SELECT count(DISTINCT q.party_id)::int
     FROM (SELECT array_agg(DISTINCT level) AS levels, max(seq) AS seq FROM walks_walker
            WHERE party_id = p.id AND state = 'waiting') own
     JOIN walks_walker q ON q.campaign = p.campaign AND q.state = 'waiting' AND q.level = ANY (own.levels)
      AND (SELECT max(o.seq) FROM walks_walker o WHERE o.party_id = q.party_id AND o.state = 'waiting') < own.seq) AS ahead
  FROM walks_party p JOIN campaigns_campaign c ON c.slug = p.campaign JOIN walks_walk k ON k.campaign = p.campaign`

const partyOf = (row: Party): Party => ({
  ...row,
  ahead: row.walkers.some(({ state }) => state === 'waiting') ? row.ahead : null,
})

/** The party that this link opens, or null. */
export async function findParty(sql: Sql, secret: string): Promise<Party | null> {
  if (!isLinkSecret(secret)) return null
  const [row] = await sql.query<Party>(`SELECT ${columns} WHERE p.manage_hash = $1`, [hashOfLink(secret)])
  return row ? partyOf(row) : null
}

interface Links {
  secretN: number
  manageHash: Uint8Array
  /** Of a link that was asked for as a lost one and was not opened yet. */
  nextHash: Uint8Array | null
}

/** The party with this id, and the count of its links: for mails, which make the link anew. */
export async function findPartyById(sql: Sql, id: string): Promise<(Party & Links) | null> {
  const [row] = await sql.query<Party & Links>(
    `SELECT p.secret_n AS "secretN", p.manage_hash AS "manageHash", p.next_hash AS "nextHash", ${columns} WHERE p.id = $1::uuid`,
    [id],
  )
  return row ? { ...row, ...partyOf(row) } : null
}
