import { lettersOf, readLetters } from '~/platform/code-letters'

/** A stamp card's id: 80 random bits. Whoever has it has the card; it holds no personal data and opens none. */
export type CardId = string

export const newCardId = (): CardId => lettersOf(crypto.getRandomValues(new Uint8Array(10)))

/** `ABCD-EFGH-JKMN-PQRS`: how a card is written for people, who copy it to get theirs back. */
export const spellCard = (card: CardId): string => card.replace(/.{4}(?=.)/g, '$&-')

/** What a ticket's QR says. In small letters: cameras that know no address in capitals are still about. */
export const ticketUrl = (publicUrl: string, card: CardId): string => `${publicUrl}/t/${card.toLowerCase()}`

/** Reads a card from what was scanned or typed: a ticket's address, or the id as people write it. Null when it is none. */
export function readCardId(scanned: string): CardId | null {
  const [, inTicket] = /^https?:\/\/[^/]+(?:\/en)?\/t\/([^/?#]+)/i.exec(scanned.trim()) ?? []
  return readLetters(inTicket ?? scanned, 16)
}
