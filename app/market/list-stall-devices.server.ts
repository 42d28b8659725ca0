import type { Sql } from '~/platform/db.server'

export interface StallDevice {
  id: string
  number: number
  label: string
  /** The last receipt it wrote, as it told when it was heard last. */
  lastReceipt: number
  arrived: number
  lastSeenAt: Date
  endedAt: Date | null
  endedNote: string
}

const list = `
  SELECT d.id, d.number, d.label, d.last_receipt AS "lastReceipt", d.last_seen_at AS "lastSeenAt", d.ended_at AS "endedAt",
         d.ended_note AS "endedNote", (SELECT count(*)::int FROM market_sale WHERE device = d.id) AS arrived
    FROM market_device d WHERE d.campaign = $1 AND d.stall = $2 ORDER BY d.number`

/** The phones of a stall by their numbers. */
export const listStallDevices = (sql: Sql, campaign: string, stall: string): Promise<StallDevice[]> =>
  sql.query(list, [campaign, stall])

/** How many receipts a phone holds that have not arrived; of one that was given up none is waited for. */
export const heldBy = ({ lastReceipt, arrived, endedAt }: StallDevice): number =>
  endedAt ? 0 : Math.max(0, lastReceipt - arrived)
