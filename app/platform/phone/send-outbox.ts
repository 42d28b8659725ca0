import type { Outbox, OutboxEntry } from './outbox'

/** What came of one batch. `later`: no signal, or the server asks for patience · `smaller`: too much at once · `closed`: this door does not take us. */
export type Posted<Answer> =
  | { ok: true; answers: Answer[] }
  | { ok: false; reason: 'later'; afterMs?: number }
  | { ok: false; reason: 'smaller' }
  | { ok: false; reason: 'closed'; status: number }

export interface SendInput<Item, Answer> {
  outbox: Outbox<Item, Answer>
  post(entries: OutboxEntry<Item, Answer>[], waiting: number): Promise<Posted<Answer>>
  isKept(answer: Answer): boolean
  /** What stands with a single entry that the server cannot even read. */
  unreadable: Answer
  most: number
}

export type SendEnd = { ended: 'sent' } | Exclude<Posted<never>, { ok: true } | { reason: 'smaller' }>

/**
 * Sends what waits, batch by batch, until nothing waits or the way is closed. Each entry gets the answer of its own; one that the
 * server cannot read is found by halving and holds up no other. A lost answer leaves its entries waiting: they are sent again.
 */
export async function sendOutbox<Item, Answer>(input: SendInput<Item, Answer>): Promise<SendEnd> {
  const { outbox, post, isKept, unreadable, most } = input
  let size = most
  for (;;) {
    const waiting = (await outbox.list()).filter(({ state }) => state === 'waiting')
    if (waiting.length === 0) return { ended: 'sent' }
    const batch = waiting.slice(0, size)
    const posted = await post(batch, waiting.length - batch.length)
    if (posted.ok) {
      // Half an answer is none: whose it is cannot be told.
      if (posted.answers.length !== batch.length) return { ok: false, reason: 'later' }
      await outbox.mark(
        batch.map(({ id }, n) => {
          const answer = posted.answers[n]!
          return { id, state: isKept(answer) ? 'kept' : 'refused', answer }
        }),
      )
      size = Math.min(most, size * 2)
    } else if (posted.reason !== 'smaller') return posted
    else if (batch.length > 1) size = Math.ceil(batch.length / 2)
    else await outbox.mark([{ id: batch[0]!.id, state: 'refused', answer: unreadable }])
  }
}
