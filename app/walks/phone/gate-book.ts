import type { Outbox, OutboxEntry } from '~/platform/phone/outbox'
import { postBatch } from '~/platform/phone/post-batch'
import { type SendEnd, sendOutbox } from '~/platform/phone/send-outbox'
import type { CardId } from '../card-id'
import { type ShownCard, scansOfShown } from '../card-qr'
import type { codeChecker } from '../code-chain'
import type { Mark } from '../roster'
import { type MadeScan, type ScanAnswer, scanId } from '../scan'
import { readStampCode } from '../stamp-code'
import type { CardStamp } from '../stamp-rules'

export type GateOutbox = Outbox<MadeScan, ScanAnswer>
export type GateEntry = OutboxEntry<MadeScan, ScanAnswer>

const scansInBatch = 50

/** This phone stamps a card, in a whole second of its own clock. */
export const stampOf = (card: CardId, place: string, now: number): MadeScan => ({
  card,
  place,
  at: Math.floor(now / 1_000) * 1_000,
})

/** Whom this phone stamped at its place, but for what the server refused. Times by the server's clock, as well as it is known. */
export const ownMarks = (entries: readonly GateEntry[], place: string, by: string, aheadMs: number): Mark[] =>
  entries
    .filter(({ item, state }) => item.place === place && state !== 'refused')
    .map(({ item }) => ({ card: item.card, at: item.at - aheadMs, by }))

/** Stamps that this phone gave one card itself. */
export const ownStamps = (marks: readonly Mark[], place: string, card: CardId): CardStamp[] =>
  marks.filter((mark) => mark.card === card).map(({ at }) => ({ place, at, trust: 'volunteer' }))

/** Stores what was stamped; answers whether all of it survives this page. */
export async function putScans(
  outbox: GateOutbox,
  scans: readonly MadeScan[],
  device: string,
  now: number,
): Promise<boolean> {
  const puts = []
  for (const scan of scans) puts.push(await outbox.put(scanId(scan, device), scan, now))
  return puts.every((put) => put === 'stored')
}

/** A card that a walker's phone showed: its scans go on from here, in case that phone never has a signal. */
export const relayed = (shown: ShownCard, now: number): MadeScan[] => scansOfShown(shown, now)

/** Stamps of a card that this phone has seen before: a long card is shown as several codes, one after the other. */
export const relayedStamps = (
  entries: readonly GateEntry[],
  check: ReturnType<typeof codeChecker>,
  card: CardId,
  aheadMs: number,
): CardStamp[] =>
  entries.flatMap(({ item }) => {
    const code = item.card === card && item.code ? readStampCode(item.code) : null
    const checked = code && check(code)
    if (!checked?.ok) return []
    const { place, kind } = checked.chain
    return [{ place, at: item.at - (item.aheadMs ?? 0) - aheadMs, trust: kind }]
  })

type Heard = (aheadMs: number) => void
const post = (device: string, scans: MadeScan[], unsent: number, heard: Heard) =>
  postBatch<ScanAnswer>('/pass/scans', { sentAt: Date.now(), device: { id: device, unsent }, scans }, heard)

/** Nothing waits, and the server hears that this phone is there. */
export const sayHello = (device: string, heard: Heard) => post(device, [], 0, heard)

/** Sends what waits, and says with each batch how much stays behind. */
export function sendGateScans(outbox: GateOutbox, device: string, heard: Heard): Promise<SendEnd> {
  return sendOutbox({
    outbox,
    post: (entries, waiting) =>
      post(
        device,
        entries.map(({ item }) => item),
        waiting,
        heard,
      ),
    isKept: (answer) => answer.kept,
    unreadable: { kept: false, reason: 'not-understood' },
    most: scansInBatch,
  })
}
