import { uuidOfName } from '~/platform/uuid-of-name.server'
import { StatementFault, type StatementLine } from './statement'

/** As many lines of ended days are remembered at most. A file that goes back further than that is not in order. */
const mostRemembered = 50_000
const bare = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')

/**
 * Names the lines of one file: account, day, amount, counterparty, remark, the bank's own number, and which of that day's lines that
 * look the same it is. The same line in another file that overlaps gets the same name; two gifts of the same
 * school on one day do not. Memory: the lines of a day, and of the days just before it.
 */
export class LineNames {
  private readonly days = new Map<string, Map<string, number>>()
  private readonly forgotten = new Set<string>()
  private remembered = 0

  constructor(private readonly accountId: string) {}

  name(line: StatementLine): { id: string; nth: number } {
    const what = [line.amountFen, bare(line.counterparty), bare(line.remark), bare(line.bankRef)].join(
      '\u0000',
    )
    const seen = this.day(line)
    const nth = (seen.get(what) ?? 0) + 1
    if (nth === 1) this.remembered++
    seen.set(what, nth)
    return { id: uuidOfName(['bank line', this.accountId, line.day, what, nth].join('\u0000')), nth }
  }

  private day(line: StatementLine): Map<string, number> {
    const known = this.days.get(line.day)
    if (known) return known
    if (this.forgotten.has(line.day)) throw new StatementFault('not-by-day', line.line, { value: line.day })
    for (const [day, seen] of this.days) {
      if (this.remembered < mostRemembered) break
      this.days.delete(day)
      this.forgotten.add(day)
      this.remembered -= seen.size
    }
    const seen = new Map<string, number>()
    this.days.set(line.day, seen)
    return seen
  }
}
