import type { Share } from '~/campaigns/routing'
import type { LineInput } from '~/ledger/entry'
import type { ManyEntries } from '~/ledger/post-entries.server'
import type { Day } from '~/platform/dates'
import type { MatchPot } from '../match-pot'

/**
 * The transfer of a match: out of the pot's fund into the gift's (`sign` -1: back again). Transfers are no income, so no total of
 * what the public gave counts them.
 */
export function matchEntry(
  pot: Pick<MatchPot, 'fund' | 'campaign'>,
  {
    key,
    shares,
    sign,
    occurredOn,
  }: { key: string; shares: readonly Share[]; sign: 1n | -1n; occurredOn: Day },
): ManyEntries {
  const { campaign } = pot
  const whole = shares.reduce((sum, s) => sum + s.amountFen, 0n) * sign
  const move = (fund: string, amountFen: bigint): LineInput[] => [
    { account: 'bank', fund, campaign, amountFen },
    { account: 'transfers', fund, campaign, amountFen: -amountFen },
  ]
  return {
    ...{ source: 'match', key, kind: 'transfer', occurredOn, channel: 'match' },
    lines: [...move(pot.fund, -whole), ...shares.flatMap((s) => move(s.fund, s.amountFen * sign))],
  }
}
