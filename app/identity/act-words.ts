/** Acts that have words of their own, in the order of the search's list. Another one is shown by its code. */
export const knownActs = [
  'person.invite',
  'person.uninvite',
  'person.join',
  'role.grant',
  'role.revoke',
  'account.second-factor-on',
  'account.second-factor-off',
  'account.backup-codes',
  'account.password-changed',
  'account.details',
  'account.passkey-added',
  'account.passkey-renamed',
  'account.passkey-removed',
  'account.sign-out',
  'account.closed',
  'person.sign-out',
  'person.reset-factor',
  'person.close',
  'person.reopen',
  'campaign.draft',
  'campaign.edit',
  'campaign.route',
  'campaign.open.propose',
  'campaign.open.approved',
  'campaign.open.rejected',
  'campaign.open.withdrawn',
  'campaign.open',
  'campaign.close',
  'campaign.settle.propose',
  'campaign.settle.approved',
  'campaign.settle.rejected',
  'campaign.settle.withdrawn',
  'campaign.settle',
  'series.create',
  'series.edit',
  'fund.open',
  'fund.edit',
  'fund.import',
  'coverage.post',
  'coverage.edit',
  'coverage.withdraw',
  'message.moderate',
  'message.name',
  'hold.accept',
  'hold.keep',
  'hold.return',
  'gift.erase-unpaid',
  'gift.erase-donor',
  'gift.look',
  'gift.export',
  'gift.export-end',
  'walk.page',
  'walker.look',
  'walker.export',
  'walker.export-end',
  'pass.make',
  'pass.take-up',
  'pass.revoke',
  'stamp.decide',
  'walker.look',
  'walk.thank',
  'period.close.propose',
  'period.close.approved',
  'period.close.rejected',
  'period.close.withdrawn',
  'period.close',
  'stall.set-up',
  'stall.edit',
  'stall.device',
  'stall.device-end',
  'receipt.export',
  'receipt.export-end',
  'cash.count.propose',
  'cash.count.approved',
  'cash.count.rejected',
  'cash.count.withdrawn',
  'cash.count',
  'alert.resolve',
  'books.prove',
  'act.export',
  'act.export-end',
  'person.export',
  'person.export-end',
  'invitation.export',
  'invitation.export-end',
  'pass.export',
  'pass.export-end',
  'campaign.export',
  'campaign.export-end',
  'series.export',
  'series.export-end',
  'fund.export',
  'fund.export-end',
  'hold.export',
  'hold.export-end',
  'message.export',
  'message.export-end',
  'view.export',
  'view.export-end',
  'proposal.export',
  'proposal.export-end',
  'coverage.export',
  'coverage.export-end',
  'version.export',
  'version.export-end',
  'alert.export',
  'alert.export-end',
  'ledger.export',
  'ledger.export-end',
  'walk.set-up',
  'walk.edit',
  'walk.waiver',
  'walk.place-add',
  'walk.place-edit',
  'walk.place-remove',
  'walk.level-add',
  'walk.level-edit',
  'walk.level-remove',
  'walk.move',
  'walk.print',
] as const

/** The name of an act's text: dots part the keys of texts. */
export const actKey = (action: string): string => action.replaceAll('.', '-')

/** One field of what an act changed. */
export interface ActChange {
  field: string
  before: unknown
  after: unknown
}

const facts = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : value === null || value === undefined
      ? {}
      : { value }

/** Every field that an act's before and after name, where they differ. */
export function actChanges(before: unknown, after: unknown): ActChange[] {
  const [was, is] = [facts(before), facts(after)]
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return fields
    .map((field) => ({ field, before: was[field], after: is[field] }))
    .filter((c) => JSON.stringify(c.before) !== JSON.stringify(c.after))
}
