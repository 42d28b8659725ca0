import { createHash, createHmac } from 'node:crypto'

/** Whose secret a link carries: a party's, a unit's leader's, the one that a unit's members join by. */
export type LinkKind = 'party' | 'unit' | 'join'

/**
 * The secret of a link, made anew by whoever knows the house's own: mails can be sent, and sent again, without it lying
 * anywhere until then. `n` counts: the next one ends the one before. 256 bits, as they stand in the link.
 */
export const linkSecret = (houseSecret: string, kind: LinkKind, id: string, n: number): string =>
  createHmac('sha256', houseSecret).update(`shanxing/walks/${kind}/v1\0${id}\0${n}`).digest('base64url')

/**
 * What stands for an id outside, always the same and never to be reckoned back or ahead: the form of a fee's gift, the event in a
 * calendar, who belongs together on a volunteer's phone. 128 bits.
 */
export const opaqueKey = (houseSecret: string, use: 'fee' | 'calendar' | 'group', about: string): string =>
  createHmac('sha256', houseSecret)
    .update(`shanxing/walks/${use}/v1\0${about}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')

/** What is kept of it: nobody who reads the table can use the link. */
export const hashOfLink = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** The shape of every secret of ours; what has another names nothing, and is not looked up. */
export const isLinkSecret = (text: string): boolean => /^[\w-]{43}$/.test(text)
