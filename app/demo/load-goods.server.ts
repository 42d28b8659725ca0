import { enterGoodsLine } from '~/giving/enter-goods-line.server'
import { giveGoods } from '~/giving/give-goods.server'
import { handInGoods } from '~/giving/hand-in-goods.server'
import { openGoods } from '~/giving/open-goods.server'
import type { Actor } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import type { AccountRole } from '~/identity/role'
import { shanghaiDay } from '~/platform/dates'
import { storeEvidence } from '~/platform/files/store-evidence.server'
import type { Outcome } from '~/platform/outcome'
import { executors, type House } from '~/wiring.server'
import data from './data/goods.json'
import { findDemoPerson } from './demo-people.server'
import { namedUuid } from './named-uuid.server'

const dayMs = 86_400_000
/** One empty page: the demonstration's invoices are made up, and say nothing. */
const emptyPage = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`

/** Made-up goods of the relief day, rice among them, through the verbs that real ones go through. Again changes nothing. */
export async function loadGoods(house: House, campaign: string, fund: string): Promise<void> {
  const { db, files } = house
  const [organiser, treasurer] = [await personOf(house, 'organiser'), await personOf(house, 'treasurer')]
  const today = shanghaiDay(house.now())
  const dayOf = (daysAgo: number) => shanghaiDay(new Date(house.now().getTime() - daysAgo * dayMs))
  const { evidence } = must(
    await storeEvidence(files, { name: '演示凭据.pdf', bytes: Buffer.from(emptyPage) }),
  )
  for (const gift of data) {
    const id = namedUuid(`goods ${campaign} ${gift.key}`)
    const [known] = await db.query<{ state: string }>('SELECT state FROM giving_goods WHERE id = $1::uuid', [
      id,
    ])
    if (!known) {
      const header: Record<string, string> = {
        ...{ donorName: gift.donorName, nameConsent: gift.named ? 'yes' : '' },
        ...{ to: `${campaign} ${fund}`, receivedOn: dayOf(gift.daysAgo) },
      }
      must(await openGoods(db, organiser, { id, text: (name) => header[name] ?? '', today }))
    }
    const lineIds = gift.lines.map((_, n) => namedUuid(`goods ${campaign} ${gift.key} ${n}`))
    if (known?.state !== 'confirmed') {
      for (const [n, line] of gift.lines.entries()) {
        const typed: Record<string, string> = line
        const asked = {
          goodsId: id,
          lineId: lineIds[n]!,
          text: (name: string) => typed[name] ?? '',
          evidence,
        }
        const entered = await enterGoodsLine(db, organiser, asked)
        if (!entered.ok && entered.reason !== 'not-open') must(entered)
      }
      await handInGoods(db, organiser, id)
      const [proposal] = await db.query<{ id: string }>(
        `SELECT id FROM identity_proposal WHERE action = 'goods.enter' AND subject_id = $1 AND state = 'waiting'`,
        [id],
      )
      must(await decideProposal(db, treasurer, { id: proposal!.id, decision: 'approved' }, executors))
    }
    if (!gift.given) continue
    const { quantity, recipients, daysAgo } = gift.given
    const typed: Record<string, string> = { quantity, recipients, givenOn: dayOf(daysAgo) }
    const [lineId, outId] = [lineIds[0]!, namedUuid(`goods ${campaign} ${gift.key} given`)]
    const asked = { goodsId: id, lineId, outId, text: (name: string) => typed[name] ?? '', evidence, today }
    must(await giveGoods(db, organiser, asked))
  }
}

async function personOf({ db }: House, key: AccountRole): Promise<Actor> {
  const id = await findDemoPerson(db, key)
  if (!id) throw new Error(`the demonstration has no ${key}`)
  const person = await db.prisma.user.findUnique({ where: { id }, select: { name: true } })
  return {
    kind: 'person',
    id,
    name: person!.name,
    from: 'demo',
    grants: [{ role: key, scope: '*', standsInFor: null }],
  }
}

function must<T extends object>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`the demonstration's goods were refused: ${outcome.reason}`)
  return outcome
}
