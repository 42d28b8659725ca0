import { timingSafeEqual } from 'node:crypto'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { readCheckCode } from './acknowledgement'
import { goodsNumber, readGoodsNumber } from './goods-paper'

/** What the paper about confirmed goods says; the name is only for who holds the paper, unless it may be public. */
export interface GoodsPaper {
  number: string
  code: string
  donorName: string
  nameConsent: boolean
  campaign: { zh: string; en: string } | null
  fund: { zh: string; en: string }
  receivedOn: Day
  valueFen: Fen
  lines: { description: string; quantity: bigint; unit: string; unitValueFen: Fen }[]
  /** Place in the public log; null for the moment before the seal. */
  leafIndex: bigint | null
}
type Row = Omit<GoodsPaper, 'number' | 'lines' | 'valueFen'> & { id: string; serial: bigint; year: number }

const find = `
  SELECT g.id::text, g.number AS serial, extract(year FROM g.received_on)::int AS year, g.check_code AS code, g.donor_name AS "donorName",
         g.name_consent AS "nameConsent", g.received_on::text AS "receivedOn", l.index AS "leafIndex",
         CASE WHEN c.slug IS NOT NULL THEN jsonb_build_object('zh', c.name_zh, 'en', c.name_en) END AS campaign,
         jsonb_build_object('zh', f.name_zh, 'en', f.name_en) AS fund
    FROM giving_goods g JOIN ledger_fund f ON f.slug = g.fund LEFT JOIN campaigns_campaign c ON c.slug = g.campaign
    LEFT JOIN ledger_leaf l ON l.entry_id = g.entry_id WHERE g.state = 'confirmed' AND `
const things = `
  SELECT description, quantity, unit, unit_value_fen AS "unitValueFen" FROM giving_goods_line WHERE goods_id = $1::uuid ORDER BY position`

/** The paper with this number and check code, as typed or scanned; null when there is none that matches both. */
export async function findGoodsPaper(sql: Sql, number: string, code: string): Promise<GoodsPaper | null> {
  const wanted = readGoodsNumber(number)
  const wantedCode = readCheckCode(code)
  if (!wanted || !wantedCode) return null
  const [row] = await sql.query<Row>(`${find} g.number = $1`, [wanted.serial])
  if (!row || row.year !== wanted.year) return null
  return timingSafeEqual(Buffer.from(row.code), Buffer.from(wantedCode)) ? paperOf(sql, row) : null
}

/** The paper of these goods, for the desk; null while they are not confirmed. Whoever asks has asked `can()`. */
export async function findPaperOfGoods(sql: Sql, goodsId: string): Promise<GoodsPaper | null> {
  const [row] = isUuid(goodsId) ? await sql.query<Row>(`${find} g.id = $1::uuid`, [goodsId]) : []
  return row ? paperOf(sql, row) : null
}

async function paperOf(sql: Sql, { id, serial, year, ...row }: Row): Promise<GoodsPaper> {
  const lines = await sql.query<GoodsPaper['lines'][number]>(things, [id])
  const valueFen = lines.reduce((sum, line) => sum + line.quantity * line.unitValueFen, 0n)
  return { ...row, number: goodsNumber(year, serial), lines, valueFen }
}
