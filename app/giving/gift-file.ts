import type { Gift } from './gift'

/** Everything the desk knows of one gift, but how to reach the donor: that is asked for by `lookAtContact`. */
export interface GiftFile {
  gift: Omit<Gift, 'contactEmail' | 'checkoutUrl'>
  campaign: { zh: string; en: string }
  paymentRef: string | null
  heldReason: string | null
  messageState: string
  confirmedAt: Date | null
  leafIndex: bigint | null
  /** Whether there is an address, and whether its acknowledgement still waits to be mailed. */
  mail: 'no-address' | 'waits' | 'handed-on' | 'not-yet'
  /** The provider's events that touched it, oldest first, at most 50. */
  events: { id: string; type: string; via: string; outcome: string; at: Date; receivedAt: Date }[]
}
