import type { OutboxEntry } from '~/platform/phone/outbox'
import { postBatch } from '~/platform/phone/post-batch'
import { type Posted, type SendEnd, sendOutbox } from '~/platform/phone/send-outbox'
import type { ScanAnswer } from '../scan'
import type { QueuedScan, ScanOutbox } from './card-book'

const scansInBatch = 20

/** Sends one batch of a walk's scans; how is replaced in tests. */
export type PostScans = (
  campaign: string,
  entries: OutboxEntry<QueuedScan, ScanAnswer>[],
) => Promise<Posted<ScanAnswer>>

/** The real way: says the phone's clock as it sends, and hears how far it is off. */
export const postScans =
  (heard: (aheadMs: number) => void): PostScans =>
  (campaign, entries) =>
    postBatch(
      `/api/v1/walks/${campaign}/scans`,
      { sentAt: Date.now(), scans: entries.map(({ item }) => item.made) },
      heard,
    )

/** Sends all scans that wait, of each walk that this phone has some of. The walk whose door is closed holds up no other. */
export async function sendScans(outbox: ScanOutbox, post: PostScans): Promise<SendEnd> {
  const waiting = (await outbox.list()).filter(({ state }) => state === 'waiting')
  let end: SendEnd = { ended: 'sent' }
  for (const campaign of new Set(waiting.map(({ item }) => item.campaign))) {
    const ofWalk: ScanOutbox = {
      ...outbox,
      list: async () => (await outbox.list()).filter(({ item }) => item.campaign === campaign),
    }
    const sent = await sendOutbox({
      outbox: ofWalk,
      post: (entries) => post(campaign, entries),
      isKept: (answer) => answer.kept,
      unreadable: { kept: false, reason: 'not-understood' },
      most: scansInBatch,
    })
    if (!('ended' in sent)) end = sent
  }
  return end
}
