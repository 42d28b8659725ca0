import type { Config } from '~/platform/config.server'
import { mostPictureBytes } from '~/platform/pictures/picture'
import { type PictureHouse, storePicture } from '~/platform/pictures/store-picture.server'
import { readUpload } from '~/platform/read-upload.server'
import { type CoverageDraft, mostCoveragePictures } from './coverage'
import {
  type CoverageErrors,
  type CoverageFields,
  fieldsOfCoverage,
  pictureSlots,
  readCoverageForm,
} from './coverage-form'
import { findCoverage } from './find-coverage.server'
import { isPictureSeal, pictureSeal } from './picture-seal.server'

export interface CoverageUpload {
  /** Everything that was sent, by field. */
  form: Record<string, string>
  /** What the form shows again: pictures that have arrived need not be sent twice. */
  fields: CoverageFields
  draft: CoverageDraft
  errors: CoverageErrors
  /** The pictures that this person has brought with this form, now or when it was refused before. */
  uploads: Set<string>
}

/**
 * Reads the form of coverage and stores the pictures that it brings. A place may name a picture that is stored already: one
 * that the post shows, or one that came with this very form, which its seal proves; any other is left out with an error beside
 * its place. Null for what is no whole form.
 */
export async function readCoverageUpload(
  house: PictureHouse & { config: Pick<Config, 'SESSION_SECRET' | 'STREAM_ORIGINS'> },
  personId: string,
  campaign: string,
  request: Request,
): Promise<CoverageUpload | null> {
  const arrived = new Map<number, string>()
  const errors: CoverageErrors = {}
  const limits = { files: mostCoveragePictures, fileBytes: mostPictureBytes }
  const form = await readUpload(request, limits, async ({ field, bytes, type }) => {
    const n = pictureSlots.find((slot) => field === `picture-${slot}`)
    if (n === undefined) return
    const stored = bytes
      ? await storePicture(house, { bytes, type })
      : ({ ok: false, reason: 'too-large' } as const)
    if (stored.ok) arrived.set(n, stored.picture.id)
    else errors[field] = stored.reason
  })
  if (!form) return null
  const fields = fieldsOfCoverage(form)
  const { postId } = fields
  const secret = house.config.SESSION_SECRET
  const shown = form.intent === 'edit' ? ((await findCoverage(house.db, campaign, postId))?.kept ?? []) : []
  const uploads = new Set<string>()
  for (const n of pictureSlots) {
    const pictureId = arrived.get(n) ?? fields.kept[n]!
    const upload = { pictureId, postId, personId }
    const brought = arrived.has(n) || isPictureSeal(secret, upload, fields.seals[n]!)
    const own = pictureId !== '' && (brought || shown.includes(pictureId))
    if (pictureId !== '' && !own) errors[`picture-${n}`] = 'foreign-picture'
    fields.kept[n] = own ? pictureId : ''
    fields.seals[n] = own && brought ? pictureSeal(secret, upload) : ''
    if (own && brought) uploads.add(pictureId)
  }
  const read = readCoverageForm(fields, house.config.STREAM_ORIGINS)
  return { form, fields, draft: read.draft, errors: { ...errors, ...read.errors }, uploads }
}
