import { type OpenLine, type OpenPledge, PledgeIndex } from '~/giving/pledge-index'
import { pledgeReference } from '~/giving/pledge-reference'
import { median } from './measure'
import { atMost, bound, type Group } from './report'

const sizes = { small: { lines: 5_000, pledges: 2_000 }, large: { lines: 50_000, pledges: 20_000 } }
const rounds = 15
const mostTimes = 13
const mostMb = 300

/** A pledge of whole hundreds, as people promise: many miss the same amount. */
const pledge = (n: number): OpenPledge => ({
  id: String(n),
  reference: pledgeReference(BigInt(1_000_000 + n)),
  unitName: `第${n}单位（分部）`,
  leftFen: BigInt(1 + (n % 97)) * 10_000n,
})

/** One in two names its pledge, one in four only its unit, the rest nothing that helps. */
function line(n: number, pledges: number): OpenLine {
  const of = pledge(n % pledges)
  const remark = n % 2 === 0 ? `捐款 ${of.reference.toLowerCase()} 谢谢` : '扶贫济困'
  return { openFen: of.leftFen, counterparty: n % 4 === 1 ? of.unitName : `个人${n}`, remark }
}

function matchAll({ lines, pledges }: { lines: number; pledges: number }) {
  const before = process.memoryUsage().rss
  const start = process.hrtime.bigint()
  const index = new PledgeIndex(
    (function* () {
      for (let n = 0; n < pledges; n++) yield pledge(n)
    })(),
  )
  let [exact, mostRss] = [0, before]
  for (let n = 0; n < lines; n++) {
    const found = index.suggest(line(n, pledges))
    if (found?.exact) {
      exact++
      for (const { pledgeId, amountFen } of found.parts) index.took(pledgeId, amountFen)
    }
    if (n % 1_000 === 0) mostRss = Math.max(mostRss, process.memoryUsage().rss)
  }
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, exact, mb: (mostRss - before) / 1024 / 1024 }
}

/** Finding whose money came: 50,000 lines against 20,000 open pledges, held against a tenth of both. */
export async function benchBank(): Promise<Group> {
  matchAll(sizes.small)
  const [small, large]: ReturnType<typeof matchAll>[][] = [[], []]
  for (let r = 0; r < rounds; r++) {
    small!.push(matchAll(sizes.small))
    large!.push(matchAll(sizes.large))
  }
  const ms = (runs: typeof small) => median(runs!.map((run) => run.ms))
  return {
    name: 'bank',
    title: '50,000 bank lines against 20,000 open pledges, and a tenth of both',
    figures: [
      atMost('finding the pledge of every line', 'ms', ms(large), 'ms for a tenth', ms(small), mostTimes),
      bound(
        'memory beyond what the process had',
        'MB',
        Math.max(...large!.map((run) => run.mb)),
        '≤',
        mostMb,
      ),
      { what: 'matched without a person', figure: large![0]!.exact, unit: 'lines' },
    ],
    notes: [
      'What finds the match is measured, in this process. Booking it is one transaction a line, on top, and grows with the matches.',
    ],
  }
}
