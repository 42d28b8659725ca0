import { z } from 'zod'

const whole = (max: number) => z.coerce.number().int().min(0).max(max)
/** Forms send "on" and "", JSON sends booleans. */
const flag = z.preprocess(
  (v) => (v === 'on' || v === 'true' ? true : v === '' || v === 'false' ? false : v),
  z.boolean(),
)

/** The knobs. Each answers 400 with its name when it is out of range; what is not named stays. */
export const controlPatch = z
  .strictObject({
    /** Every event is delivered this many times more. */
    duplicate: whole(50),
    /** Waits before the first try. */
    delayMs: whole(600_000),
    /** Events that belong together are delivered last first. */
    reorder: flag,
    /** Loses the next n events on the way (true: all) and never tries again; the event list still has them. */
    drop: z.union([flag, whole(1_000_000)]),
    /** The first n tries of every delivery fail before they are sent; the back-off then brings them. */
    failFirst: whole(20),
    /** After how long a payment "later" ends by itself; 0: only by its button. */
    laterMs: whole(86_400_000),
    /** What becomes of a subscription whose last retry failed. */
    afterRetries: z.enum(['cancel', 'past_due']),
  })
  .partial()

export type Control = Required<z.infer<typeof controlPatch>>

export const calm: Control = {
  duplicate: 0,
  delayMs: 0,
  reorder: false,
  drop: false,
  failFirst: 0,
  laterMs: 20_000,
  afterRetries: 'cancel',
}
