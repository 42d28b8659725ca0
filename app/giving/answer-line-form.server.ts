import type { Actor } from '~/identity/actor'
import { parseYuan } from '~/money/fen'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { type AskPayoutRefusal, askPayout } from './ask-payout.server'
import { type BookLineRefusal, bookBankLine } from './book-bank-line.server'
import { type MatchRefusal, matchBankLine } from './match-bank-line.server'
import { type MatchDepositRefusal, matchDeposit } from './match-deposit.server'
import { type MatchPayoutRefusal, matchPayout } from './match-payout.server'
import { matchRefund } from './match-refund.server'
import { type MatchSponsorRefusal, matchSponsor } from './match-sponsor.server'
import { suggestionReasons } from './pledge-index'
import { type TakeBackRefusal, takeBackMatch } from './take-back-match.server'

type Reason =
  | Exclude<
      | MatchRefusal
      | AskPayoutRefusal
      | MatchPayoutRefusal
      | MatchSponsorRefusal
      | MatchDepositRefusal
      | BookLineRefusal
      | TakeBackRefusal,
      'not-allowed'
    >
  | 'refund-gone'
  | 'amount-wrong'
  | 'name-long'
  | 'email-wrong'
export const lineDeeds = ['match', 'gift', 'take-back', 'asked'] as const
type LineDeed = (typeof lineDeeds)[number]
export type LineAnswer =
  | { done: LineDeed }
  /** `at`: the part of the page that was sent: `suggestion`, `gift`, `deposit`, a pledge's, a payout's, a sponsor's or a match's id. */
  | { refused: Reason; at: string; form: Record<string, string> }

/** `<pledge>:<fen>` as the page's own forms send it. */
const partShape = /^([0-9a-f-]{36}):(\d{1,15})$/

/** Answers the forms of a bank line's page: hands each to its verb. Null for whoever may not, and for what is no such form. */
export async function answerLineForm(
  db: Database,
  by: Actor,
  { lineId, form, locale, now }: { lineId: string; form: FormData; locale: Locale; now: Date },
): Promise<LineAnswer | null> {
  const text = (name: string) =>
    String(form.get(name) ?? '')
      .normalize('NFC')
      .trim()
  const kept = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const answered = (
    done: LineDeed,
    at: string,
    outcome: { ok: true } | { ok: false; reason: Reason | 'not-allowed' },
  ): LineAnswer | null => {
    if (outcome.ok) return { done }
    return outcome.reason === 'not-allowed' ? null : { refused: outcome.reason, at, form: kept }
  }
  const intent = text('intent')
  if (intent === 'match') {
    const read = form.getAll('part').map((part) => partShape.exec(String(part)))
    const parts = read.flatMap((part) => (part ? [{ pledgeId: part[1]!, amountFen: BigInt(part[2]!) }] : []))
    const reason = suggestionReasons.find((one) => one === text('reason')) ?? 'by-hand'
    return answered('match', 'suggestion', await matchBankLine(db, by, { lineId, parts, reason }))
  }
  if (intent === 'payout') {
    const payoutId = text('payout')
    return answered('match', payoutId, await matchPayout(db, by, { lineId, payoutId }))
  }
  if (intent === 'ask-payout') {
    const asked = { lineId, payoutId: text('payout'), note: text('note') }
    return answered('asked', asked.payoutId, await askPayout(db, by, asked))
  }
  if (intent === 'refund') {
    const refundId = text('refund')
    return answered('match', refundId, await matchRefund(db, by, { lineId, refundId }))
  }
  if (intent === 'deposit') {
    const lots = form.getAll('lot').map(String)
    return answered('match', 'deposit', await matchDeposit(db, by, { lineId, lots }))
  }
  if (intent !== 'pledge' && intent !== 'gift' && intent !== 'sponsor') {
    if (intent !== 'take-back') return null
    const matchId = text('match')
    return answered('take-back', matchId, await takeBackMatch(db, by, { matchId, note: text('note'), now }))
  }
  const at = intent === 'gift' ? 'gift' : text(intent)
  const amount = parseYuan(text('amount'))
  if (!amount.ok) return { refused: 'amount-wrong', at, form: kept }
  if (intent === 'pledge') {
    const parts = [{ pledgeId: at, amountFen: amount.fen }]
    return answered('match', at, await matchBankLine(db, by, { lineId, parts, reason: 'by-hand' }))
  }
  if (intent === 'sponsor') {
    const cash = { lineId, sponsorId: at, amountFen: amount.fen }
    return answered('match', at, await matchSponsor(db, by, cash))
  }
  const [donorName, contactEmail] = [text('donorName'), text('email')]
  if ([...donorName].length > 80) return { refused: 'name-long', at, form: kept }
  if (contactEmail !== '' && !/^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(contactEmail))
    return { refused: 'email-wrong', at, form: kept }
  const [campaign = '', fund = ''] = text('to').split(' ')
  const gift = {
    lineId,
    amountFen: amount.fen,
    campaign,
    fund: fund || null,
    donorName,
    contactEmail,
    locale,
  }
  return answered(
    'gift',
    at,
    await bookBankLine(db, by, { ...gift, nameConsent: form.get('consent') === 'yes' }),
  )
}
