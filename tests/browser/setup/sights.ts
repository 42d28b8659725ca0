import { expect, type Page } from '@playwright/test'
import { fillGiveForm, inLanguage, openWalk, payButton } from './donor'
import type { ReadyGift } from './ready-gift'
import { pastWalk, type Walked } from './walked'
import { type Language, words } from './words'

/** What the sights need to exist: a paid gift with a mail, one that waits for its payment, and what walkers have. */
export interface Stage {
  paid: ReadyGift
  waiting: ReadyGift
  mailPath: string
  walked: Walked
  /** Path of a unit's pledge. */
  pledge: string
  /** Paths of a monthly gift, and of a reminder that waits to be confirmed. */
  monthly: string
  reminder: string
}

export interface Sight {
  name: string
  /** Path without language. */
  path: (stage: Stage) => string
  /** What a visitor does there before looking. */
  first?: (page: Page, language: Language) => Promise<void>
  /** The other language says nothing new about it. */
  chineseOnly?: boolean
  /** Shows letters in the language of whoever they were written to. */
  anyLanguage?: boolean
  /** Worth a picture that people look at. */
  picture?: boolean
}

/** On the stall's phone still. */
const nobodysReceipt = '00000000-0000-4000-8000-000000000000'

/** Every page a visitor can stand on, and the states of it that look different. */
export const sights: Sight[] = [
  { name: 'home', path: () => '/', picture: true },
  { name: 'campaign', path: () => openWalk, picture: true },
  {
    name: 'give-errors',
    path: () => openWalk,
    picture: true,
    async first(page, language) {
      await expect(page.getByText(words[language].live)).toBeVisible()
      await fillGiveForm(page, language, { amount: '0.5', split: ['70', '20'], email: 'zhen@' })
      await payButton(page, language).click()
    },
  },
  { name: 'campaign-settled', path: () => '/campaigns/health-walk-10', picture: true },
  { name: 'campaign-other', path: () => '/campaigns/poverty-relief-day-demo', picture: true },
  { name: 'pledge', path: () => '/campaigns/poverty-relief-day-demo/pledge', picture: true },
  { name: 'gift-waiting', path: (s) => s.waiting.giftPath, picture: true },
  { name: 'gift-confirmed', path: (s) => s.paid.giftPath, picture: true },
  { name: 'check-form', path: () => '/check' },
  { name: 'check-form-refused', path: () => '/check?number=SX-1&code=2' },
  { name: 'check', path: (s) => s.paid.checkPath, picture: true },
  { name: 'goods-not-found', path: () => '/check/goods/SW-2026-00000001-0/ABCDEFGHJK' },
  { name: 'check-not-found', path: () => '/check/SX-2026-00000001-0/ABCDEFGHJK' },
  { name: 'screen', path: () => '/screen/health-walk-11', picture: true },
  { name: 'screen-sun', path: () => '/screen/health-walk-10?theme=sun', chineseOnly: true },
  { name: 'funds', path: () => '/funds', picture: true },
  { name: 'fund', path: () => '/funds/assistance', picture: true },
  { name: 'community-fund', path: () => '/funds/community-007' },
  { name: 'assistance', path: () => '/assistance' },
  { name: 'ledger', path: () => '/ledger', picture: true },
  { name: 'first-in-first-out', path: () => '/rules/first-in-first-out', picture: true },
  { name: 'plans', path: () => '/plans' },
  { name: 'search', path: () => '/search?q=%E5%9F%BA%E9%87%91' },
  { name: 'search-nothing', path: () => '/search?q=zzz' },
  { name: 'disclosures', path: () => '/disclosures' },
  { name: 'disclosures-quarter', path: () => '/disclosures/2024-Q1', picture: true },
  { name: 'disclosure', path: () => '/projects/special-education/disclosures/2024-Q1', picture: true },
  {
    name: 'disclosure-figure',
    path: () => '/projects/special-education/disclosures/2024-Q1/figures/indicator.classes.total',
  },
  { name: 'mailbox', path: () => '/demo/mailbox', anyLanguage: true },
  { name: 'mail', path: (s) => s.mailPath, anyLanguage: true },
  { name: 'styleguide', path: () => '/styleguide' },
  { name: 'styleguide-venue', path: () => '/styleguide?theme=venue', chineseOnly: true },
  { name: 'styleguide-sun', path: () => '/styleguide?theme=sun', chineseOnly: true },
  { name: 'walk', path: () => `${openWalk}/walk`, picture: true },
  { name: 'walk-past', path: () => `${pastWalk}/walk` },
  { name: 'register', path: () => `${openWalk}/register`, picture: true },
  { name: 'register-unit', path: () => `${openWalk}/register/unit`, picture: true },
  { name: 'lost-ticket', path: () => `${openWalk}/lost-ticket` },
  { name: 'party', path: (s) => s.walked.party, picture: true },
  { name: 'ticket', path: (s) => s.walked.ticket, picture: true },
  { name: 'ticket-finished', path: (s) => s.walked.finished, picture: true },
  { name: 'certificate-check', path: (s) => s.walked.certificate, picture: true },
  { name: 'certificate-false', path: () => '/check/walk/JX-2026-000001-1/ABCDEFGHJK' },
  { name: 'pledge-own', path: (s) => s.pledge, anyLanguage: true, picture: true },
  { name: 'monthly', path: (s) => s.monthly, picture: true },
  { name: 'reminder', path: (s) => s.reminder, picture: true },
  { name: 'reminder-asked', path: () => '/reminders/asked' },
  { name: 'unit', path: (s) => s.walked.unit, picture: true },
  { name: 'unit-import', path: (s) => `${s.walked.unit}/import` },
  { name: 'join-unit', path: (s) => s.walked.join },
  { name: 'fundraise', path: (s) => s.walked.fundraise },
  { name: 'fundraising-page', path: (s) => s.walked.page, picture: true },
  { name: 'leaderboard', path: () => `${pastWalk}/leaderboard`, picture: true },
  { name: 'leaderboard-empty', path: () => `${openWalk}/leaderboard` },
  { name: 'report', path: () => `${pastWalk}/report`, picture: true },
  { name: 'market-receipt', path: (s) => s.walked.receipt, picture: true },
  { name: 'market-receipt-paper', path: (s) => `${s.walked.receipt}?paper=58`, chineseOnly: true },
  { name: 'market-receipt-missing', path: () => `/market/receipt/${nobodysReceipt}` },
  {
    name: 'market-pay',
    path: () => `/market/pay/${nobodysReceipt}?campaign=health-walk-10&stall=s1&amountFen=1500`,
    picture: true,
  },
  { name: 'not-found', path: () => '/no-such-page', picture: true },
  { name: 'plan', path: () => '/plans/SY2024-0007', picture: true },
  { name: 'projects', path: () => '/projects', picture: true },
  { name: 'project-closing', path: () => '/projects/family-law', picture: true },
  { name: 'project-works', path: () => '/projects/charity-complex' },
  { name: 'project-contract', path: () => '/projects/social-worker-growth' },
]

/** Opens a sight and waits until it stands still. */
export async function see(page: Page, sight: Sight, stage: Stage, language: Language) {
  await page.goto(inLanguage(language, sight.path(stage)))
  await page.waitForFunction(() => '__remixContext' in window && document.readyState === 'complete')
  await sight.first?.(page, language)
}
