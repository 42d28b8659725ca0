import { theSoftware } from '~/identity/actor'
import { yuanText } from '~/money/fen'
import { shanghaiDay } from '~/platform/dates'
import type { Outcome } from '~/platform/outcome'
import { caseColumns } from '~/stewardship/assistance/case-plan'
import { importCases, keepCaseList } from '~/stewardship/assistance/import-cases.server'
import { listAssistanceProjects } from '~/stewardship/assistance/list-assistance-projects.server'
import { openAssistance } from '~/stewardship/assistance/open-assistance.server'
import { payAssistance } from '~/stewardship/assistance/pay-assistance.server'
import { openPersonBox } from '~/stewardship/assistance/person-box.server'
import { planCaseImport } from '~/stewardship/assistance/plan-case-import.server'
import type { House } from '~/wiring.server'
import data from './data/assistance.json'
import funds from './data/funds-2024.json'
import { namedUuid } from './named-uuid.server'
import { seededRandom } from './seeded-random'

type Batch = {
  key: string
  title: string
  paidOn: string
  cases: Record<string, [count: number, yuan: string]>
}

/**
 * The assistance of the reference quarter as records: three batches, entered as lists and paid, whose sums are the published ones. There
 * is none without its project. Running it again changes nothing.
 */
export async function loadAssistance({ db, config, now }: House): Promise<void> {
  const projects = await listAssistanceProjects(db)
  if (!projects.some(({ key }) => key === data.project)) return
  const box = openPersonBox(config)
  const by = theSoftware
  for (const batch of data.batches as unknown as Batch[]) {
    const id = namedUuid(`assistance ${batch.key}`)
    const known = await db.prisma.assistanceBatch.findUnique({ where: { id }, include: { cases: true } })
    if (known?.state === 'paid') continue
    const form: Record<string, string> = { ...data, ...batch } as never
    const text = (name: string) => form[name] ?? ''
    must(await openAssistance(db, by, { id, text, today: shanghaiDay(now()) }))
    if (!known || known.cases.length === 0) {
      const content = Buffer.from(listOf(batch))
      const uploadId = await keepCaseList(db, by, { batchId: id, name: `${batch.key}.csv`, content, box })
      const { hash: planHash } = await planCaseImport(db, box, content)
      must(await importCases(db, by, { batchId: id, uploadId, planHash, box }))
    }
    must(await db.transaction((tx) => payAssistance(tx, by, { batchId: id })))
  }
}

/** A batch as the list that somebody would bring, every person made up from the batch's name. */
function listOf({ key, cases }: Batch): string {
  const random = seededRandom(Number(key.replace('-', '')))
  const rows = Object.entries(cases).flatMap(([category, [count, yuan]]) =>
    amountsOf(count, BigInt(yuan) * 100n).map((fen) => {
      const name = `${random.one([...data.surnames])}${random.one(data.given)}`
      const township = random.one(funds.townships).zh
      return [township, category, name, madeUpNumber(random), yuanText(fen)].join(',')
    }),
  )
  return [caseColumns.join(','), ...rows].join('\n')
}

/** So many amounts of whole ten yuan, all different enough to look real, which come to `sum`: the first takes the rest. */
function amountsOf(count: number, sum: bigint): bigint[] {
  const even = (sum / BigInt(count) / 1_000n) * 1_000n
  const amounts = Array.from({ length: count }, (_, i) => {
    const pair = BigInt(((i - (i % 2)) * 37) % 5)
    const apart = i === count - 1 && count % 2 === 1 ? 0n : ((even * pair) / 20_000n) * 1_000n
    return i % 2 === 0 ? even + apart : even - apart
  })
  amounts[0]! += sum - amounts.reduce((s, fen) => s + fen, 0n)
  return amounts
}

/** A number with its check character, of an area that there is not. */
function madeUpNumber(random: ReturnType<typeof seededRandom>): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const born = `${random.whole(1940, 2015)}${two(random.whole(1, 12))}${two(random.whole(1, 28))}`
  const first = `000000${born}${String(random.whole(1, 999)).padStart(3, '0')}`
  const sum = [...first].reduce((s, digit, i) => s + Number(digit) * (2 ** (17 - i) % 11), 0)
  return first + '10X98765432'[sum % 11]
}

function must<T extends object>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`the demonstration's assistance was refused: ${outcome.reason}`)
  return outcome
}
