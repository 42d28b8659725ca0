import { basisPointsOf, type RoutingRule, type Share, splitOver } from '~/campaigns/routing'
import { type AmountRefusal, type Fen, parseYuan } from '~/money/fen'

/** Limits that the operator sets (GIFT_MIN_FEN, GIFT_MAX_FEN, FEE_COVER_BPS). */
export interface GiftLimits {
  minFen: Fen
  maxFen: Fen
  feeCoverBps: number
}

export const longest = { name: 60, message: 200, dedication: 60, email: 254 } as const
/** Once; each month by card; or a mail each month, for ways of paying that cannot be charged again. */
export const rhythms = ['once', 'monthly', 'remind'] as const
export type Rhythm = (typeof rhythms)[number]
export const presetYuan = ['20', '50', '100', '200', '500', '1000'] as const

/** What was typed, as the browser sends it; a missing field is an empty string. */
export interface GiftFields {
  formId: string
  preset: string
  amount: string
  /** `default`, `split`, or `fund:<slug>`. */
  target: string
  /** Percent by fund, for target `split`. */
  percents: Record<string, string>
  name: string
  nameConsent: boolean
  message: string
  dedication: string
  email: string
  lettersConsent?: boolean
  coverFee: boolean
  /** How to pay, where there is a choice. */
  way: string
  /** Absent: once. */
  rhythm?: Rhythm
}

/** A gift that may be started: whole fen, and shares that sum to the amount. */
export interface GiftDraft {
  amountFen: Fen
  feeCoverFen: Fen
  shares: Share[]
  name: string
  nameConsent: boolean
  message: string
  dedication: string
  email: string
  /** Thanks may be mailed; never true without an address. Left out where nobody was asked. */
  lettersConsent?: boolean
}

export type AmountError = AmountRefusal | 'below-least' | 'above-most'
export type GiftErrors = {
  amount?: AmountError
  target?: 'unknown-fund' | 'not-whole' | 'percent-not-a-number' | 'too-small-to-split'
  name?: 'too-long' | 'needed-for-consent'
  message?: 'too-long'
  dedication?: 'too-long'
  email?: 'not-an-address' | 'too-long' | 'needed-monthly'
  formId?: 'missing'
}

/** What a donor adds so that the gift arrives whole, rounded up to a fen. It is never part of the gift. */
export const feeCoverOf = (amountFen: Fen, bps: number): Fen => (amountFen * BigInt(bps) + 9_999n) / 10_000n

/** In UTF-16 units; every limit on a field is far below. */
const longestCleaned = 2_000

/** Invisible controls and direction overrides are taken out, everything a person can see is kept. */
export function cleanText(text: string, lines: 'one' | 'many'): string {
  // Far more than any field takes is not cleaned, only kept: normalising it would cost more than reading it.
  if (text.length > longestCleaned) return text
  const seen = text
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, (c) =>
      c === '\n' || c === '\t' ? c : '',
    )
  return lines === 'one' ? seen.replace(/\s+/g, ' ').trim() : seen.replace(/\n{3,}/g, '\n\n').trim()
}

/** Characters, not UTF-16 units: an emoji outside the basic plane is one. */
export const lengthOf = (text: string): number => [...text.slice(0, 4_000)].length

/** The amount that counts: what was typed, else the preset chosen. */
export const amountText = (fields: Pick<GiftFields, 'preset' | 'amount'>): string =>
  fields.amount.trim() !== '' || fields.preset === 'other' ? fields.amount : fields.preset

export function readAmount(
  fields: Pick<GiftFields, 'preset' | 'amount'>,
  limits: GiftLimits,
): { ok: true; fen: Fen } | { ok: false; reason: AmountError } {
  const parsed = parseYuan(amountText(fields))
  if (!parsed.ok) return parsed
  if (parsed.fen < limits.minFen) return { ok: false, reason: 'below-least' }
  if (parsed.fen > limits.maxFen) return { ok: false, reason: 'above-most' }
  return parsed
}

/** Which funds get how much of `amountFen`. */
export function readShares(
  fields: Pick<GiftFields, 'target' | 'percents'>,
  rule: RoutingRule,
  amountFen: Fen,
): { ok: true; shares: Share[] } | { ok: false; reason: NonNullable<GiftErrors['target']> } {
  const offered = rule.routes.filter((r) => r.onOffer)
  if (!rule.donorMayChoose || fields.target === '' || fields.target === 'default') {
    return { ok: true, shares: splitOver(amountFen, rule.routes) }
  }
  if (fields.target === 'split') {
    const weights: { fund: string; basisPoints: number }[] = []
    for (const [fund, percent] of Object.entries(fields.percents)) {
      const basisPoints = basisPointsOf(percent)
      if (basisPoints === null) return { ok: false, reason: 'percent-not-a-number' }
      if (basisPoints > 0 && !offered.some((r) => r.fund === fund))
        return { ok: false, reason: 'unknown-fund' }
      if (basisPoints > 0) weights.push({ fund, basisPoints })
    }
    if (weights.reduce((sum, w) => sum + w.basisPoints, 0) !== 10_000)
      return { ok: false, reason: 'not-whole' }
    const shares = splitOver(amountFen, weights)
    // A donor who named a fund must not find it left out because the amount is too small for its part.
    return shares.length === weights.length
      ? { ok: true, shares }
      : { ok: false, reason: 'too-small-to-split' }
  }
  const fund = offered.find((r) => `fund:${r.fund}` === fields.target)
  if (!fund) return { ok: false, reason: 'unknown-fund' }
  return { ok: true, shares: [{ fund: fund.fund, amountFen }] }
}

const address = /^[^\s@<>"'(),:;\\[\]]+@[^\s@<>"'(),:;\\[\]]+\.[^\s@<>"'(),:;\\[\]]+$/
export const isAddress = (text: string): boolean => text.length <= longest.email && address.test(text)

/** Checks what was typed against the campaign's rule; run by the browser while typing and by the server for truth. */
export function readGiftForm(
  fields: GiftFields,
  rule: RoutingRule,
  limits: GiftLimits,
): { ok: true; draft: GiftDraft } | { ok: false; errors: GiftErrors } {
  const errors: GiftErrors = {}
  if (!/^[0-9a-f-]{36}$/.test(fields.formId)) errors.formId = 'missing'
  const amount = readAmount(fields, limits)
  if (!amount.ok) errors.amount = amount.reason
  const shares = readShares(fields, rule, amount.ok ? amount.fen : 10_000n)
  if (!shares.ok) errors.target = shares.reason

  const name = cleanText(fields.name, 'one')
  const message = cleanText(fields.message, 'many')
  const dedication = cleanText(fields.dedication, 'one')
  const email = cleanText(fields.email, 'one')
  if (lengthOf(name) > longest.name) errors.name = 'too-long'
  else if (fields.nameConsent && name === '') errors.name = 'needed-for-consent'
  if (lengthOf(message) > longest.message) errors.message = 'too-long'
  if (lengthOf(dedication) > longest.dedication) errors.dedication = 'too-long'
  if (email.length > longest.email) errors.email = 'too-long'
  else if (email !== '' && !address.test(email)) errors.email = 'not-an-address'
  else if (email === '' && (fields.rhythm ?? 'once') !== 'once') errors.email = 'needed-monthly'

  if (Object.keys(errors).length > 0 || !amount.ok || !shares.ok) return { ok: false, errors }
  const feeCoverFen = fields.coverFee ? feeCoverOf(amount.fen, limits.feeCoverBps) : 0n
  return {
    ok: true,
    draft: {
      amountFen: amount.fen,
      feeCoverFen,
      shares: shares.shares,
      name,
      nameConsent: fields.nameConsent,
      message,
      dedication,
      email,
      ...(fields.lettersConsent && email !== '' && { lettersConsent: true }),
    },
  }
}

/** Reads the posted form; every field is text, whatever was sent. */
export function fieldsOf(form: FormData): GiftFields {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const percents: Record<string, string> = {}
  for (const [name, value] of form) {
    if (name.startsWith('percent:') && typeof value === 'string' && Object.keys(percents).length < 50) {
      percents[name.slice('percent:'.length, 'percent:'.length + 64)] = value.slice(0, 16)
    }
  }
  return {
    formId: text('formId').slice(0, 36),
    preset: text('preset').slice(0, 16),
    amount: text('amount').slice(0, 64),
    target: text('target').slice(0, 80),
    percents,
    name: text('name'),
    nameConsent: form.get('nameConsent') === 'yes',
    message: text('message'),
    dedication: text('dedication'),
    email: text('email'),
    lettersConsent: form.get('lettersConsent') === 'yes',
    coverFee: form.get('coverFee') === 'yes',
    way: text('way').slice(0, 16),
    rhythm: rhythms.find((rhythm) => rhythm === form.get('rhythm')) ?? 'once',
  }
}

/** What a link may fill in beforehand: the amount in yuan and what it is for. Whatever is no such thing is left out. */
export function readPrefill(query: URLSearchParams): Pick<GiftFields, 'amount' | 'target'> | null {
  const amount = query.get('amount') ?? ''
  const target = query.get('for') ?? ''
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(amount)) return null
  return { amount, target: /^fund:[a-z0-9-]{1,64}$/.test(target) ? target : 'default' }
}

/** The give form with an amount filled in, without language. */
export function giveFormPath(campaign: string, amountFen: Fen, target: string): string {
  const amount = `${amountFen / 100n}.${String(amountFen % 100n).padStart(2, '0')}`
  const query = new URLSearchParams({ amount, ...(target.startsWith('fund:') && { for: target }) })
  return `/campaigns/${campaign}?${query}#give`
}
