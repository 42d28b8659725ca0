import type { Router } from 'express'
import { z } from 'zod'
import { payOut } from './balance.server'
import { type Store, timeOf } from './store.server'
import type { Subscriptions } from './subscriptions.server'
import type { Till } from './till.server'

const whole = z.coerce.number().int()
const dispute = z.strictObject({ payment: z.string(), amount: whole.positive().optional() })
const ending = z.strictObject({ dispute: z.string(), status: z.enum(['won', 'lost']) })
const refund = z.strictObject({ payment: z.string(), amount: whole.positive() })
const payout = z.strictObject({ off: whole.default(0) })
const clock = z.strictObject({ days: whole.min(1).max(800) })

/**
 * What happens at the provider without our asking: POST /_control/dispute, /_control/dispute-end, /_control/refund (as in the
 * dashboard), /_control/payout (`off`: wrong by so many fen) and /_control/clock (moves the clock on by `days`; subscriptions fall due). 400 when it cannot be.
 */
export function moneyKnobs(pages: Router, store: Store, till: Till, subscriptions: Subscriptions): void {
  const chargeOf = (payment: string) => {
    const charge = store.charge.get(store.intent.get(payment)?.latest_charge ?? '')
    return charge?.status === 'succeeded' ? charge : undefined
  }
  const knob = <Body>(
    name: string,
    shape: z.ZodType<Body>,
    turn: (body: Body) => object | null | undefined,
  ) =>
    pages.post(`/_control/${name}`, (req, res) => {
      const body = shape.safeParse(req.body ?? {})
      const done = body.success ? turn(body.data) : null
      if (!done) res.status(400).json({ error: 'control-invalid' })
      else if (req.is('urlencoded')) res.redirect(303, `${req.baseUrl}/`)
      else res.json(done)
    })
  knob('dispute', dispute, ({ payment, amount }) => {
    const charge = chargeOf(payment)
    return charge && till.dispute(charge, amount ?? charge.amount)
  })
  knob('dispute-end', ending, (asked) => till.endDispute(asked.dispute, asked.status))
  knob('refund', refund, ({ payment, amount }) => {
    const charge = chargeOf(payment)
    return charge && amount <= charge.amount - charge.amount_refunded ? till.refund(charge, amount, {}) : null
  })
  knob('payout', payout, ({ off }) => payOut(store, off))
  knob('clock', clock, ({ days }) => {
    subscriptions.advance(timeOf(store) + days * 86_400)
    return { now: new Date(timeOf(store) * 1000).toISOString() }
  })
}
