import type { Projection } from '~/ledger/projection'
import type { Sql } from '~/platform/db.server'
import { checkTrail } from './internal/check-trail.server'
import { joinQueue, leaveQueue, type MoneyIn } from './internal/move-queue.server'
import { type Net, netsOf, type Origin, readNets, readOrigins } from './internal/nets.server'

/** Leaves that are read at a time where the log was sealed before there was a trail. */
const mostLeaves = 2_000n

const behind = `
  SELECT t.tree_size AS "treeSize" FROM stewardship_trail_head t WHERE id = 1`
const goOn = 'UPDATE stewardship_trail_head SET tree_size = $1 WHERE id = 1'

/**
 * The queues of all funds, first in, first out, moved in the sealing transaction (docs/decisions/0033): what comes in gets its
 * places at the end, what goes out takes the first that are left. It reads the log from its beginning, so that books that were
 * sealed before it are worked off as well, a piece with each look of the sealer.
 */
export const moneyTrail: Projection = {
  name: 'trail of the money',
  hasWork: `EXISTS (SELECT FROM stewardship_trail_head t, ledger_log_head h WHERE t.tree_size < h.tree_size)`,
  async apply(tx, batch, head) {
    const [{ treeSize: start } = { treeSize: 0n }] = await tx.query<{ treeSize: bigint }>(behind)
    const next = batch[0]?.index === start ? head.treeSize : smaller(start + mostLeaves, head.treeSize)
    if (start === next) return
    await fold(tx, batch[0]?.index === start ? netsOf(batch) : await readNets(tx, start, next))
    await tx.query(goOn, [next])
  },
  check: checkTrail,
}
const smaller = (a: bigint, b: bigint) => (a < b ? a : b)

async function fold(tx: Sql, nets: readonly Net[]): Promise<void> {
  const origins = await readOrigins(tx, nets)
  const joining: MoneyIn[] = []
  let entry: bigint | null = null
  let inFen = 0n
  let outFen = 0n
  for (const net of nets) {
    if (net.entryId !== entry) [entry, inFen, outFen] = [net.entryId, 0n, 0n]
    const origin = origins.get(net.entryId)
    if (net.fen > 0n) {
      joining.push({ ...net, ...whoseMoney(net, origin, inFen) })
      inFen += net.fen
    } else {
      const owner = paidBack(origin)
      // What is paid back may have come in a moment ago.
      if (owner !== null) await joinQueue(tx, joining.splice(0))
      await leaveQueue(tx, { fund: net.fund, entryId: net.entryId, fen: -net.fen, atFen: outFen, owner })
      outFen -= net.fen
    }
  }
  await joinQueue(tx, joining)
}

/** Money that goes back: the gift's own, or what a mistaken entry had brought. A transfer taken back is a transfer the other way. */
function paidBack(origin: Origin | undefined): bigint | null {
  if (!origin || origin.reversedKind === 'transfer') return null
  return origin.gift ?? origin.reverses
}

function whoseMoney(net: Net, origin: Origin | undefined, atFen: bigint) {
  const own = { owner: net.entryId, carries: null, carriesFen: null }
  if (net.kind === 'transfer' || origin?.reversedKind === 'transfer')
    return { ...own, carries: net.entryId, carriesFen: atFen }
  // A refund that failed: the money is the gift's again, at the end of the queue.
  if (origin?.gift) return { ...own, owner: origin.gift }
  // A payment that was taken back: what it had taken goes on from here.
  if (origin?.reverses) return { ...own, carries: origin.reverses, carriesFen: atFen }
  return own
}
