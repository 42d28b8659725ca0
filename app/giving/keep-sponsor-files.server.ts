import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database, Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { keepPicture, releasePictures } from '~/platform/pictures/keep-picture.server'
import { agreementType } from './agreement-type'
import { mostAgreementBytes } from './sponsor'

export interface SponsorFiles {
  sponsorId: string
  campaign: string
  /** A stored picture's id. */
  logo?: string
  agreement?: { name: string; bytes: Uint8Array }
}
export type SponsorFileRefusal =
  | 'not-allowed'
  | 'unknown-sponsor'
  | 'no-file'
  | 'agreement-type'
  | 'agreement-large'
  | 'logo-gone'

const lock = `SELECT 1 FROM giving_sponsor WHERE id = $1::uuid AND campaign = $2 FOR UPDATE`
const putLogo = `UPDATE giving_sponsor SET logo = $2, version = version + 1 WHERE id = $1::uuid`
const putAgreement = `
  INSERT INTO giving_sponsor_agreement (sponsor_id, name, type, content, kept_by) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (sponsor_id) DO UPDATE SET name = excluded.name, type = excluded.type, content = excluded.content,
    kept_by = excluded.kept_by, kept_at = clock_timestamp()`
class Refused extends Error {
  constructor(readonly reason: SponsorFileRefusal) {
    super(reason)
  }
}

/**
 * Keeps a sponsor's logo, its agreement or both. The agreement is for the desk alone and lies in the database, not among the public
 * files. Refuses `not-allowed`, `unknown-sponsor`, `no-file`, `agreement-type` (PDF, JPEG and PNG are read, by their content),
 * `agreement-large` (10 MB), `logo-gone` (stored too long ago: swept).
 */
export async function keepSponsorFiles(
  db: Database,
  by: Actor,
  { sponsorId, campaign, logo, agreement }: SponsorFiles,
): Promise<Outcome<object, SponsorFileRefusal>> {
  if (!can(by, 'sponsor.manage', { campaign })) return { ok: false, reason: 'not-allowed' }
  if (!logo && !agreement) return { ok: false, reason: 'no-file' }
  const type = agreement && agreementType(agreement.bytes)
  if (type === null) return { ok: false, reason: 'agreement-type' }
  if (agreement && agreement.bytes.length > mostAgreementBytes)
    return { ok: false, reason: 'agreement-large' }
  try {
    return await db.transaction(async (tx) => {
      const [sponsor] = isUuid(sponsorId) ? await tx.query(lock, [sponsorId, campaign]) : []
      if (!sponsor) throw new Refused('unknown-sponsor')
      if (logo) await putPicture(tx, sponsorId, logo)
      const name = agreement ? agreement.name.replaceAll('\0', '').slice(-100) : ''
      if (agreement) await tx.query(putAgreement, [sponsorId, name, type, agreement.bytes, by.id])
      const after = { logo: logo ? logo.slice(0, 12) : undefined, agreement: agreement ? name : undefined }
      await recordAct(tx, { by, action: 'sponsor.files', subject: { kind: 'sponsor', id: sponsorId }, after })
      return { ok: true }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}

async function putPicture(tx: Sql, sponsorId: string, picture: string): Promise<void> {
  const use = `sponsor:${sponsorId}`
  await releasePictures(tx, use)
  if (!(await keepPicture(tx, picture, use))) throw new Refused('logo-gone')
  await tx.query(putLogo, [sponsorId, picture])
}

/** The agreement's file, for whoever may see sponsors; null for others and where there is none. */
export async function findAgreement(
  sql: Sql,
  by: Actor,
  { sponsorId, campaign }: { sponsorId: string; campaign: string },
): Promise<{ name: string; type: string; content: Uint8Array } | null> {
  if (!can(by, 'sponsor.see', { campaign }) || !isUuid(sponsorId)) return null
  const [file] = await sql.query<{ name: string; type: string; content: Uint8Array }>(
    `SELECT a.name, a.type, a.content FROM giving_sponsor_agreement a JOIN giving_sponsor s ON s.id = a.sponsor_id
      WHERE a.sponsor_id = $1::uuid AND s.campaign = $2`,
    [sponsorId, campaign],
  )
  return file ?? null
}
