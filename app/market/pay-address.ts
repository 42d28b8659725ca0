import { isUuid } from '~/platform/is-uuid'
import { wholeNumber } from '~/platform/whole-number'
import { mostSaleFen } from './market-limits'

export interface PayAddress {
  sale: string
  campaign: string
  stall: string
  amountFen: bigint
}

/** Reads the address that a stall's phone shows as a QR code (`payUrl`); null when it is none. */
export function readPayAddress(sale: string, query: URLSearchParams): PayAddress | null {
  const [campaign, stall] = [query.get('campaign') ?? '', query.get('stall') ?? '']
  const amountFen = wholeNumber(query.get('amountFen'))
  const known = isUuid(sale) && /^[a-z0-9-]{1,64}$/.test(campaign) && /^[a-z0-9-]{1,32}$/.test(stall)
  if (!known || amountFen === null || amountFen < 1n || amountFen > mostSaleFen) return null
  return { sale, campaign, stall, amountFen }
}
