import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeRouting } from '~/campaigns/change-routing.server'
import { closeCampaign } from '~/campaigns/close-campaign.server'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { editCampaign } from '~/campaigns/edit-campaign.server'
import { editCoverage } from '~/campaigns/edit-coverage.server'
import { editSeries } from '~/campaigns/edit-series.server'
import { exportCoverage } from '~/campaigns/export-coverage.server'
import { exportSeries } from '~/campaigns/export-series.server'
import { exportVersions } from '~/campaigns/export-versions.server'
import { exportViews } from '~/campaigns/export-views.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { postCoverage } from '~/campaigns/post-coverage.server'
import { withdrawCoverage } from '~/campaigns/withdraw-coverage.server'
import { answerDoubt } from '~/disclosures/old/answer-doubt.server'
import { answerImportForm } from '~/disclosures/old/answer-import-form.server'
import { answerReportForm } from '~/disclosures/old/answer-report-form.server'
import { exportReport } from '~/disclosures/old/export-report.server'
import { findOldBundle, listOldBundles } from '~/disclosures/old/find-old-bundle.server'
import { finishOldBundle } from '~/disclosures/old/finish-old-bundle.server'
import { keepOldBundle } from '~/disclosures/old/keep-old-bundle.server'
import { offerOldStatement } from '~/disclosures/old/offer-old-statement.server'
import { publishOldStatement } from '~/disclosures/old/publish-old-statement.server'
import { reportJson } from '~/disclosures/old/report-json.server'
import { showOldOffer } from '~/disclosures/old/show-old-offer.server'
import { acknowledgeNumber } from '~/disclosures/publication/acknowledge-number.server'
import { publishDisclosure } from '~/disclosures/publication/publish-disclosure.server'
import { submitDisclosure } from '~/disclosures/publication/submit-disclosure.server'
import { writeDisclosure } from '~/disclosures/publication/write-disclosure.server'
import { readQuarter } from '~/disclosures/statement/quarter'
import { acceptHeldGift } from '~/giving/accept-held-gift.server'
import { agreeBatch } from '~/giving/agree-batch.server'
import { agreePayout } from '~/giving/agree-payout.server'
import { agreeRefund } from '~/giving/agree-refund.server'
import { agreeSponsor } from '~/giving/agree-sponsor.server'
import { askLineReversal } from '~/giving/ask-line-reversal.server'
import { askPayout } from '~/giving/ask-payout.server'
import { askRefund } from '~/giving/ask-refund.server'
import { emptyLine } from '~/giving/batch-form'
import { bookBankLine } from '~/giving/book-bank-line.server'
import { clearCheque } from '~/giving/clear-cheque.server'
import { closePot } from '~/giving/close-pot.server'
import { confirmGoods } from '~/giving/confirm-goods.server'
import { countBatch } from '~/giving/count-batch.server'
import { decideMatch } from '~/giving/decide-match.server'
import { decideSuspicion } from '~/giving/decide-suspicion.server'
import { draftPot } from '~/giving/draft-pot.server'
import { dropBatch } from '~/giving/drop-batch.server'
import { dropGoods } from '~/giving/drop-goods.server'
import { dropRefund } from '~/giving/drop-refund.server'
import { enterBatchLine } from '~/giving/enter-batch-line.server'
import { enterGoodsLine } from '~/giving/enter-goods-line.server'
import { enterPledge } from '~/giving/enter-pledge.server'
import { exportBatches } from '~/giving/export-batches.server'
import { exportGifts } from '~/giving/export-gifts.server'
import { exportGoods } from '~/giving/export-goods.server'
import { exportHeldGifts } from '~/giving/export-held-gifts.server'
import { exportMatches } from '~/giving/export-matches.server'
import { exportMessages } from '~/giving/export-messages.server'
import { exportMonthly } from '~/giving/export-monthly.server'
import { exportPledges } from '~/giving/export-pledges.server'
import { exportSuspicions } from '~/giving/export-suspicions.server'
import { exportTickets } from '~/giving/export-tickets.server'
import { findExampleDonor } from '~/giving/find-example-donor.server'
import { giveGoods } from '~/giving/give-goods.server'
import { handInGoods } from '~/giving/hand-in-goods.server'
import { importBatchLines } from '~/giving/import-batch-lines.server'
import { importPledges } from '~/giving/import-pledges.server'
import { importTickets } from '~/giving/import-tickets.server'
import { keepHeldGift } from '~/giving/keep-held-gift.server'
import { findAgreement, keepSponsorFiles } from '~/giving/keep-sponsor-files.server'
import { lookAtContact } from '~/giving/look-at-contact.server'
import { lookAtLetters } from '~/giving/look-at-letters.server'
import { matchBankLine } from '~/giving/match-bank-line.server'
import { matchBankLines } from '~/giving/match-bank-lines.server'
import { matchDeposit } from '~/giving/match-deposit.server'
import { matchPayout } from '~/giving/match-payout.server'
import { emptyPot } from '~/giving/match-pot-form'
import { matchRefund } from '~/giving/match-refund.server'
import { matchSponsor } from '~/giving/match-sponsor.server'
import { moderateMessage } from '~/giving/moderate-message.server'
import { moderateName } from '~/giving/moderate-name.server'
import { openBatch } from '~/giving/open-batch.server'
import { openGoods } from '~/giving/open-goods.server'
import { openPot } from '~/giving/open-pot.server'
import { payRefund } from '~/giving/pay-refund.server'
import { emptyPledge } from '~/giving/pledge-form'
import { proposePot } from '~/giving/propose-pot.server'
import { proposeSponsor } from '~/giving/propose-sponsor.server'
import { recountBatch } from '~/giving/recount-batch.server'
import { remindPledge } from '~/giving/remind-pledge.server'
import { removeBatchLine } from '~/giving/remove-batch-line.server'
import { removeGoodsLine } from '~/giving/remove-goods-line.server'
import { reverseBatchLine } from '~/giving/reverse-batch-line.server'
import { saveSponsor } from '~/giving/save-sponsor.server'
import { askForLetterTest } from '~/giving/send-letter-test.server'
import { setSponsorLevels } from '~/giving/set-sponsor-levels.server'
import { setUpPledges } from '~/giving/set-up-pledges.server'
import { settleCampaign } from '~/giving/settle-campaign.server'
import { emptySponsor } from '~/giving/sponsor-form'
import { startLetters } from '~/giving/start-letters.server'
import { stopLetters } from '~/giving/stop-letters.server'
import { takeBackGoods } from '~/giving/take-back-goods.server'
import { takeBackMatch } from '~/giving/take-back-match.server'
import { voidTicket } from '~/giving/void-ticket.server'
import { type Actor, theSoftware } from '~/identity/actor'
import { closePerson } from '~/identity/close-person.server'
import { createPerson } from '~/identity/create-person.server'
import { decideProposal, type Executors } from '~/identity/decide-proposal.server'
import { endAllSessions } from '~/identity/end-all-sessions.server'
import { exportActs } from '~/identity/export-acts.server'
import { exportAlerts } from '~/identity/export-alerts.server'
import { exportInvitations } from '~/identity/export-invitations.server'
import { exportPasses } from '~/identity/export-passes.server'
import { exportPeople } from '~/identity/export-people.server'
import { exportProposals } from '~/identity/export-proposals.server'
import { grantRole } from '~/identity/grant-role.server'
import { invitePerson } from '~/identity/invite-person.server'
import { makePass } from '~/identity/make-pass.server'
import { propose } from '~/identity/propose.server'
import { reopenPerson } from '~/identity/reopen-person.server'
import { resetSecondFactor } from '~/identity/reset-second-factor.server'
import { resolveAlert } from '~/identity/resolve-alert.server'
import { revokeInvitation } from '~/identity/revoke-invitation.server'
import { revokePass } from '~/identity/revoke-pass.server'
import { revokeRole } from '~/identity/revoke-role.server'
import { askPurposeChange } from '~/ledger/ask-purpose-change.server'
import { changePurpose } from '~/ledger/change-purpose.server'
import { closePeriod } from '~/ledger/close-period.server'
import { createFund } from '~/ledger/create-fund.server'
import { createFundGroup } from '~/ledger/create-fund-group.server'
import { editFund } from '~/ledger/edit-fund.server'
import { exportCampaignLines } from '~/ledger/export-campaign-lines.server'
import { exportOwnFunds } from '~/ledger/export-own-funds.server'
import { groupFunds } from '~/ledger/group-funds.server'
import { importFunds } from '~/ledger/import-funds.server'
import { proposeClosing } from '~/ledger/propose-closing.server'
import { askForProof } from '~/ledger/prove-books.server'
import { saveFundGroup } from '~/ledger/save-fund-group.server'
import { exportCampaigns } from '~/live/export-campaigns.server'
import { agreeCount } from '~/market/agree-count.server'
import { countCash } from '~/market/count-cash.server'
import { editStall } from '~/market/edit-stall.server'
import { endStallDevice } from '~/market/end-stall-device.server'
import { exportCounts } from '~/market/export-counts.server'
import { exportReceipts } from '~/market/export-receipts.server'
import { keepSales } from '~/market/keep-sales.server'
import { setUpStalls } from '~/market/set-up-stalls.server'
import { takeUpStallDevice } from '~/market/take-up-stall-device.server'
import { askForBalance } from '~/payments/ask-for-balance.server'
import { exportBankLines } from '~/payments/bank/export-bank-lines.server'
import { keepStatement } from '~/payments/bank/keep-statement.server'
import { saveBankAccount } from '~/payments/bank/save-bank-account.server'
import { shanghaiDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { addContract } from '~/projects/add-contract.server'
import { addMilestone } from '~/projects/add-milestone.server'
import { addOutput } from '~/projects/add-output.server'
import { amendPeriod } from '~/projects/amend-period.server'
import { announceCall } from '~/projects/announce-call.server'
import { cancelContract } from '~/projects/cancel-contract.server'
import { changeProjectState } from '~/projects/change-project-state.server'
import { changeTarget } from '~/projects/change-target.server'
import { countIndicator } from '~/projects/count-indicator.server'
import { createProject } from '~/projects/create-project.server'
import { defineIndicator } from '~/projects/define-indicator.server'
import { dropMilestone } from '~/projects/drop-milestone.server'
import { editProject } from '~/projects/edit-project.server'
import { exportProjects } from '~/projects/export-projects.server'
import { meetMilestone } from '~/projects/meet-milestone.server'
import { receiveApplication } from '~/projects/receive-application.server'
import { recordEarlierPayment } from '~/projects/record-earlier-payment.server'
import { recordProcurement } from '~/projects/record-procurement.server'
import { renameProject } from '~/projects/rename-project.server'
import { reverseCount } from '~/projects/reverse-count.server'
import { selectApplication } from '~/projects/select-application.server'
import { setPartners } from '~/projects/set-partners.server'
import { takeBackSelection } from '~/projects/take-back-selection.server'
import { unmeetMilestone } from '~/projects/unmeet-milestone.server'
import { askAssistanceReversal } from '~/stewardship/assistance/ask-assistance-reversal.server'
import { dropAssistance } from '~/stewardship/assistance/drop-assistance.server'
import { enterCase } from '~/stewardship/assistance/enter-case.server'
import { exportAssistance } from '~/stewardship/assistance/export-assistance.server'
import { handInAssistance } from '~/stewardship/assistance/hand-in-assistance.server'
import { importCases } from '~/stewardship/assistance/import-cases.server'
import { lookAtPersons } from '~/stewardship/assistance/look-at-persons.server'
import { openAssistance } from '~/stewardship/assistance/open-assistance.server'
import { payAssistance } from '~/stewardship/assistance/pay-assistance.server'
import { openPersonBox } from '~/stewardship/assistance/person-box.server'
import { removeCase } from '~/stewardship/assistance/remove-case.server'
import { reverseAssistance } from '~/stewardship/assistance/reverse-assistance.server'
import { approvePlan } from '~/stewardship/plans/approve-plan.server'
import { askPaymentReversal } from '~/stewardship/plans/ask-payment-reversal.server'
import { closePlan } from '~/stewardship/plans/close-plan.server'
import { commentPlan } from '~/stewardship/plans/comment-plan.server'
import { draftPlan } from '~/stewardship/plans/draft-plan.server'
import { editPlan } from '~/stewardship/plans/edit-plan.server'
import { exportPlans } from '~/stewardship/plans/export-plans.server'
import { payPlan } from '~/stewardship/plans/pay-plan.server'
import { removePlanFile } from '~/stewardship/plans/remove-plan-file.server'
import { returnPlan } from '~/stewardship/plans/return-plan.server'
import { reversePayment } from '~/stewardship/plans/reverse-payment.server'
import { submitPlan } from '~/stewardship/plans/submit-plan.server'
import { withdrawPlan } from '~/stewardship/plans/withdraw-plan.server'
import { changeUnitAtDesk } from '~/walks/change-unit-at-desk.server'
import { changeWaiver } from '~/walks/change-waiver.server'
import { confirmBack } from '~/walks/confirm-back.server'
import { decideFlag } from '~/walks/decide-flag.server'
import { editLevel } from '~/walks/edit-level.server'
import { editPlace } from '~/walks/edit-place.server'
import { editWalk } from '~/walks/edit-walk.server'
import { exportFlags } from '~/walks/export-flags.server'
import { exportMissing } from '~/walks/export-missing.server'
import { exportPages } from '~/walks/export-pages.server'
import { exportWalkers } from '~/walks/export-walkers.server'
import { findRoster } from '~/walks/find-roster.server'
import { hearDevice } from '~/walks/hear-device.server'
import { keepGateScans } from '~/walks/keep-gate-scans.server'
import { lookAtMissing } from '~/walks/look-at-missing.server'
import { lookAtWalker } from '~/walks/look-at-walker.server'
import { makePlacePass } from '~/walks/make-place-pass.server'
import { moderatePage } from '~/walks/moderate-page.server'
import { moveWalk } from '~/walks/move-walk.server'
import { printWalk } from '~/walks/print-walk.server'
import { revokePlacePass } from '~/walks/revoke-place-pass.server'
import { setUpWalk } from '~/walks/set-up-walk.server'
import { thankWalkers } from '~/walks/thank-walkers.server'
import { volunteerShell } from '~/walks/volunteer-shell.server'
import { openWalkPlans } from '~/walks/walk-plans.server'
import { form } from '../disclosures/bundle'
import { confirmedGift, prepare, walk } from '../giving/support'
import { postgresOnly } from '../setup/databases'
import { layDraft } from '../stewardship/support'
import { walkOf } from '../walks/organised-walk'

/** Whoever may call a verb: one of each role, and the roles with a scope once for everything and once for one thing. */
const grants = {
  nobody: [],
  admin: [{ role: 'administrator', scope: '*', standsInFor: null }],
  treas: [{ role: 'treasurer', scope: '*', standsInFor: null }],
  review: [{ role: 'reviewer', scope: '*', standsInFor: null }],
  organ: [{ role: 'organiser', scope: '*', standsInFor: null }],
  walk: [{ role: 'organiser', scope: 'walk-11', standsInFor: null }],
  funds: [{ role: 'fund-manager', scope: '*', standsInFor: null }],
  elders: [{ role: 'fund-manager', scope: 'elders', standsInFor: null }],
  audit: [{ role: 'auditor', scope: '*', standsInFor: null }],
  gate: [{ role: 'checkpoint-volunteer', scope: '*', standsInFor: null }],
  stall: [{ role: 'stall-volunteer', scope: '*', standsInFor: null }],
} as const satisfies Record<string, Actor['grants']>
type Key = keyof typeof grants
const keys = Object.keys(grants) as Key[]

let db: Database
let drop: () => Promise<void>
const actors = {} as Record<Key, Actor>
const things = {
  letters: '',
  walkGift: '',
  reliefGift: '',
  person: '',
  grant: '',
  walkProposal: '',
  reliefProposal: '',
  pass: '',
  placePass: '',
  device: '',
  count: '',
  oldBundle: '',
}
const oldText = form()

/** Sponsors with an agreement, by campaign. */
const agreedOf = { 'walk-11': randomUUID(), 'relief-day': randomUUID() }
const relief = { ...walk, slug: 'relief-day', edition: 12 }
const texts = { ...walk, edition: 11 }
const fund = {
  slug: 'elders',
  kind: 'community',
  nameZh: '长者',
  nameEn: 'Elders',
  purposeZh: '长者',
  purposeEn: 'Elders',
  restricted: true,
  position: 0,
} as const
const input = { rule: { donorMayChoose: true, routes: [] }, version: 1 }
const outlet = { ready: async () => true }
const csv = { format: 'csv', locale: 'en', outlet } as const
const executors: Executors = {
  'campaign.open': async () => ({ ok: false, reason: 'not-now' }),
  'campaign.settle': async () => ({ ok: false, reason: 'not-now' }),
  'period.close': async () => ({ ok: false, reason: 'not-now' }),
  'cash.count': async () => ({ ok: false, reason: 'not-now' }),
  'gift.refund': async () => ({ ok: false, reason: 'not-now' }),
  'payout.accept': async () => ({ ok: false, reason: 'not-now' }),
  'sponsor.manage': async () => ({ ok: false, reason: 'not-now' }),
  'matching.manage': async () => ({ ok: false, reason: 'not-now' }),
  'goods.enter': async () => ({ ok: false, reason: 'not-now' }),
  'offline.count': async () => ({ ok: false, reason: 'not-now' }),
  'offline.reverse': async () => ({ ok: false, reason: 'not-now' }),
  'plan.reverse': async () => ({ ok: false, reason: 'not-now' }),
  'disclosure.publish': async () => ({ ok: false, reason: 'not-now' }),
  'disclosure.publish-old': async () => ({ ok: false, reason: 'not-now' }),
  'assistance.enter': async () => ({ ok: false, reason: 'not-now' }),
  'assistance.reverse': async () => ({ ok: false, reason: 'not-now' }),
  'fund.purpose': async () => ({ ok: false, reason: 'not-now' }),
}
const refund = (giftId: string) =>
  ({ refundId: randomUUID(), giftId, amountFen: 10n ** 15n, reason: 'mistake', note: '' }) as const
const batchOf = (campaign: string) => `00000000-0000-4000-8000-00000000000${campaign === 'walk-11' ? 1 : 2}`
const flagOf = (campaign: string) =>
  ({ campaign, card: '0'.repeat(16), place: 'cp1', reason: 'too-fast' }) as const
const tx = <T>(deed: Parameters<typeof db.transaction<T>>[0]) => db.transaction(deed)
const settling = (campaign: string) =>
  ({
    action: 'campaign.settle',
    subject: { kind: 'campaign', id: campaign },
    reach: { campaign },
    payload: { slug: campaign },
  }) as const
const decide = (by: Actor, id: string) => decideProposal(db, by, { id, decision: 'approved' }, executors)

/**
 * Every verb that takes whoever does it, and who may: all others are refused and leave no trace. What those who may are
 * answered is other tests' business: many of these calls are refused for other reasons.
 */
const verbs: { verb: string; on?: string; may: string; call: (by: Actor) => Promise<unknown> }[] = [
  {
    verb: 'createSeries',
    may: 'admin organ',
    call: (by) => createSeries(db, by, { slug: 'x', name: { zh: '', en: '' }, about: { zh: '', en: '' } }),
  },
  {
    verb: 'editSeries',
    may: 'admin organ',
    call: (by) =>
      editSeries(db, by, {
        slug: 'health-walk',
        name: { zh: '', en: '' },
        about: { zh: '', en: '' },
        version: 1,
      }),
  },
  {
    verb: 'draftCampaign',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => draftCampaign(db, by, walk),
  },
  {
    verb: 'draftCampaign',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => draftCampaign(db, by, relief),
  },
  {
    verb: 'editCampaign',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => editCampaign(db, by, 'walk-11', { texts, version: 0 }),
  },
  {
    verb: 'editCampaign',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => editCampaign(db, by, 'relief-day', { texts, version: 0 }),
  },
  {
    verb: 'changeRouting',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => changeRouting(db, by, 'walk-11', input),
  },
  {
    verb: 'changeRouting',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => changeRouting(db, by, 'relief-day', input),
  },
  {
    verb: 'openCampaign',
    on: 'walk-11',
    may: 'admin review organ walk',
    call: (by) => tx((t) => openCampaign(t, by, 'walk-11', { version: 0, routingVersion: 0 })),
  },
  {
    verb: 'openCampaign',
    on: 'relief-day',
    may: 'admin review organ',
    call: (by) => tx((t) => openCampaign(t, by, 'relief-day', { version: 0, routingVersion: 0 })),
  },
  {
    verb: 'closeCampaign',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => closeCampaign(db, by, 'walk-11'),
  },
  {
    verb: 'closeCampaign',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => closeCampaign(db, by, 'relief-day'),
  },
  {
    verb: 'settleCampaign',
    on: 'walk-11',
    may: 'admin treas',
    call: (by) => tx((t) => settleCampaign(t, by, 'walk-11')),
  },
  { verb: 'createFund', may: 'admin treas', call: (by) => createFund(db, by, fund) },
  {
    verb: 'editFund',
    on: 'elders',
    may: 'admin treas',
    call: (by) => editFund(db, by, 'elders', { texts: fund, version: 0 }),
  },
  {
    verb: 'importFunds',
    may: 'admin treas',
    call: (by) =>
      importFunds(db, by, {
        uploadId: randomUUID(),
        planHash: '',
        words: { kinds: {}, yes: [], no: [] } as never,
      }),
  },
  { verb: 'askForProof', may: 'admin treas', call: (by) => askForProof(db, by) },
  {
    verb: 'exportCampaignLines',
    on: 'walk-11',
    may: 'admin treas review organ walk audit',
    call: (by) => exportCampaignLines(db, by, { campaign: 'walk-11', format: 'csv', locale: 'en', outlet }),
  },
  {
    verb: 'exportCampaignLines',
    on: 'relief-day',
    may: 'admin treas review organ audit',
    call: (by) =>
      exportCampaignLines(db, by, { campaign: 'relief-day', format: 'csv', locale: 'en', outlet }),
  },
  {
    verb: 'exportGifts',
    may: 'admin treas organ walk audit',
    call: (by) =>
      exportGifts(db, by, {
        query: null,
        filter: { campaign: null, states: [], channel: null, from: null, to: null } as never,
        format: 'csv',
        locale: 'en',
        outlet,
      }),
  },
  { verb: 'lookAtContact', may: 'admin treas', call: (by) => lookAtContact(db, by, things.walkGift) },
  {
    verb: 'moderateMessage',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => moderateMessage(db, by, { giftId: things.walkGift, decision: 'waiting' }),
  },
  {
    verb: 'moderateMessage',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => moderateMessage(db, by, { giftId: things.reliefGift, decision: 'waiting' }),
  },
  {
    verb: 'moderateName',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => moderateName(db, by, { giftId: things.walkGift, decision: 'shown' }),
  },
  {
    verb: 'moderateName',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => moderateName(db, by, { giftId: things.reliefGift, decision: 'shown' }),
  },
  { verb: 'acceptHeldGift', may: 'treas', call: (by) => acceptHeldGift(db, by, things.walkGift) },
  { verb: 'askRefund', may: 'admin treas', call: (by) => askRefund(db, by, refund(things.walkGift), 0n) },
  {
    verb: 'agreeRefund',
    may: 'admin treas',
    call: (by) => tx((t) => agreeRefund(t, by, { ...refund(things.walkGift), askedBy: '', askedName: '' })),
  },
  {
    verb: 'keepHeldGift',
    may: 'treas',
    call: (by) => keepHeldGift(db, by, { giftId: things.walkGift, decision: 'keep', note: '' }),
  },
  {
    verb: 'invitePerson',
    may: 'admin',
    call: (by) =>
      tx((t) =>
        invitePerson(
          t,
          by,
          { email: 'x', role: 'auditor', scope: '*', locale: 'en' },
          { SESSION_SECRET: 'x' },
        ),
      ),
  },
  { verb: 'revokeInvitation', may: 'admin', call: (by) => tx((t) => revokeInvitation(t, by, randomUUID())) },
  {
    verb: 'grantRole',
    may: 'admin',
    call: (by) => tx((t) => grantRole(t, by, { personId: things.person, role: 'reviewer' })),
  },
  { verb: 'revokeRole', may: 'admin', call: (by) => tx((t) => revokeRole(t, by, things.grant)) },
  { verb: 'endAllSessions', may: 'admin', call: (by) => tx((t) => endAllSessions(t, by, things.person)) },
  {
    verb: 'resetSecondFactor',
    may: 'admin',
    call: (by) => tx((t) => resetSecondFactor(t, by, things.person)),
  },
  { verb: 'closePerson', may: 'admin', call: (by) => tx((t) => closePerson(t, by, things.person)) },
  { verb: 'reopenPerson', may: 'admin', call: (by) => tx((t) => reopenPerson(t, by, things.person)) },
  {
    verb: 'propose',
    on: 'walk-11',
    may: 'admin treas organ walk',
    call: (by) => tx((t) => propose(t, by, settling('walk-11'))),
  },
  {
    verb: 'propose',
    on: 'relief-day',
    may: 'admin treas organ',
    call: (by) => tx((t) => propose(t, by, settling('relief-day'))),
  },
  {
    verb: 'decideProposal',
    on: 'walk-11',
    may: 'admin treas',
    call: (by) => decide(by, things.walkProposal),
  },
  {
    verb: 'decideProposal',
    on: 'relief-day',
    may: 'admin treas',
    call: (by) => decide(by, things.reliefProposal),
  },
  { verb: 'resolveAlert', may: 'admin treas', call: (by) => resolveAlert(db, by, '0') },
  {
    verb: 'exportActs',
    may: 'admin treas audit',
    call: (by) =>
      exportActs(db, by, {
        filter: { person: null, action: null, subject: null, from: null, to: null },
        format: 'csv',
        locale: 'en',
        outlet,
      }),
  },
  {
    verb: 'decideFlag',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => decideFlag(db, by, { ...flagOf('walk-11'), decision: 'fine', seen: null }),
  },
  {
    verb: 'decideFlag',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => decideFlag(db, by, { ...flagOf('relief-day'), decision: 'fine', seen: null }),
  },
  {
    verb: 'lookAtMissing',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => lookAtMissing(db, by, { campaign: 'walk-11', of: 'overdue', now: new Date() }),
  },
  {
    verb: 'lookAtMissing',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => lookAtMissing(db, by, { campaign: 'relief-day', of: 'overdue', now: new Date() }),
  },
  {
    verb: 'thankWalkers',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => thankWalkers(db, by, { campaign: 'walk-11', now: new Date() }),
  },
  {
    verb: 'thankWalkers',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => thankWalkers(db, by, { campaign: 'relief-day', now: new Date() }),
  },
  ...(['walk-11', 'relief-day'] as const).flatMap((campaign) => [
    {
      verb: 'lookAtWalker',
      on: campaign,
      may: campaign === 'walk-11' ? 'admin organ walk' : 'admin organ',
      call: (by: Actor) => lookAtWalker(db, by, { campaign, walkerId: 'nobody' }),
    },
    {
      verb: 'confirmBack',
      on: campaign,
      may: campaign === 'walk-11' ? 'admin organ walk' : 'admin organ',
      call: (by: Actor) => confirmBack(db, by, { campaign, walkerId: 'x', now: new Date() }),
    },
    {
      verb: 'changeUnitAtDesk',
      on: campaign,
      may: campaign === 'walk-11' ? 'admin organ walk' : 'admin organ',
      call: (by: Actor) =>
        changeUnitAtDesk(db, by, { campaign, unitId: 'x', change: 'close' as const, now: new Date() }),
    },
    {
      verb: 'moderatePage',
      on: campaign,
      may: campaign === 'walk-11' ? 'admin organ walk' : 'admin organ',
      call: (by: Actor) => moderatePage(db, by, { campaign, slug: 'x', state: 'hidden' as const, why: 'no' }),
    },
    {
      verb: 'exportPages',
      on: campaign,
      may: campaign === 'walk-11' ? 'admin organ walk audit' : 'admin organ audit',
      call: (by: Actor) => exportPages(db, by, { campaign, ...csv }),
    },
    {
      verb: 'exportFlags',
      on: campaign,
      may: campaign === 'walk-11' ? 'admin organ walk audit' : 'admin organ audit',
      call: (by: Actor) => exportFlags(db, by, { campaign, view: 'waiting' as const, ...csv }),
    },
    {
      verb: 'exportMissing',
      on: campaign,
      may: campaign === 'walk-11' ? 'admin organ walk' : 'admin organ',
      call: (by: Actor) =>
        exportMissing(db, by, { campaign, of: 'overdue' as const, now: new Date(), ...csv }),
    },
    {
      verb: 'exportWalkers',
      on: campaign,
      may: campaign === 'walk-11' ? 'admin organ walk' : 'admin organ',
      call: (by: Actor) =>
        exportWalkers(db, by, {
          campaign,
          filter: { q: '', unit: null, level: null, state: null },
          format: 'csv' as const,
          locale: 'en' as const,
          outlet,
          now: new Date(),
        }),
    },
  ]),
]

const post = { zh: '', en: '', video: '', pictures: [] }
const withdrawn = (campaign: string) => ({ id: randomUUID(), campaign })
const passFor = (campaign: string) =>
  ({
    id: '',
    role: 'checkpoint-volunteer',
    campaign,
    place: '',
    label: '',
    validOn: '',
    hours: '',
    contact: '',
  }) as const
verbs.push(
  {
    verb: 'postCoverage',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) =>
      postCoverage(db, by, {
        id: '',
        campaign: 'walk-11',
        draft: post as never,
        uploads: new Set(),
        streamOrigins: [],
      }),
  },
  {
    verb: 'postCoverage',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) =>
      postCoverage(db, by, {
        id: '',
        campaign: 'relief-day',
        draft: post as never,
        uploads: new Set(),
        streamOrigins: [],
      }),
  },
  {
    verb: 'editCoverage',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) =>
      editCoverage(db, by, {
        id: '',
        campaign: 'walk-11',
        draft: post as never,
        uploads: new Set(),
        streamOrigins: [],
        version: 1,
      }),
  },
  {
    verb: 'editCoverage',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) =>
      editCoverage(db, by, {
        id: '',
        campaign: 'relief-day',
        draft: post as never,
        uploads: new Set(),
        streamOrigins: [],
        version: 1,
      }),
  },
  {
    verb: 'withdrawCoverage',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => withdrawCoverage(db, by, withdrawn('walk-11')),
  },
  {
    verb: 'withdrawCoverage',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => withdrawCoverage(db, by, withdrawn('relief-day')),
  },
  {
    verb: 'makePass',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => tx((t) => makePass(t, by, passFor('walk-11'))),
  },
  {
    verb: 'makePass',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => tx((t) => makePass(t, by, passFor('relief-day'))),
  },
  {
    verb: 'revokePass',
    on: 'relief-day',
    may: 'admin',
    call: (by) => tx((t) => revokePass(t, by, things.pass)),
  },
  {
    verb: 'proposeClosing',
    may: 'treas',
    call: (by) => tx((t) => proposeClosing(t, by, { through: 'x' }, [])),
  },
  { verb: 'closePeriod', may: 'admin treas', call: (by) => tx((t) => closePeriod(t, by, '2999-12-31', [])) },
)

const fromBooks = { find: async () => null }
const versionsOf = (kind: 'campaign' | 'series' | 'fund', id: string) => ({ ...csv, subject: { kind, id } })
verbs.push(
  {
    verb: 'exportPeople',
    may: 'admin audit',
    call: (by) => exportPeople(db, by, { ...csv, search: null, scopes: [] }),
  },
  {
    verb: 'exportInvitations',
    may: 'admin audit',
    call: (by) => exportInvitations(db, by, { ...csv, now: new Date(), scopes: [] }),
  },
  ...(['walk-11', 'relief-day'] as const).flatMap((campaign) => {
    const may = campaign === 'walk-11' ? 'admin organ walk audit' : 'admin organ audit'
    const mayToo =
      campaign === 'walk-11' ? 'admin treas review organ walk audit' : 'admin treas review organ audit'
    const today = '2026-03-08'
    return [
      {
        verb: 'exportPasses',
        on: campaign,
        may,
        call: (by: Actor) => exportPasses(db, by, { ...csv, campaign, today }),
      },
      {
        verb: 'exportCoverage',
        on: campaign,
        may,
        call: (by: Actor) => exportCoverage(db, by, { ...csv, campaign, streamOrigins: [] }),
      },
      {
        verb: 'exportViews',
        on: campaign,
        may,
        call: (by: Actor) => exportViews(db, by, { ...csv, campaign, today }),
      },
      {
        verb: 'exportVersions',
        on: campaign,
        may: mayToo,
        call: (by: Actor) => exportVersions(db, by, versionsOf('campaign', campaign)),
      },
    ]
  }),
  {
    verb: 'exportVersions',
    on: 'health-walk',
    may: 'admin treas review organ walk audit',
    call: (by) => exportVersions(db, by, versionsOf('series', 'health-walk')),
  },
  {
    verb: 'exportVersions',
    on: 'elders',
    may: 'admin treas review funds elders audit',
    call: (by) => exportVersions(db, by, versionsOf('fund', 'elders')),
  },
  {
    verb: 'exportVersions',
    on: 'children',
    may: 'admin treas review funds audit',
    call: (by) => exportVersions(db, by, versionsOf('fund', 'children')),
  },
  {
    verb: 'exportCampaigns',
    may: 'admin treas review organ walk audit',
    call: (by) => exportCampaigns(db, by, { ...csv, live: fromBooks }),
  },
  {
    verb: 'exportSeries',
    may: 'admin treas review organ walk audit',
    call: (by) => exportSeries(db, by, csv),
  },
  {
    verb: 'exportOwnFunds',
    may: 'admin treas review funds elders audit',
    call: (by) => exportOwnFunds(db, by, csv),
  },
  { verb: 'exportHeldGifts', may: 'admin treas audit', call: (by) => exportHeldGifts(db, by, csv) },
  {
    verb: 'exportAlerts',
    on: 'money',
    may: 'admin treas audit',
    call: (by) => exportAlerts(db, by, { ...csv, about: 'money' }),
  },
  {
    verb: 'exportAlerts',
    on: 'work',
    may: 'admin treas organ walk audit',
    call: (by) => exportAlerts(db, by, { ...csv, about: 'work' }),
  },
  {
    verb: 'exportMessages',
    may: 'admin organ walk audit',
    call: (by) => exportMessages(db, by, { ...csv, view: 'waiting' }),
  },
  {
    verb: 'exportProposals',
    may: 'admin treas review organ walk audit',
    call: (by) => exportProposals(db, by, { ...csv, namers: [] }),
  },
)

verbs.push(
  ...(['walk-11', 'relief-day'] as const).flatMap((campaign) => {
    const may = campaign === 'walk-11' ? 'admin organ walk' : 'admin organ'
    const sees = campaign === 'walk-11' ? 'admin treas organ walk audit' : 'admin treas organ audit'
    const today = '2026-03-08'
    const plan = { campaign, uploadId: randomUUID(), planHash: '', locale: 'en', today } as const
    const nothing = { q: '', state: null, region: null }
    return [
      {
        verb: 'setUpPledges',
        on: campaign,
        may,
        call: (by: Actor) =>
          setUpPledges(db, by, { campaign, draft: { regions: [], funds: ['nowhere'] } as never, version: 0 }),
      },
      {
        verb: 'enterPledge',
        on: campaign,
        may,
        call: (by: Actor) =>
          enterPledge(db, by, { fields: emptyPledge(randomUUID()), campaign, locale: 'en' as const, today }),
      },
      { verb: 'importPledges', on: campaign, may, call: (by: Actor) => importPledges(db, by, plan) },
      {
        verb: 'remindPledge',
        on: campaign,
        may,
        call: (by: Actor) => remindPledge(db, by, { id: 'nothing', campaign, now: new Date() }),
      },
      {
        verb: 'exportPledges',
        on: campaign,
        may: sees,
        call: (by: Actor) => exportPledges(db, by, { ...csv, campaign, filter: nothing }),
      },
    ]
  }),
)

const letters = { fromOn: '1999-01-01', toOn: '1999-12-31' }
const said = { subject: 'x', text: 'x' }
const words = { 'zh-CN': said, en: said }
const whole = { year: null, has: 'all' as const }
verbs.push(
  {
    verb: 'exportTickets',
    may: 'admin treas audit',
    call: (by) => exportTickets(db, by, { ...csv, filter: whole }),
  },
  {
    verb: 'importTickets',
    may: 'admin treas',
    call: (by) => importTickets(db, by, { uploadId: randomUUID(), planHash: '', today: '1999-01-01' }),
  },
  {
    verb: 'voidTicket',
    may: 'admin treas',
    call: (by) => voidTicket(db, by, { giftId: things.walkGift, note: 'x' }),
  },
  { verb: 'findExampleDonor', may: 'admin treas', call: (by) => findExampleDonor(db, by, 1999) },
  {
    verb: 'startLetters',
    may: 'admin treas',
    call: (by) => startLetters(db, by, { kind: 'statement', year: 1999 }, 0),
  },
  ...['walk-11', 'relief-day'].flatMap((campaign) => {
    const may = campaign === 'walk-11' ? 'admin organ walk' : 'admin organ'
    const choice = { ...letters, campaign, fund: null }
    const batch = { kind: 'thanks' as const, choice, words }
    return [
      { verb: 'startLetters', on: campaign, may, call: (by: Actor) => startLetters(db, by, batch, 0) },
      { verb: 'lookAtLetters', on: campaign, may, call: (by: Actor) => lookAtLetters(db, by, batch) },
      { verb: 'askForLetterTest', on: campaign, may, call: (by: Actor) => askForLetterTest(db, by, batch) },
    ]
  }),
  {
    verb: 'decideSuspicion',
    may: 'admin treas',
    call: (by) =>
      decideSuspicion(db, by, { id: 'nothing', verdict: 'fine', reason: '', consequence: 'none', seen: 0 }),
  },
  {
    verb: 'exportSuspicions',
    may: 'admin treas audit',
    call: (by) => exportSuspicions(db, by, { ...csv, view: 'open' }),
  },
  { verb: 'stopLetters', may: 'admin treas', call: (by) => stopLetters(db, by, things.letters) },
)
verbs.push(
  ...(['walk-11', 'relief-day'] as const).flatMap((campaign) => {
    const may = campaign === 'walk-11' ? 'admin treas organ walk' : 'admin treas organ'
    const potId = randomUUID()
    return [
      {
        verb: 'draftPot',
        on: campaign,
        may,
        call: (by: Actor) => draftPot(db, by, { campaign, fields: emptyPot(randomUUID()) }),
      },
      {
        verb: 'proposePot',
        on: campaign,
        may,
        call: (by: Actor) => proposePot(db, by, { potId, campaign, deed: 'ask' }),
      },
      {
        verb: 'closePot',
        on: campaign,
        may,
        call: (by: Actor) => closePot(db, by, { potId, campaign, reason: 'x' }),
      },
      {
        verb: 'decideMatch',
        on: campaign,
        may: 'admin treas',
        call: (by: Actor) =>
          decideMatch(db, by, { giftId: potId, campaign, decision: 'refuse', note: 'x', now: new Date() }),
      },
      {
        verb: 'exportMatches',
        on: campaign,
        may: `${may} audit`,
        call: (by: Actor) => exportMatches(db, by, { ...csv, campaign }),
      },
    ]
  }),
  ...(['walk-11', 'relief-day'] as const).flatMap((campaign) => {
    const may = campaign === 'walk-11' ? 'admin treas organ walk' : 'admin treas organ'
    const sponsorId = randomUUID()
    return [
      {
        verb: 'saveSponsor',
        on: campaign,
        may,
        call: (by: Actor) => saveSponsor(db, by, { campaign, fields: emptySponsor(randomUUID()) }),
      },
      {
        verb: 'setSponsorLevels',
        on: campaign,
        may,
        call: (by: Actor) => setSponsorLevels(db, by, { campaign, levels: [] }),
      },
      {
        verb: 'proposeSponsor',
        on: campaign,
        may,
        call: (by: Actor) =>
          proposeSponsor(db, by, { sponsorId, campaign, today: '2026-03-07', step: 'agree' }),
      },
      {
        verb: 'keepSponsorFiles',
        on: campaign,
        may,
        call: (by: Actor) => keepSponsorFiles(db, by, { sponsorId, campaign, logo: 'x' }),
      },
      {
        verb: 'findAgreement',
        on: campaign,
        may: `${may} audit`,
        call: async (by: Actor) =>
          (await findAgreement(db, by, { sponsorId: agreedOf[campaign], campaign })) ?? {
            reason: 'not-allowed',
          },
      },
    ]
  }),
  {
    verb: 'matchSponsor',
    may: 'treas',
    call: (by: Actor) =>
      matchSponsor(db, by, { lineId: randomUUID(), sponsorId: randomUUID(), amountFen: 1n }),
  },
  {
    verb: 'agreeSponsor',
    may: 'admin treas organ',
    call: (by: Actor) => tx((t) => agreeSponsor(t, by, { sponsorId: randomUUID(), step: 'agree' })),
  },
  {
    verb: 'openPot',
    may: 'admin treas',
    call: (by: Actor) => tx((t) => openPot(t, by, randomUUID(), new Date())),
  },
)

const gatePass = {
  ...passFor('walk-11'),
  id: '00000000-0000-4000-8000-000000000001',
  placeKey: 'place:start',
}
const device = '00000000-0000-4000-8000-000000000002'
const house = { SESSION_SECRET: 'x', PUBLIC_URL: '' }
const late = { pass: gatePass, beganAt: new Date(0), endsAt: new Date(0), revoked: false }
verbs.push(
  {
    verb: 'volunteerShell',
    may: 'gate',
    call: (by) =>
      volunteerShell(db, openWalkPlans(db), by, gatePass, {
        locale: 'en',
        config: house,
        now: new Date(),
        nonce: '',
      }),
  },
  { verb: 'findRoster', may: 'gate', call: (by) => findRoster(db, house, by, gatePass) },
  {
    verb: 'hearDevice',
    may: 'gate',
    call: (by) => hearDevice(db, by, gatePass, { device, unsent: 0, offsetMs: 0 }),
  },
  {
    verb: 'keepGateScans',
    may: 'gate',
    call: (by) =>
      keepGateScans(db, openWalkPlans(db), by, late, {
        sentAt: 0,
        device: { id: device, unsent: 0 },
        scans: [],
      }),
  },
)

verbs.push(
  {
    verb: 'setUpWalk',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => setUpWalk(db, by, 'walk-11', walkOf),
  },
  {
    verb: 'setUpWalk',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => setUpWalk(db, by, 'relief-day', walkOf),
  },
  {
    verb: 'editWalk',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => editWalk(db, by, 'walk-11', { settings: walkOf.settings, version: 0 }),
  },
  {
    verb: 'editWalk',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => editWalk(db, by, 'relief-day', { settings: walkOf.settings, version: 0 }),
  },
  {
    verb: 'editLevel',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => editLevel(db, by, 'walk-11', { change: { do: 'remove', key: 'x' }, version: 0 }),
  },
  {
    verb: 'editLevel',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => editLevel(db, by, 'relief-day', { change: { do: 'remove', key: 'x' }, version: 0 }),
  },
  {
    verb: 'editPlace',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => editPlace(db, by, 'walk-11', { change: { do: 'remove', key: 'x' }, version: 0 }),
  },
  {
    verb: 'editPlace',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => editPlace(db, by, 'relief-day', { change: { do: 'remove', key: 'x' }, version: 0 }),
  },
  {
    verb: 'changeWaiver',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => changeWaiver(db, by, 'walk-11', { text: walkOf.waiver, version: 0 }),
  },
  {
    verb: 'changeWaiver',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => changeWaiver(db, by, 'relief-day', { text: walkOf.waiver, version: 0 }),
  },
  { verb: 'moveWalk', on: 'walk-11', may: 'admin organ walk', call: (by) => moveWalk(db, by, 'walk-11', 0) },
  { verb: 'moveWalk', on: 'relief-day', may: 'admin organ', call: (by) => moveWalk(db, by, 'relief-day', 0) },
  {
    verb: 'printWalk',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) =>
      printWalk(db, by, 'walk-11', { what: 'stamp-cards', count: 0 }, { locale: 'en', publicUrl: '' }),
  },
  {
    verb: 'printWalk',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) =>
      printWalk(db, by, 'relief-day', { what: 'stamp-cards', count: 0 }, { locale: 'en', publicUrl: '' }),
  },
  {
    verb: 'makePlacePass',
    on: 'walk-11',
    may: 'admin organ walk',
    call: (by) => tx((t) => makePlacePass(t, by, passFor('walk-11'))),
  },
  {
    verb: 'makePlacePass',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => tx((t) => makePlacePass(t, by, passFor('relief-day'))),
  },
  {
    verb: 'revokePlacePass',
    on: 'relief-day',
    may: 'admin',
    call: (by) => tx((t) => revokePlacePass(t, by, things.placePass)),
  },
)

const stallOf = (campaign: string) => ({
  campaign,
  stall: { key: 's1', number: 1, nameZh: '摊', nameEn: 'Stall', organisation: '', fund: 'elders' },
})
const countAt = (campaign: string) => ({
  id: '',
  at: { campaign, stall: 's1' },
  countedFen: 0n,
  note: '',
})
const carried = {
  ...passFor('walk-11'),
  placeKey: 'stall:s1',
  place: 'Gate',
  role: 'stall-volunteer' as const,
}
for (const [on, may, mayCount, mayExport] of [
  ['walk-11', 'admin organ walk', 'admin treas organ walk stall', 'admin treas organ walk audit'],
  ['relief-day', 'admin organ', 'admin treas organ stall', 'admin treas organ audit'],
] as const)
  verbs.push(
    {
      verb: 'setUpStalls',
      on,
      may,
      call: (by) => setUpStalls(db, by, { campaign: on, stalls: [stallOf(on).stall] }),
    },
    { verb: 'editStall', on, may, call: (by) => editStall(db, by, { ...stallOf(on), version: 1 }) },
    { verb: 'countCash', on, may: mayCount, call: (by) => countCash(db, by, countAt(on)) },
    {
      verb: 'exportCounts',
      on,
      may: mayExport,
      call: (by) => exportCounts(db, by, { campaign: on, ...csv }),
    },
    {
      verb: 'exportReceipts',
      on,
      may: mayExport,
      call: (by) => exportReceipts(db, by, { campaign: on, format: 'csv', locale: 'en', outlet }),
    },
  )
verbs.push(
  {
    verb: 'endStallDevice',
    on: 'relief-day',
    may: 'admin organ',
    call: (by) => endStallDevice(db, by, { device: things.device, note: '' }),
  },
  {
    verb: 'takeUpStallDevice',
    on: 'walk-11',
    may: 'stall',
    call: (by) => takeUpStallDevice(db, by, { pass: carried, device: '' }),
  },
  {
    verb: 'keepSales',
    on: 'walk-11',
    may: 'stall',
    call: (by) =>
      keepSales(db, by, {
        pass: carried,
        beganAt: new Date(),
        endsAt: new Date(),
        revoked: false,
        batch: {},
      }),
  },
  {
    verb: 'agreeCount',
    on: 'relief-day',
    may: 'admin treas organ',
    call: (by) => tx((t) => agreeCount(t, by, things.count)),
  },
)

verbs.push(
  {
    verb: 'saveBankAccount',
    may: 'treas',
    call: (by) =>
      saveBankAccount(db, by, {
        id: randomUUID(),
        version: 9,
        input: { number: '6222020000001234567', bank: 'x', name: 'x', layout: null },
      }),
  },
  {
    verb: 'keepStatement',
    may: 'treas',
    call: (by) =>
      keepStatement(db, by, {
        accountId: randomUUID(),
        uploadId: randomUUID(),
        planHash: '',
        openingFen: null,
        closingFen: null,
      }),
  },
)
verbs.push({
  verb: 'exportBankLines',
  may: 'admin treas audit',
  call: (by) => exportBankLines(db, by, { view: 'all', format: 'csv', locale: 'en', outlet }),
})
verbs.push({
  verb: 'exportMonthly',
  may: 'admin treas audit',
  call: (by) =>
    exportMonthly(db, by, { filter: { q: '', state: null }, format: 'csv', locale: 'en', outlet }),
})
const lineMatch = () => ({ lineId: randomUUID(), reason: 'by-hand' as const, parts: [] })
verbs.push(
  { verb: 'matchBankLine', may: 'treas', call: (by) => matchBankLine(db, by, lineMatch()) },
  { verb: 'askForBalance', may: 'treas', call: (by) => askForBalance(db, by) },
  { verb: 'matchBankLines', may: 'treas', call: (by) => matchBankLines(db, by) },
  {
    verb: 'bookBankLine',
    may: 'treas',
    call: (by) =>
      bookBankLine(db, by, {
        ...{ lineId: randomUUID(), amountFen: 1n, campaign: 'walk-11', fund: null },
        ...{ donorName: '', nameConsent: false, contactEmail: '', locale: 'en' },
      }),
  },
  {
    verb: 'matchPayout',
    may: 'treas',
    call: (by) => matchPayout(db, by, { lineId: randomUUID(), payoutId: 'po_1' }),
  },
  {
    verb: 'takeBackMatch',
    may: 'treas',
    call: (by) => takeBackMatch(db, by, { matchId: randomUUID(), note: 'x', now: new Date() }),
  },
)

for (const [campaign, may] of [
  ['walk-11', 'admin treas organ walk'],
  ['relief-day', 'admin treas organ'],
] as const) {
  const batchId = batchOf(campaign)
  const lineId = randomUUID()
  const rows: typeof verbs = [
    {
      verb: 'openBatch',
      may,
      call: (by) =>
        openBatch(db, by, {
          fields: { formId: '', kind: '', place: '', to: campaign, receivedOn: '' },
          today: '2026-03-07',
        }),
    },
    {
      verb: 'enterBatchLine',
      may,
      call: (by) => enterBatchLine(db, by, { batchId, fields: emptyLine(''), locale: 'en' }),
    },
    {
      verb: 'importBatchLines',
      may,
      call: (by) => importBatchLines(db, by, { batchId, uploadId: 'x', planHash: 'x', locale: 'en' }),
    },
    { verb: 'removeBatchLine', may, call: (by) => removeBatchLine(db, by, { batchId, lineId }) },
    { verb: 'dropBatch', may, call: (by) => dropBatch(db, by, { batchId, note: '' }) },
    { verb: 'countBatch', may, call: (by) => countBatch(db, by, { batchId, countedFen: 1n }) },
    { verb: 'recountBatch', may, call: (by) => recountBatch(db, by, { batchId, countedFen: 1n }) },
    { verb: 'agreeBatch', may, call: (by) => tx((t) => agreeBatch(t, by, batchId)) },
    {
      verb: 'clearCheque',
      may: 'treas',
      call: (by) =>
        clearCheque(db, by, { batchId, lineId, fate: { cleared: false, why: '' }, today: '2026-03-07' }),
    },
    {
      verb: 'askLineReversal',
      may: 'admin treas',
      call: (by) => askLineReversal(db, by, { batchId, lineId, note: '' }),
    },
    {
      verb: 'reverseBatchLine',
      may: 'admin treas',
      call: (by) => tx((t) => reverseBatchLine(t, by, { batchId, lineId, today: '2026-03-07' })),
    },
  ]
  verbs.push(...rows.map((row) => ({ ...row, on: campaign })))
}
const none = () => ''
const evidence = { id: '0'.repeat(64), type: 'application/pdf', name: 'x' }
for (const [campaign, may] of [
  ['walk-11', 'admin treas organ walk'],
  ['relief-day', 'admin treas organ'],
] as const) {
  const goodsId = batchOf(campaign)
  const lineId = randomUUID()
  const day = '2026-03-07'
  const rows: typeof verbs = [
    {
      verb: 'openGoods',
      may,
      call: (by) =>
        openGoods(db, by, {
          id: '',
          text: (name) => (name === 'to' ? `${campaign} elders` : ''),
          today: day,
        }),
    },
    {
      verb: 'enterGoodsLine',
      may,
      call: (by) => enterGoodsLine(db, by, { goodsId, lineId: '', text: none, evidence }),
    },
    { verb: 'removeGoodsLine', may, call: (by) => removeGoodsLine(db, by, { goodsId, lineId }) },
    { verb: 'dropGoods', may, call: (by) => dropGoods(db, by, { goodsId, note: '' }) },
    { verb: 'handInGoods', may, call: (by) => handInGoods(db, by, goodsId) },
    {
      verb: 'giveGoods',
      may,
      call: (by) => giveGoods(db, by, { goodsId, lineId, outId: '', text: none, evidence, today: day }),
    },
    { verb: 'confirmGoods', may: 'admin treas', call: (by) => tx((t) => confirmGoods(t, by, goodsId)) },
  ]
  verbs.push(...rows.map((row) => ({ ...row, on: campaign })))
}
{
  const planId = '00000000-0000-4000-8000-0000000000aa'
  const of = { planId, version: 0 }
  const day = '2026-03-07'
  const elders = (name: string) => (name === 'source1Fund' ? 'elders' : '')
  const filers = 'admin funds elders'
  verbs.push(
    {
      verb: 'draftPlan',
      may: filers,
      call: (by) => draftPlan(db, by, { id: randomUUID(), text: elders, today: day }),
    },
    { verb: 'editPlan', may: filers, call: (by) => editPlan(db, by, { ...of, text: elders }) },
    { verb: 'removePlanFile', may: filers, call: (by) => removePlanFile(db, by, { planId, stored: '' }) },
    { verb: 'submitPlan', may: filers, call: (by) => submitPlan(db, by, of) },
    { verb: 'withdrawPlan', may: filers, call: (by) => withdrawPlan(db, by, of) },
    {
      verb: 'commentPlan',
      may: 'admin treas review funds elders',
      call: (by) => commentPlan(db, by, { planId, text: '' }),
    },
    {
      verb: 'returnPlan',
      may: 'admin treas review',
      call: (by) => returnPlan(db, by, { ...of, as: 'return', text: '' }),
    },
    { verb: 'approvePlan', may: 'review', call: (by) => approvePlan(db, by, { ...of, on: day }) },
    {
      verb: 'payPlan',
      may: 'treas',
      call: (by) => payPlan(db, by, { planId, id: randomUUID(), text: none, evidence, today: day }),
    },
    { verb: 'closePlan', may: 'treas', call: (by) => closePlan(db, by, { ...of, on: day }) },
    {
      verb: 'askPaymentReversal',
      may: 'admin treas',
      call: (by) => askPaymentReversal(db, by, { planId, id: randomUUID(), text: '' }),
    },
    {
      verb: 'reversePayment',
      may: 'admin treas',
      call: (by) => tx((t) => reversePayment(t, by, { disbursementId: randomUUID(), why: 'x', today: day })),
    },
    {
      verb: 'exportPlans',
      may: 'admin treas review funds elders audit',
      call: (by) =>
        exportPlans(db, by, { filter: { q: '', state: null, fund: null, project: null }, ...csv }),
    },
  )
}
const batchId = randomUUID()
const box = openPersonBox({ SESSION_SECRET: 'x'.repeat(40), OLD_SESSION_SECRETS: [] })
const case_ = { batchId, caseId: '', box }
const helpers = 'admin treas review'
const takers = 'admin treas'
const help: typeof verbs = [
  {
    verb: 'openAssistance',
    may: helpers,
    call: (by) => openAssistance(db, by, { id: '', text: none, today: '2026-03-07' }),
  },
  { verb: 'enterCase', may: helpers, call: (by) => enterCase(db, by, { ...case_, text: none }) },
  { verb: 'removeCase', may: helpers, call: (by) => removeCase(db, by, case_) },
  {
    verb: 'importCases',
    may: helpers,
    call: (by) => importCases(db, by, { batchId, uploadId: '', planHash: '', box }),
  },
  { verb: 'handInAssistance', may: helpers, call: (by) => handInAssistance(db, by, batchId) },
  { verb: 'dropAssistance', may: helpers, call: (by) => dropAssistance(db, by, { batchId, note: '' }) },
  { verb: 'lookAtPersons', may: helpers, call: (by) => lookAtPersons(db, by, { batchId, box }) },
  { verb: 'payAssistance', may: helpers, call: (by) => tx((t) => payAssistance(t, by, { batchId })) },
  {
    verb: 'askAssistanceReversal',
    may: takers,
    call: (by) => askAssistanceReversal(db, by, { batchId, note: '' }),
  },
  {
    verb: 'reverseAssistance',
    may: takers,
    call: (by) => tx((t) => reverseAssistance(t, by, { batchId, note: '', today: '2026-03-07' })),
  },
  {
    verb: 'exportAssistance',
    may: 'admin treas review audit',
    call: (by) => exportAssistance(db, by, { filter: { q: '', state: null }, ...csv }),
  },
  {
    verb: 'askPurposeChange',
    may: takers,
    call: (by) =>
      askPurposeChange(db, by, { id: '', slug: 'elders', text: none, file: evidence, today: '2026-03-07' }),
  },
  {
    verb: 'changePurpose',
    may: helpers,
    call: (by) => tx((t) => changePurpose(t, by, { changeId: '', today: '2026-03-07' })),
  },
  {
    verb: 'saveFundGroup',
    may: takers,
    call: (by) => saveFundGroup(db, by, { key: '', nameZh: '', nameEn: '', position: 0 }),
  },
  {
    verb: 'createFundGroup',
    may: takers,
    call: (by) => createFundGroup(db, by, { key: '', nameZh: '', nameEn: '', position: 0 }),
  },
  {
    verb: 'groupFunds',
    may: takers,
    call: (by) => groupFunds(db, by, { group: 'nowhere', slugs: ['elders'] }),
  },
]
verbs.push(...help)
const importers = 'admin organ walk'
const typedText = () => {
  const form = new FormData()
  form.set('text', oldText)
  return new Request('http://localhost/', { method: 'POST', body: form })
}
verbs.push(
  {
    verb: 'keepOldBundle',
    may: importers,
    call: (by) => keepOldBundle(db, by, { name: 'x', text: oldText }),
  },
  {
    verb: 'answerImportForm',
    may: importers,
    call: async (by) => (await answerImportForm(db, by, typedText())) ?? {},
  },
  {
    verb: 'listOldBundles',
    may: importers,
    call: async (by) => ((await listOldBundles(db, by)).length > 0 ? {} : { reason: 'not-allowed' }),
  },
  {
    verb: 'findOldBundle',
    may: importers,
    call: async (by) => (await findOldBundle(db, by, things.oldBundle)) ?? { reason: 'not-allowed' },
  },
  {
    verb: 'answerDoubt',
    may: importers,
    call: (by) => answerDoubt(db, by, { id: things.oldBundle, place: 0, verdict: 'right', typed: '' }),
  },
  {
    verb: 'exportReport',
    may: importers,
    call: (by) => exportReport(db, by, { ...csv, id: things.oldBundle }),
  },
  { verb: 'reportJson', may: importers, call: (by) => reportJson(db, by, things.oldBundle) },
  { verb: 'finishOldBundle', may: importers, call: (by) => finishOldBundle(db, by, things.oldBundle) },
)
verbs.push({
  verb: 'exportGoods',
  may: 'admin treas organ walk audit',
  call: (by) => exportGoods(db, by, { filter: { q: '', state: null }, ...csv }),
})
const nothingThere = randomUUID()
const oldOffer = { bundle: nothingThere, n: 0, project: 'x', source: 'x' }
verbs.push(
  {
    verb: 'writeDisclosure',
    may: 'admin organ',
    call: (by) =>
      writeDisclosure(db, by, { project: 'nothing', quarter: readQuarter('2024-Q1')!, text: none }, []),
  },
  {
    verb: 'acknowledgeNumber',
    may: 'admin organ',
    call: (by) => acknowledgeNumber(db, by, { id: nothingThere, number: '1', reason: 'x' }),
  },
  {
    verb: 'submitDisclosure',
    may: 'admin organ',
    call: (by) => submitDisclosure(db, by, { id: nothingThere, today: '2024-04-10' }, []),
  },
  {
    verb: 'offerOldStatement',
    may: 'admin organ',
    call: (by) => offerOldStatement(db, by, { ...oldOffer, today: '2024-04-10' }),
  },
  {
    verb: 'answerReportForm',
    may: 'admin organ',
    call: (by) => {
      const text = (name: string) => (name === 'intent' ? 'offer' : '')
      return answerReportForm(db, by, { id: nothingThere, n: 0, today: '2024-04-10', text })
    },
  },
  {
    verb: 'showOldOffer',
    may: 'admin organ',
    call: async (by) =>
      (await showOldOffer(db, by, 'en', { id: nothingThere, text: oldText, state: 'done', chosen: 0 })) ?? {
        reason: 'not-allowed',
      },
  },
  {
    verb: 'publishOldStatement',
    may: 'admin review organ',
    call: (by) => tx((t) => publishOldStatement(t, by, { ...oldOffer, hash: '', today: '2024-04-10' })),
  },
  {
    verb: 'publishDisclosure',
    may: 'admin review organ',
    call: (by) =>
      tx((t) => publishDisclosure(t, by, { id: nothingThere, hash: '', today: '2024-04-10' }, [])),
  },
)
verbs.push({
  verb: 'takeBackGoods',
  on: 'relief-day',
  may: 'admin treas organ',
  call: async (by) => {
    const asked = { goodsId: batchOf('relief-day'), outId: randomUUID(), note: '', today: '2026-03-07' }
    return takeBackGoods(db, by, asked)
  },
})
const paidRefund = () => ({
  giftId: things.walkGift,
  refundId: randomUUID(),
  way: 'bank' as const,
  on: '2026-03-07',
  lineId: null,
  evidence: { id: 'a'.repeat(64), type: 'application/pdf', name: 'x.pdf' },
  today: '2026-03-08',
})
verbs.push(
  {
    verb: 'exportBatches',
    may: 'admin treas organ walk audit',
    call: (by) => exportBatches(db, by, { filter: { q: '', state: null, kind: null }, ...csv }),
  },
  {
    verb: 'matchDeposit',
    may: 'treas',
    call: (by) => matchDeposit(db, by, { lineId: randomUUID(), lots: [] }),
  },
  { verb: 'payRefund', may: 'admin treas', call: (by) => payRefund(db, by, paidRefund()) },
  {
    verb: 'dropRefund',
    may: 'admin treas',
    call: (by) => dropRefund(db, by, { giftId: things.walkGift, refundId: randomUUID() }),
  },
  {
    verb: 'askPayout',
    may: 'treas',
    call: (by) => askPayout(db, by, { lineId: randomUUID(), payoutId: 'po_1', note: 'x' }),
  },
  {
    verb: 'agreePayout',
    may: 'admin treas',
    call: (by) => tx((t) => agreePayout(t, by, { lineId: randomUUID(), payoutId: 'po_1', why: 'x' })),
  },
  {
    verb: 'matchRefund',
    may: 'treas',
    call: (by) => matchRefund(db, by, { lineId: randomUUID(), refundId: randomUUID() }),
  },
)

for (const [key, may] of [
  ['walkwork', 'admin organ walk'],
  ['school', 'admin organ'],
] as const) {
  const asked = { key, id: randomUUID(), text: none, today: '2026-03-07' }
  const of = randomUUID()
  const rows: Record<string, (by: Actor) => Promise<unknown>> = {
    addContract: (by) => addContract(db, by, asked),
    addMilestone: (by) => addMilestone(db, by, asked),
    addOutput: (by) => addOutput(db, by, asked),
    amendPeriod: (by) => amendPeriod(db, by, asked),
    announceCall: (by) => announceCall(db, by, asked),
    changeProjectState: (by) => changeProjectState(db, by, asked),
    countIndicator: (by) => countIndicator(db, by, asked),
    createProject: (by) =>
      createProject(db, by, {
        text: (name) => (name === 'campaign' && key === 'walkwork' ? 'walk-11' : ''),
      }),
    defineIndicator: (by) => defineIndicator(db, by, asked),
    dropMilestone: (by) => dropMilestone(db, by, { ...asked, milestone: of }),
    editProject: (by) => editProject(db, by, { ...asked, version: 0 }),
    meetMilestone: (by) => meetMilestone(db, by, { ...asked, milestone: of, evidence: null }),
    receiveApplication: (by) => receiveApplication(db, by, { ...asked, call: of }),
    recordEarlierPayment: (by) => recordEarlierPayment(db, by, { ...asked, contract: of, no: 1 }),
    recordProcurement: (by) => recordProcurement(db, by, asked),
    renameProject: (by) => renameProject(db, by, asked),
    reverseCount: (by) => reverseCount(db, by, { ...asked, count: of }),
    cancelContract: (by) => cancelContract(db, by, { ...asked, contract: of }),
    changeTarget: (by) => changeTarget(db, by, { ...asked, indicator: 'classes' }),
    selectApplication: (by) => selectApplication(db, by, { ...asked, application: of }),
    setPartners: (by) => setPartners(db, by, asked),
    takeBackSelection: (by) => takeBackSelection(db, by, { ...asked, application: of }),
    unmeetMilestone: (by) => unmeetMilestone(db, by, { ...asked, milestone: of }),
  }
  verbs.push(...Object.entries(rows).map(([verb, call]) => ({ verb, may, on: key, call })))
}
verbs.push({
  verb: 'exportProjects',
  may: 'admin treas review organ walk funds elders audit',
  call: (by) => exportProjects(db, by, { filter: { q: '', state: null }, today: '2026-03-07', ...csv }),
})

/** These take an actor and ask nothing: what every verb does once it has asked. */
const askNothing = [
  ...['recordAct', 'tellExport', 'exportList'],
  // Reads a form and hands it to verbs that ask; finds only what the actor handed in.
  ...['answerStallForm', 'answerRefundForm', 'answerPayRefund', 'findOwnCount'],
  // The part of a match that every kind of match shares.
  ...['takeMatch', 'takePayout'],
  // Read a form and hand it to verbs that ask.
  'answerDisclosureForm',
  ...['answerImport', 'answerLineForm', 'answerMatchingForm', 'answerSponsorForm'],
  // Finds only what the actor may decide.
  'countHeldMatches',
  ...['answerImport', 'answerLineForm', 'answerBatchForm', 'answerGoodsForm'],
  // Answer what the actor may see, and nothing of the rest (tests/giving/offline.test.ts).
  ...['findBatch', 'findOpenBatch', 'listBatches', 'findGoods', 'listGoods', 'sumGoods'],
  ...['answerAssistanceForm', 'answerPurposeForm', 'findAssistance', 'listAssistance', 'sumAssistance'],
  // Shows what `findAssistance` may show; finds only the list that the actor brought.
  ...['viewAssistance', 'findCaseList'],
  // Parts of verbs that have asked.
  ...['decideWithin', 'keepCount', 'say'],
  // Read a form and hand it to verbs that ask; answer what the actor may see and choose (tests/stewardship/plan-verbs.test.ts).
  ...['answerPlanEdit', 'answerPlanForm', 'readPlanChoices', 'mayApprove'],
  ...['findPlan', 'findPlanFile', 'listPlans', 'listWaitingPlans', 'countWaitingPlans'],
  ...['decideWithin', 'keepCount'],
  // Projects: reads a form and hands it to verbs that ask; asks for all of them; a part of those that have asked; answers who may see.
  ...['answerProjectForm', 'changeProject', 'keepAmendment', 'findDeskProject', 'countOverdueMilestones'],
]

beforeAll(async () => {
  const made = await postgresOnly[0]!.open()
  db = made.db
  drop = made.drop
  await prepare(db)
  for (const campaign of [walk, relief]) {
    await draftCampaign(db, theSoftware, campaign)
    await tx((t) => openCampaign(t, theSoftware, campaign.slug))
  }
  for (const key of keys) {
    const person = await createPerson(db, { name: key, email: `${key}@example.org` })
    if (!person.ok) throw new Error(person.reason)
    actors[key] = { kind: 'person', id: person.personId, name: key, from: 'here', grants: grants[key] }
  }
  const [other, proposer] = await Promise.all(
    ['other', 'proposer'].map((name) => createPerson(db, { name, email: `${name}@example.org` })),
  )
  if (!other!.ok || !proposer!.ok) throw new Error('two people more')
  things.person = other!.personId
  await grantRole(db, theSoftware, { personId: things.person, role: 'reviewer' })
  const [grant] = await db.query<{ id: string }>('SELECT id FROM identity_grant WHERE user_id = $1', [
    things.person,
  ])
  things.grant = grant!.id
  things.pass = randomUUID()
  const pass = { ...passFor('relief-day'), place: 'Gate', label: 'Lin', validOn: shanghaiDay(new Date()) }
  await tx((t) => makePass(t, theSoftware, { ...pass, id: things.pass }))
  things.placePass = randomUUID()
  things.letters = randomUUID()
  await tx((t) => makePass(t, theSoftware, { ...pass, id: things.placePass }))
  Object.assign(things, { device: randomUUID(), count: randomUUID() })
  await db.query(
    `INSERT INTO market_device (id, campaign, stall, number, pass_id, label) VALUES ($1::uuid, 'relief-day', 's1', 1, $2::uuid, '')`,
    [things.device, things.pass],
  )
  // What it expects is not so: whoever may agree to it is told that.
  await db.query(
    `INSERT INTO market_count (id, campaign, stall, through, expected_fen, counted_fen, counted_by)
     VALUES ($1::uuid, 'relief-day', 's1', '{}', 5, 5, 'somebody')`,
    [things.count],
  )
  await db.query(
    `INSERT INTO giving_letter_run (id, kind, key, year, started_by, started_name)
     VALUES ($1::uuid, 'statement', 'statement:1998', 1998, 'somebody', 'somebody')`,
    [things.letters],
  )
  for (const campaign of ['walk-11', 'relief-day'] as const) {
    const sponsorId = agreedOf[campaign]
    await db.query(
      `INSERT INTO giving_sponsor (id, campaign, name_zh, name_en, level, cash_fen, fund, created_by)
       VALUES ($1, $2, 'x', 'x', 'x', 1, 'elders', '')`,
      [sponsorId, campaign],
    )
    const agreement = { name: 'x.pdf', bytes: Buffer.from('%PDF-1.7') }
    await keepSponsorFiles(db, theSoftware, { sponsorId, campaign, agreement })
  }
  await layDraft(db, 'elders', '00000000-0000-4000-8000-0000000000aa')
  for (const [key, campaign] of [
    ['walkwork', 'walk-11'],
    ['school', null],
  ])
    await db.query(
      `INSERT INTO projects_project (key, kind, name_zh, name_en, served_zh, served_en, field_zh, field_en, area_zh, area_en, begins, campaign)
       VALUES ($1, 'service', '', '', '', '', '', '', '', '', '2024', $2)`,
      [key, campaign],
    )
  for (const slug of ['walk-11', 'relief-day']) {
    const campaign = (await findCampaign(db, slug))!
    await db.query(
      `INSERT INTO giving_batch (id, campaign, place, kind, received_on, entered_by, entered_name)
       VALUES ($1::uuid, $2, 'x', 'cheque', '2026-03-07', 'somebody', '')`,
      [batchOf(slug), slug],
    )
    await db.query(
      `INSERT INTO giving_goods (id, campaign, fund, received_on, entered_by, entered_name)
       VALUES ($1::uuid, $2, 'elders', '2026-03-07', 'somebody', '')`,
      [batchOf(slug), slug],
    )
    things[slug === 'walk-11' ? 'walkGift' : 'reliefGift'] = await confirmedGift(db, campaign)
    const by: Actor = { ...actors.organ, id: proposer!.personId, grants: grants.organ }
    const subject = { kind: 'other', id: slug }
    const proposed = await tx((t) => propose(t, by, { ...settling(slug), subject }))
    if (!proposed.ok) throw new Error(proposed.reason)
    things[slug === 'walk-11' ? 'walkProposal' : 'reliefProposal'] = proposed.proposalId
  }
  const old = await keepOldBundle(db, theSoftware, { name: 'old', text: oldText })
  if (old.ok) things.oldBundle = old.id
})
afterAll(() => drop?.())

const wasRefused = (answer: unknown) =>
  answer instanceof Response
    ? answer.status === 404
    : ['not-allowed', 'unknown-proposal', 'unknown-grant', 'unknown-pass', 'unknown-device'].includes(
        (answer as { reason?: string }).reason ?? '',
      )
const acts = async () => (await db.query<{ n: bigint }>('SELECT count(*) AS n FROM identity_act'))[0]!.n

describe('a verb is done by whom the table names, and refused to all others without a trace', () => {
  test.each(verbs)('$verb $on', async ({ may, call }) => {
    const able: string[] = []
    for (const key of keys) {
      const before = await acts()
      const answer = await call(actors[key])
      if (answer instanceof Response) await answer.body?.cancel()
      if (!wasRefused(answer)) able.push(key)
      else expect(await acts(), `${key} was refused`).toBe(before)
    }
    expect(able.join(' ')).toBe(may)
  })
})

test('no verb that takes an actor is without its row', () => {
  const files = fs
    .readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.server.ts') && !file.startsWith('generated'))
  const taking = files.flatMap((file) => {
    const source = fs.readFileSync(`app/${file}`, 'utf8')
    const functions = source.split(/^export (?:async )?function /m).slice(1)
    return functions
      .filter((text) => /\bby: Actor\b|\bActInput\b/.test(text.slice(0, text.search(/\): /))))
      .map((text) => /^\w+/.exec(text)![0])
  })
  expect(taking.length, 'the search finds them').toBeGreaterThan(25)
  const rows = new Set([...verbs.map(({ verb }) => verb), ...askNothing])
  expect(taking.filter((verb) => !rows.has(verb))).toEqual([])
})
