import { formatFen } from '~/money/fen'
import { StatementFault, type StatementLine } from '../statement'

/**
 * Proves one statement line by line as it is read: what the bank says was there, before, after and with each line, must
 * follow from the lines. Tables come oldest first or newest first; which, the first two balances say.
 */
export class SumCheck {
  openingFen: bigint | null = null
  closingFen: bigint | null = null
  private sum = 0n
  private before: StatementLine | null = null
  private newestFirst: boolean | null = null
  private first: StatementLine | null = null

  take(line: StatementLine): void {
    this.sum += line.amountFen
    const { before } = this
    if (before && before.balanceFen !== null && line.balanceFen !== null) {
      const up = before.balanceFen + line.amountFen === line.balanceFen
      const down = line.balanceFen + before.amountFen === before.balanceFen
      if (this.newestFirst === null && up !== down) this.newestFirst = down
      if (this.newestFirst === null ? !up : this.newestFirst ? !down : !up) throw this.broken(before, line)
    }
    this.first ??= line
    this.before = line
  }

  /** Throws `sum-wrong` with the numbers. Answers what was there before the first and after the last line, where known. */
  end(): { openingFen: bigint | null; closingFen: bigint | null } {
    const ends = this.ends()
    const openingFen = this.openingFen ?? ends.openingFen
    const closingFen = this.closingFen ?? ends.closingFen
    if (openingFen !== null && closingFen !== null && openingFen + this.sum !== closingFen) {
      throw new StatementFault('sum-wrong', null, {
        opening: formatFen(openingFen),
        lines: formatFen(this.sum),
        closing: formatFen(closingFen),
        difference: formatFen(closingFen - openingFen - this.sum),
      })
    }
    return { openingFen, closingFen }
  }

  private ends() {
    const [oldest, newest] = this.newestFirst ? [this.before, this.first] : [this.first, this.before]
    const known = oldest && newest && oldest.balanceFen !== null && newest.balanceFen !== null
    if (!known) return { openingFen: null, closingFen: null }
    return { openingFen: oldest.balanceFen! - oldest.amountFen, closingFen: newest.balanceFen }
  }

  private broken(before: StatementLine, line: StatementLine): StatementFault {
    const expected = this.newestFirst
      ? before.balanceFen! - before.amountFen
      : before.balanceFen! + line.amountFen
    return new StatementFault('balance-broken', line.line, {
      expected: formatFen(expected),
      found: formatFen(line.balanceFen!),
    })
  }
}
