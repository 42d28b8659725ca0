import { readLetters } from '~/platform/code-letters'
import type { Sql } from '~/platform/db.server'
import type { CardId } from './card-id'
import { type Certificate, certificateNumber, readCertificateNumber } from './certificate'

/** Of a card `k` with a certificate: a stamp that it rests on was voided since. */
export const isWithdrawn = `
  EXISTS (SELECT FROM walks_stamp s WHERE s.card = k.id AND s.voided AND s.place = ANY (k.certificate_proofs))`
const longerCompleted = `
  (SELECT bool_or(l.km > k.certificate_km OR ${isWithdrawn}) FROM walks_level l
    WHERE l.campaign = k.campaign AND l.key = ANY (k.levels) AND k.finished_at IS NOT NULL)`
const columns = `
  SELECT k.certificate, k.certificate_code AS code, k.certificate_name AS name, w.day, c.slug,
         json_build_object('zh', c.name_zh, 'en', c.name_en) AS names,
         json_build_object('zh', c.place_zh, 'en', c.place_en) AS place,
         json_build_object('zh', k.certificate_level_zh, 'en', k.certificate_level_en, 'km', k.certificate_km) AS level,
         ${isWithdrawn} AS withdrawn, coalesce(${longerCompleted}, false) AS renewable
    FROM walks_card k JOIN walks_walk w ON w.campaign = k.campaign JOIN campaigns_campaign c ON c.slug = k.campaign
   WHERE k.certificate IS NOT NULL`

interface Row extends Omit<Certificate, 'number' | 'campaign'> {
  certificate: bigint
  slug: string
  names: { zh: string; en: string }
}

const certificateOf = ({ certificate, slug, names, ...rest }: Row): Certificate => ({
  ...rest,
  number: certificateNumber(Number(rest.day.slice(0, 4)), certificate),
  campaign: { slug, ...names },
})

/** The certificate with this number and code, or null. */
export async function findCertificate(sql: Sql, number: string, code: string): Promise<Certificate | null> {
  const [read, letters] = [readCertificateNumber(number), readLetters(code, 10)]
  if (!read || !letters) return null
  const [row] = await sql.query<Row>(`${columns} AND k.certificate = $1 AND k.certificate_code = $2`, [
    ...[read.serial, letters],
  ])
  return row?.day.startsWith(`${read.year}-`) ? certificateOf(row) : null
}

/** As its own card's page knows it. */
export interface CardCertificate extends Certificate {
  /** The card has come to more since, or to less: asked for again, it says so. */
  renewable: boolean
}

/** The certificate that a card was given, or null. */
export async function findCertificateOfCard(sql: Sql, card: CardId): Promise<CardCertificate | null> {
  const [row] = await sql.query<Row & { renewable: boolean }>(`${columns} AND k.id = $1`, [card])
  return row ? { ...certificateOf(row), renewable: row.renewable } : null
}
