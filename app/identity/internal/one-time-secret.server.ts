import { createHash, createHmac, randomBytes } from 'node:crypto'

/** 256 bits, as they stand in a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret: nobody who reads the table can use the link. */
export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** The shape of every secret of ours; what has another names nothing, and is not looked up. */
export const isSecret = (text: string): boolean => /^[\w-]{43}$/.test(text)

/**
 * The secret of one invitation, made anew by whoever knows the house's own: the mail can be sent, and sent again, without
 * its link lying in the outbox until then.
 */
export const invitationSecret = (houseSecret: string, invitationId: string): string =>
  createHmac('sha256', houseSecret).update(`shanxing/invitation/v1\0${invitationId}`).digest('base64url')
