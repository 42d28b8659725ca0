import { openViewCounter, type ViewCounter } from './campaigns/count-views.server'
import { type CoverageFeed, openCoverageFeed } from './campaigns/coverage-feed.server'
import { findCampaign } from './campaigns/find-campaign.server'
import { nameCampaignProposals } from './campaigns/name-campaign-proposals.server'
import { openCampaign } from './campaigns/open-campaign.server'
import { remindDue } from './disclosures/calendar/remind-due.server'
import { disclosureBooks } from './disclosures/disclosure-books.server'
import { type NoticePress, openNoticePress } from './disclosures/notice/notice-press.server'
import { nameOldStatements } from './disclosures/old/name-old-statements.server'
import { publishOldStatement } from './disclosures/old/publish-old-statement.server'
import { nameDisclosures } from './disclosures/publication/name-disclosures.server'
import { publishDisclosure } from './disclosures/publication/publish-disclosure.server'
import type { FigureSource } from './disclosures/statement/figure-source'
import { agreeBatch } from './giving/agree-batch.server'
import { agreePayout } from './giving/agree-payout.server'
import { agreeRefund } from './giving/agree-refund.server'
import { agreeSponsor } from './giving/agree-sponsor.server'
import { bankBooks } from './giving/bank-books.server'
import { confirmGoods } from './giving/confirm-goods.server'
import { detectCardTesting } from './giving/detect-card-testing.server'
import { eraseUnpaidGifts } from './giving/erase-unpaid-gifts.server'
import { findSuspicions } from './giving/find-suspicions.server'
import { giftBooks } from './giving/gift-books.server'
import { goodsBooks } from './giving/goods-books.server'
import { forgetMatchMarks } from './giving/mark-gift.server'
import { matchBooks } from './giving/match-books.server'
import { matchGifts } from './giving/match-gifts.server'
import { mindMonthly } from './giving/mind-monthly.server'
import { monthlyBooks } from './giving/monthly-books.server'
import { nameBatches } from './giving/name-batches.server'
import { nameGoods } from './giving/name-goods.server'
import { namePayouts } from './giving/name-payouts.server'
import { namePots } from './giving/name-pots.server'
import { nameRefunds } from './giving/name-refunds.server'
import { nameSponsors } from './giving/name-sponsors.server'
import { offlineBooks } from './giving/offline-books.server'
import { openPot } from './giving/open-pot.server'
import {
  clearedCheques,
  countedBatches,
  decidedMatches,
  keptHolds,
  openHolds,
  paidRefunds,
  paymentsUnderWay,
} from './giving/period-checks.server'
import { pledgeBooks } from './giving/pledge-books.server'
import { readRefundOrder } from './giving/refund-order'
import { remindGivers } from './giving/remind-givers.server'
import { remindPledges } from './giving/remind-pledges.server'
import { reverseBatchLine } from './giving/reverse-batch-line.server'
import { sendAcknowledgement } from './giving/send-acknowledgement.server'
import { type LetterTest, sendLetterTest } from './giving/send-letter-test.server'
import { sendLetters } from './giving/send-letters.server'
import { type MonthlyMail, sendMonthlyMail } from './giving/send-monthly-mail.server'
import { type PledgeMail, sendPledgeMail } from './giving/send-pledge-mail.server'
import { sendRefund } from './giving/send-refund.server'
import { type ReminderMail, sendReminderMail } from './giving/send-reminder-mail.server'
import { settleCampaign } from './giving/settle-campaign.server'
import { settleKeptFacts } from './giving/settle-kept-facts.server'
import { type MonthlyHintRefs, settleMonthly } from './giving/settle-monthly.server'
import { sponsorBooks } from './giving/sponsor-books.server'
import { stopMonthly } from './giving/stop-monthly.server'
import type { Executors } from './identity/decide-proposal.server'
import { type Identity, openIdentity } from './identity/identity.server'
import type { NamesProposals } from './identity/named-proposal'
import { type CodeMail, sendCode } from './identity/send-code.server'
import { sendInvitation } from './identity/send-invitation.server'
import { changePurpose } from './ledger/change-purpose.server'
import { loadSigner, type Signer } from './ledger/checkpoint.server'
import { closePeriod } from './ledger/close-period.server'
import { nameFundProposals } from './ledger/name-fund-proposals.server'
import { namePeriodProposals } from './ledger/name-period-proposals.server'
import type { PeriodCheck } from './ledger/period-check'
import type { BookCheck, Projection } from './ledger/projection'
import { proveBooks } from './ledger/prove-books.server'
import { runSealer, type Sealer } from './ledger/run-sealer.server'
import { campaignTotals } from './live/campaign-projection.server'
import { type Cards, openCards } from './live/cards.server'
import { type LiveTotals, openLiveTotals } from './live/live-totals.server'
import { campaignMonitoring } from './live/monitoring-projection.server'
import { type MatchingNow, openMatching } from './live/open-matching.server'
import { openRecentGifts, type RecentGifts } from './live/recent-gifts.server'
import { walkFigures } from './live/report/walk-figures.server'
import { agreeCount } from './market/agree-count.server'
import { marketBooks } from './market/market-books.server'
import { matchSalePayments } from './market/match-sale-payments.server'
import { nameCounts } from './market/name-counts.server'
import { countedTakings } from './market/period-checks.server'
import { hasUncountedTakings } from './market/uncounted-takings.server'
import { alertKeyRefused } from './payments/alert-key-refused.server'
import { matchedCredits } from './payments/bank/period-checks.server'
import type { Gateway } from './payments/gateway'
import type { Gateways } from './payments/gateways'
import { paymentBooks } from './payments/payment-books.server'
import { providerRead, unmatchedEvents } from './payments/period-checks.server'
import { readBalance } from './payments/read-balance.server'
import { reconcileProvider } from './payments/reconcile-provider.server'
import { setUpGateways } from './payments/set-up-gateways.server'
import { setUpSubscriptions } from './payments/set-up-subscriptions.server'
import type { SubscriptionGateway } from './payments/subscription-gateway'
import { announceAlerts } from './platform/announce-alerts.server'
import type { Config } from './platform/config.server'
import { shanghaiDay } from './platform/dates'
import { type Database, openDatabase } from './platform/db.server'
import type { FileStore } from './platform/files/file-store.server'
import { openFileStore } from './platform/files/open-file-store.server'
import { type JobHandler, type Jobs, runJobs } from './platform/jobs.server'
import { log } from './platform/log.server'
import { openMailer } from './platform/mail.server'
import type { Outlet } from './platform/outlet.server'
import { sweepPictures } from './platform/pictures/sweep-pictures.server'
import { type RateLimit, rateLimit } from './platform/rate-limit.server'
import { runLoop } from './platform/run-loop.server'
import { openSessions, type Sessions } from './platform/session.server'
import { assistanceBooks } from './stewardship/assistance/assistance-books.server'
import { nameAssistance } from './stewardship/assistance/name-assistance.server'
import { payAssistance } from './stewardship/assistance/pay-assistance.server'
import { reverseAssistance } from './stewardship/assistance/reverse-assistance.server'
import { namePayments } from './stewardship/plans/name-payments.server'
import { planBooks } from './stewardship/plans/plan-books.server'
import { reversePayment } from './stewardship/plans/reverse-payment.server'
import { type PlanMail, sendPlanMail } from './stewardship/plans/send-plan-mail.server'
import { moneyTrail } from './stewardship/trail/trail-projection.server'
import { type FiguresFeed, openFiguresFeed } from './walks/figures-feed.server'
import { foldCards } from './walks/fold-cards.server'
import { forgetMailCounts } from './walks/forget-mail-counts.server'
import { pageTotals } from './walks/page-projection.server'
import { releaseUnpaid } from './walks/release-unpaid.server'
import { remindParties } from './walks/remind-parties.server'
import { type LostMail, sendLostMail } from './walks/send-lost-mail.server'
import { type PartyMail, sendPartyMail } from './walks/send-party-mail.server'
import { sendThanks } from './walks/send-thanks.server'
import { sendUnitMail, type UnitMail } from './walks/send-unit-mail.server'
import { settlePartyFees } from './walks/settle-party-fees.server'
import { openWalkPlans, type WalkPlans } from './walks/walk-plans.server'

/** Figures of disclosures that rooms beyond the disclosures count. */
export const figureSources: FigureSource[] = [walkFigures]

/** What proposals are called: each room names its own. */
export const proposalNamers: NamesProposals[] = [
  nameCampaignProposals,
  nameFundProposals,
  namePeriodProposals,
  nameRefunds,
  namePots,
  nameSponsors,
  nameBatches,
  nameGoods,
  namePayouts,
  nameCounts,
  namePayments,
  nameAssistance,
  nameDisclosures,
  nameOldStatements,
]

/**
 * What an agreed proposal does, on the day that `now` says: identity knows no other room. Opening is bound to what the first
 * person saw.
 */
export const executorsBy = (now: () => Date): Executors => ({
  'campaign.open': (tx, { slug, version, routingVersion }, by) =>
    openCampaign(tx, by, String(slug), { version: Number(version), routingVersion: Number(routingVersion) }),
  'campaign.settle': async (tx, { slug }, by) =>
    (await hasUncountedTakings(tx, String(slug)))
      ? { ok: false, reason: 'takings-uncounted' }
      : settleCampaign(tx, by, String(slug)),
  'period.close': (tx, { through }, by) => closePeriod(tx, by, String(through), periodChecks),
  'cash.count': (tx, { countId }, by) => agreeCount(tx, by, String(countId)),
  'gift.refund': (tx, payload, by) => agreeRefund(tx, by, readRefundOrder(payload)),
  'payout.accept': (tx, payload, by) => agreePayout(tx, by, payload),
  'sponsor.manage': (tx, payload, by) => agreeSponsor(tx, by, payload, shanghaiDay(now())),
  'matching.manage': (tx, { potId }, by) => openPot(tx, by, String(potId), now()),
  'goods.enter': (tx, { goodsId }, by) => confirmGoods(tx, by, String(goodsId)),
  'offline.count': (tx, { batchId }, by) => agreeBatch(tx, by, String(batchId)),
  'offline.reverse': (tx, { batchId, lineId }, by) =>
    reverseBatchLine(tx, by, {
      batchId: String(batchId),
      lineId: String(lineId),
      today: shanghaiDay(now()),
    }),
  'plan.reverse': (tx, { disbursementId, why }, by) =>
    reversePayment(tx, by, {
      disbursementId: String(disbursementId),
      why: String(why),
      today: shanghaiDay(now()),
    }),
  'disclosure.publish': (tx, { disclosureId, hash }, by) =>
    publishDisclosure(
      tx,
      by,
      { id: String(disclosureId), hash: String(hash), today: shanghaiDay(now()) },
      figureSources,
    ),
  'disclosure.publish-old': (tx, { bundle, n, project, source, hash }, by) =>
    publishOldStatement(tx, by, {
      ...{ bundle: String(bundle), n: Number(n), project: String(project), source: String(source) },
      ...{ hash: String(hash), today: shanghaiDay(new Date()) },
    }),
  'assistance.enter': (tx, { batchId, cases, amountFen }, by) =>
    payAssistance(tx, by, {
      batchId: String(batchId),
      agreed: { cases: Number(cases), amountFen: BigInt(String(amountFen)) },
    }),
  'assistance.reverse': (tx, { batchId, note }, by) =>
    reverseAssistance(tx, by, {
      batchId: String(batchId),
      note: String(note),
      today: shanghaiDay(now()),
    }),
  'fund.purpose': (tx, { changeId }, by) =>
    changePurpose(tx, by, { changeId: String(changeId), today: shanghaiDay(now()) }),
})
/** The same on the day of the machine's clock; a house's own are `house.executors`. */
export const executors = executorsBy(() => new Date())
/** What moves when entries are sealed: the ledger knows no campaign, so its totals are handed in here. */
export const projections: Projection[] = [campaignTotals, campaignMonitoring, pageTotals, moneyTrail]
/** What must be settled before a period is closed, beyond the ledger's own seal; in the order of the desk's list. */
export const periodChecks: PeriodCheck[] = [
  openHolds,
  unmatchedEvents,
  providerRead,
  countedTakings,
  countedBatches,
  matchedCredits,
  clearedCheques,
  paidRefunds,
  decidedMatches,
  keptHolds,
  paymentsUnderWay,
]
/** What `audit-books` proves beyond the ledger's own rules. */
export const bookChecks: BookCheck[] = [
  giftBooks,
  marketBooks,
  pledgeBooks,
  paymentBooks,
  bankBooks,
  monthlyBooks,
  matchBooks,
  sponsorBooks,
  offlineBooks,
  goodsBooks,
  disclosureBooks,
  planBooks,
  assistanceBooks,
]
/** What a payment fact does: giving's SQL function, called inside the statement that stores the event. */
export const settle = { sql: 'giving_settle', open: 'giving_open_at' }

/** Everything a door needs, opened once for the process. */
export interface House {
  config: Config
  db: Database
  files: FileStore
  /** The main one, for what knows no choice. */
  gateway: Gateway
  gateways: Gateways
  /** Monthly gifts: by card only; null where no provider takes them. */
  subscriptions: SubscriptionGateway | null
  live: LiveTotals
  recent: RecentGifts
  matching: MatchingNow
  coverage: CoverageFeed
  views: ViewCounter
  walks: WalkPlans
  walkFigures: FiguresFeed
  cards: Cards
  press: NoticePress
  signer: Signer
  sessions: Sessions
  identity: Identity
  limits: {
    giveByAddress: RateLimit
    giveBySession: RateLimit
    checkByAddress: RateLimit
    signInByAddress: RateLimit
    passMissesByAddress: RateLimit
    scansByAddress: RateLimit
    salesByPass: RateLimit
    cardsByAddress: RateLimit
    scansByPass: RateLimit
  }
  /** The site's clock: of the demonstration it may be moved ahead (SHANXING_DAYS_AHEAD). Days and jobs go by it. */
  now(): Date
  /** What agreed proposals do, on the days of this clock. */
  executors: Executors
}

const minute = 60
const dayMs = 86_400_000
const foldAtOnce = 1_000
/** PostgreSQL's code for a table that is not there. */
const undefinedTable = '42P01'

export async function openHouse(config: Config, db?: Database): Promise<House> {
  const database =
    db ??
    (await openDatabase({
      url: config.DATABASE_URL,
      dataDir: config.DATA_DIR,
      poolSize: config.DATABASE_POOL,
    }))
  const live = await openLiveTotals(database).catch(async (error: { code?: string }) => {
    await database.close()
    if (error.code !== undefinedTable) throw error
    throw new Error('The database is not migrated: run "npm run migrate" first.')
  })
  const aheadMs = config.SHANXING_DAYS_AHEAD * dayMs
  const now = () => new Date(Date.now() + aheadMs)
  if (aheadMs > 0)
    log.warn({ days: config.SHANXING_DAYS_AHEAD }, "the site's calendar runs ahead (SHANXING_DAYS_AHEAD)")
  const gateways = await setUpGateways(config, (fault) => void alertKeyRefused(database, fault))
  return {
    config,
    db: database,
    files: openFileStore(config),
    gateway: gateways.for(),
    gateways,
    subscriptions: setUpSubscriptions(config, (fault) => void alertKeyRefused(database, fault)),
    live,
    recent: openRecentGifts(database, live),
    matching: openMatching(database),
    coverage: await openCoverageFeed(database, config.STREAM_ORIGINS),
    views: openViewCounter(database, now),
    walks: openWalkPlans(database),
    walkFigures: await openFiguresFeed(database),
    cards: openCards((slug) => findCampaign(database, slug), live),
    press: openNoticePress(),
    signer: await loadSigner({
      key: config.LOG_SIGNING_KEY,
      dataDir: config.DATA_DIR,
      origin: config.LOG_ORIGIN,
    }),
    sessions: openSessions(config),
    identity: openIdentity(database, config, aheadMs),
    limits: {
      giveByAddress: rateLimit(config.GIVE_PER_ADDRESS, minute),
      giveBySession: rateLimit(config.GIVE_PER_SESSION, minute),
      checkByAddress: rateLimit(config.CHECK_PER_ADDRESS, minute),
      signInByAddress: rateLimit(config.SIGN_IN_PER_ADDRESS, 10 * minute),
      passMissesByAddress: rateLimit(config.PASS_MISSES_PER_ADDRESS, 10 * minute),
      scansByAddress: rateLimit(config.SCANS_PER_ADDRESS, minute),
      salesByPass: rateLimit(config.SALES_PER_PASS, minute),
      cardsByAddress: rateLimit(config.CARDS_PER_ADDRESS, minute),
      scansByPass: rateLimit(config.SCANS_PER_PASS, minute),
    },
    now,
    executors: executorsBy(now),
  }
}

/** Background work of every room: sealing, mails, reconciliation, the nightly proof of the books. */
export async function runWorkers(
  house: House,
): Promise<{ sealer: Sealer; jobs: Jobs; stop(): Promise<void> }> {
  const { config, db, gateways } = house
  const sealer = runSealer(db, projections)
  const look = async () => (await foldCards(db, house.walks, { limit: foldAtOnce })) === foldAtOnce
  const folder = runLoop({ name: 'fold-cards', look, tickMs: 500 })
  const matcher = runLoop({ name: 'match-gifts', look: () => matchGifts(db, house.now()), tickMs: 500 })
  const mailer = openMailer(config)
  const handlers: JobHandler<never>[] = [
    {
      topic: 'reconcile-provider',
      schedule: '* * * * *',
      async work() {
        for (const gateway of gateways.all) await reconcileProvider(db, gateway, settle)
      },
    },
    {
      topic: 'read-balance',
      schedule: '*/10 * * * *',
      async work() {
        for (const gateway of gateways.all) await readBalance(db, gateway, house.now())
      },
    },
    {
      topic: 'send-refund',
      async work({ refundId }: { refundId: string }) {
        const sent = await sendRefund(db, gateways, refundId)
        if (!sent.ok) log.info({ refund: refundId, reason: sent.reason }, 'a refund was not sent')
      },
    } as JobHandler<never>,
    {
      topic: 'settle-kept-facts',
      schedule: '* * * * *',
      async work() {
        await settleKeptFacts(db)
      },
    },
    {
      topic: 'remind-givers',
      schedule: '35 9 * * *',
      async work() {
        await remindGivers(db, shanghaiDay(house.now()))
      },
    },
    {
      topic: 'audit-books',
      schedule: '30 3 * * *',
      async work(asked?: { proofId?: string }) {
        await proveBooks(db, { projections, checks: bookChecks }, asked?.proofId)
      },
    },
    {
      topic: 'erase-unpaid-gifts',
      schedule: '10 4 * * *',
      async work() {
        const erased = await eraseUnpaidGifts(db, house.now())
        if (erased > 0) log.info({ erased }, 'personal data of gifts that were never paid was erased')
      },
    },
    {
      topic: 'forget-match-marks',
      schedule: '15 4 * * *',
      async work() {
        await forgetMatchMarks(db, house.now())
      },
    },
    {
      topic: 'sweep-pictures',
      schedule: '20 4 * * *',
      async work(asked?: { now?: string[] }) {
        await sweepPictures(house, asked?.now)
      },
    },
    {
      topic: 'match-sale-payments',
      schedule: '* * * * *',
      async work() {
        await matchSalePayments(db, house.now())
      },
    },
    {
      topic: 'detect-card-testing',
      schedule: '* * * * *',
      async work() {
        await detectCardTesting(db, house.now())
      },
    },
    {
      topic: 'find-suspicions',
      schedule: '*/10 * * * *',
      async work() {
        await findSuspicions(db, house.now())
      },
    },
    {
      topic: 'settle-party-fees',
      schedule: '* * * * *',
      async work() {
        // What was paid first: only then is what was not.
        await settlePartyFees(db)
        await releaseUnpaid(db, house.now())
        await forgetMailCounts(db)
      },
    },
    {
      topic: 'remind-parties',
      schedule: '5 9-20 * * *',
      async work() {
        await remindParties(db, house.now())
      },
    },
    {
      topic: 'remind-disclosures',
      schedule: '20 9 * * *',
      async work() {
        const raised = await remindDue(db, shanghaiDay(house.now()))
        if (raised > 0) log.info({ raised }, 'disclosures are due')
      },
    },
    {
      topic: 'remind-pledges',
      schedule: '15 9 * * *',
      async work() {
        await remindPledges(db, shanghaiDay(house.now()))
      },
    },
  ]
  const { subscriptions } = house
  if (subscriptions) {
    handlers.push(
      {
        topic: 'settle-monthly',
        async work(hint: MonthlyHintRefs) {
          const settled = await settleMonthly(db, subscriptions, hint)
          // Tried again with growing pauses; what stays out is found by the clock.
          if (!settled.ok && settled.reason === 'unavailable')
            throw new Error('the provider cannot be asked now')
        },
      } as JobHandler<never>,
      {
        topic: 'stop-monthly',
        async work({ monthlyId }: { monthlyId: string }) {
          const stopped = await stopMonthly(db, subscriptions, { id: monthlyId })
          if (!stopped.ok && stopped.reason === 'unavailable')
            throw new Error('the provider cannot be asked now')
        },
      } as JobHandler<never>,
      {
        topic: 'mind-monthly',
        schedule: '25 * * * *',
        async work() {
          await mindMonthly(db, subscriptions, house.now())
        },
      },
    )
  }
  if (mailer) {
    handlers.push({
      topic: 'send-acknowledgement',
      async work({ giftId }: { giftId: string }) {
        const sent = await sendAcknowledgement({ db, mailer, config }, giftId)
        if (!sent.ok) log.info({ gift: giftId, reason: sent.reason }, 'no acknowledgement was mailed')
      },
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-code',
      work: (asked: CodeMail) => sendCode(mailer, config, asked),
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-invitation',
      async work({ invitationId }: { invitationId: string }) {
        const sent = await sendInvitation({ db, mailer, config }, invitationId)
        if (!sent.ok) log.info({ reason: sent.reason }, 'no invitation was mailed')
      },
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-thanks',
      async work({ partyId }: { partyId: string }) {
        await sendThanks({ db, mailer, config }, partyId)
      },
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-party-mail',
      async work(mail: PartyMail) {
        const sent = await sendPartyMail({ db, mailer, config }, mail)
        if (!sent.ok)
          log.info({ kind: mail.kind, reason: sent.reason }, 'no mail about a registration went out')
      },
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-unit-mail',
      async work(mail: UnitMail) {
        const sent = await sendUnitMail({ db, mailer, config }, mail)
        if (!sent.ok) log.info({ reason: sent.reason }, 'no mail about a unit went out')
      },
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-pledge-mail',
      async work(mail: PledgeMail) {
        const sent = await sendPledgeMail({ db, mailer, config }, mail)
        if (!sent.ok) log.info({ kind: mail.kind, reason: sent.reason }, 'no mail about a pledge went out')
      },
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-plan-mail',
      async work(mail: PlanMail) {
        const sent = await sendPlanMail({ db, mailer, config }, mail)
        if (!sent.ok)
          log.info({ kind: mail.kind, reason: sent.reason }, 'no mail about a usage plan went out')
      },
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-monthly-mail',
      async work(mail: MonthlyMail) {
        const sent = await sendMonthlyMail({ db, mailer, config }, mail)
        if (!sent.ok)
          log.info({ kind: mail.kind, reason: sent.reason }, 'no mail about a monthly gift went out')
      },
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-reminder-mail',
      async work(mail: ReminderMail) {
        const sent = await sendReminderMail({ db, mailer, config }, mail)
        if (!sent.ok) log.info({ reason: sent.reason }, 'no reminder to give went out')
      },
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-letters',
      schedule: '* * * * *',
      async work() {
        await sendLetters({ db, mailer, config })
      },
    })
    handlers.push({
      topic: 'send-letter-test',
      work: (test: LetterTest) => sendLetterTest({ db, mailer, config }, test),
    } as JobHandler<never>)
    handlers.push({
      topic: 'send-lost-mail',
      async work(mail: LostMail) {
        const sent = await sendLostMail({ db, mailer, config }, mail)
        if (!sent.ok) log.info({ reason: sent.reason }, 'no mail with new links went out')
      },
    } as JobHandler<never>)
  } else {
    log.warn('SMTP_URL is not set: acknowledgements, codes and invitations wait in the outbox')
  }
  const jobs = await runJobs(db, config.DATABASE_URL, handlers)
  const alerts = announceAlerts(db, mailer, config.ALERT_MAIL)
  return {
    sealer,
    jobs,
    async stop() {
      await Promise.all([jobs.stop(), sealer.stop(), folder.stop(), matcher.stop(), alerts.stop()])
      mailer?.close()
    },
  }
}

declare module '@remix-run/node' {
  interface AppLoadContext {
    house: House
    /** Names this build of the site: another one has another name. */
    build: string
    nonce: string
    /** The client's address, as far as TRUST_PROXY allows to believe it. */
    address: string
    /** The same, as it is: for the provider that has to know it. Kept nowhere. */
    ip: string
    /** For answers that are longer than memory. */
    outlet: Outlet
  }
}
