import type { Actor } from '~/identity/actor'
import type { Day } from '~/platform/dates'
import { mostPictureBytes } from '~/platform/pictures/picture'
import { type PictureHouse, storePicture } from '~/platform/pictures/store-picture.server'
import { readUpload } from '~/platform/read-upload.server'
import { keepSponsorFiles, type SponsorFileRefusal } from './keep-sponsor-files.server'
import { proposeSponsor, type SponsorAskRefusal } from './propose-sponsor.server'
import { type SaveSponsorRefusal, saveSponsor } from './save-sponsor.server'
import { emptySponsor, type SponsorErrors, type SponsorFields } from './sponsor-form'

export const sponsorDeeds = ['saved', 'levels', 'asked', 'files'] as const
type Refusal =
  | Exclude<SaveSponsorRefusal | SponsorAskRefusal | SponsorFileRefusal, 'not-allowed'>
  | 'logo-wrong'
export type SponsorAnswer =
  | { done: (typeof sponsorDeeds)[number]; sponsorId: string }
  | {
      refused: Refusal
      /** The part of the page that was sent. */
      at: 'form' | 'agree' | 'cash' | 'files'
      form: Record<string, string>
      fields?: SponsorFields
      errors?: SponsorErrors
    }

/**
 * Answers the forms of a sponsor's page: hands each to its verb; a logo is stored when it arrives. Null for whoever may not, and for what
 * is no such form.
 */
export async function answerSponsorForm(
  house: PictureHouse,
  by: Actor,
  {
    request,
    campaign,
    sponsorId,
    today,
  }: { request: Request; campaign: string; sponsorId: string; today: Day },
): Promise<SponsorAnswer | null> {
  const { db } = house
  const brought: { logo?: string; agreement?: { name: string; bytes: Uint8Array }; refused?: Refusal } = {}
  const form = await readUpload(
    request,
    { files: 2, fileBytes: mostPictureBytes },
    async ({ field, name, bytes, type }) => {
      if (field === 'logo') {
        const stored = bytes && (await storePicture(house, { bytes, type }))
        if (stored?.ok) brought.logo = stored.picture.id
        else brought.refused = 'logo-wrong'
      } else if (field === 'agreement') {
        if (bytes) brought.agreement = { name, bytes }
        else brought.refused = 'agreement-large'
      }
    },
  )
  if (!form) return null
  const answered = (
    done: (typeof sponsorDeeds)[number],
    at: 'form' | 'agree' | 'cash' | 'files',
    outcome: { ok: true } | { ok: false; reason: Refusal | 'not-allowed' },
  ): SponsorAnswer | null => {
    if (outcome.ok) return { done, sponsorId }
    return outcome.reason === 'not-allowed' ? null : { refused: outcome.reason, at, form }
  }
  const about = { sponsorId, campaign, today }
  switch (form.intent) {
    case 'save': {
      const fields = { ...emptySponsor(''), ...form } as SponsorFields
      const saved = await saveSponsor(db, by, { campaign, fields })
      if (saved.ok) return { done: 'saved', sponsorId: saved.sponsorId }
      const answer = answered('saved', 'form', saved)
      return answer && { ...answer, fields, errors: saved.errors }
    }
    case 'agree':
      return answered('asked', 'agree', await proposeSponsor(db, by, { ...about, step: 'agree' }))
    case 'cash': {
      const { amount = '', arrivedOn = '' } = form
      return answered(
        'asked',
        'cash',
        await proposeSponsor(db, by, { ...about, step: 'cash', amount, arrivedOn }),
      )
    }
    case 'files':
      if (brought.refused) return { refused: brought.refused, at: 'files', form }
      return answered('files', 'files', await keepSponsorFiles(db, by, { ...about, ...brought }))
    default:
      return null
  }
}
