import { readLetters } from '~/platform/code-letters'
import type { Sql } from '~/platform/db.server'
import type { CardId } from './card-id'
import { type Certificate, certificateNumber, readCertificateNumber } from './certificate'

const columns = `
  SELECT k.certificate, k.certificate_code AS code, k.certificate_name AS name, w.day, c.slug,
         json_build_object('zh', c.name_zh, 'en', c.name_en) AS names,
         json_build_object('zh', c.place_zh, 'en', c.place_en) AS place,
         (SELECT json_build_object('zh', l.name_zh, 'en', l.name_en, 'km', l.km) FROM walks_level l
           WHERE l.campaign = k.campaign AND l.key = ANY (k.levels) ORDER BY l.km DESC, l.key LIMIT 1) AS level
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
  return row?.level && row.day.startsWith(`${read.year}-`) ? certificateOf(row) : null
}

/** The certificate that a card was given, or null. */
export async function findCertificateOfCard(sql: Sql, card: CardId): Promise<Certificate | null> {
  const [row] = await sql.query<Row>(`${columns} AND k.id = $1`, [card])
  return row?.level ? certificateOf(row) : null
}
