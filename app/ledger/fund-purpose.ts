import { type Day, isDay } from '~/platform/dates'
import { mostFundCharacters } from './fund-limits'

/** By what a purpose may change: a filing with the authority, or the consent of the donors (Charity Law on changes of purpose). */
export const purposeBases = ['filing', 'consent'] as const
export type PurposeBasis = (typeof purposeBases)[number]

/** 变更用途, as it is asked for and kept. */
export interface PurposeChange {
  id: string
  fund: string
  beforeZh: string
  beforeEn: string
  afterZh: string
  afterEn: string
  reasonZh: string
  reasonEn: string
  basis: PurposeBasis
  filingNumber: string
  consentHow: string
  basisOn: Day
  file: string
  fileName: string
  askedAt: Date
  /** Null while the second person has not agreed. */
  agreedOn: Day | null
}

export const longestPurpose = { reason: 400, filingNumber: 60, consentHow: 200 } as const
export type PurposeFault = 'missing' | 'too-long' | 'not-a-day' | 'not-yet' | 'same'
export type PurposeErrors = Readonly<Record<string, PurposeFault>>
export type PurposeDraft = Pick<
  PurposeChange,
  'afterZh' | 'afterEn' | 'reasonZh' | 'reasonEn' | 'basis' | 'filingNumber' | 'consentHow' | 'basisOn'
>

/** The new purpose, why, and by what. Only what belongs to the basis is kept: a filing has a number, consent says how it was given. */
export function readPurposeForm(
  text: (name: string) => string,
  today: Day,
  before: { purposeZh: string; purposeEn: string },
): { ok: true; draft: PurposeDraft } | { ok: false; errors: PurposeErrors } {
  const errors: Record<string, PurposeFault> = {}
  const read = (name: string, most: number, needed: boolean) => {
    const value = text(name).normalize('NFC').trim()
    if (value === '' && needed) errors[name] = 'missing'
    else if (value.length > most) errors[name] = 'too-long'
    return value
  }
  const afterZh = read('afterZh', mostFundCharacters.purpose, true)
  const afterEn = read('afterEn', mostFundCharacters.purpose, true)
  if (afterZh === before.purposeZh && afterEn === before.purposeEn) errors.afterZh = 'same'
  const reasonZh = read('reasonZh', longestPurpose.reason, true)
  const reasonEn = read('reasonEn', longestPurpose.reason, false)
  const basis = purposeBases.find((one) => one === text('basis'))
  if (!basis) errors.basis = 'missing'
  const filingNumber = basis === 'filing' ? read('filingNumber', longestPurpose.filingNumber, true) : ''
  const consentHow = basis === 'consent' ? read('consentHow', longestPurpose.consentHow, true) : ''
  const basisOn = text('basisOn').trim()
  if (basisOn === '') errors.basisOn = 'missing'
  else if (!isDay(basisOn) || basisOn < '2000-01-01') errors.basisOn = 'not-a-day'
  else if (basisOn > today) errors.basisOn = 'not-yet'
  if (Object.keys(errors).length > 0 || !basis) return { ok: false, errors }
  return {
    ok: true,
    draft: { afterZh, afterEn, reasonZh, reasonEn, basis, filingNumber, consentHow, basisOn },
  }
}
