import type { DayBill } from '../../internal/day-bills'
import type { CallApi } from './call-api.server'
import { readBill } from './read-bill'
import { readFlowBill } from './read-flow-bill'

/** Fetches a day's trade bill and statement of funds; null while WeChat has neither. Throws when they cannot be had. */
export function billFetcher(
  call: CallApi,
  download: (bill: Record<string, unknown>) => Promise<string>,
): (day: string) => Promise<DayBill | null> {
  async function fetchText(target: string): Promise<string | null> {
    const asked = await call('ask for a bill', 'GET', target)
    if (asked.ok) return download(asked.body)
    if (asked.reason === 'unknown') return null
    throw new Error(`WeChat Pay has no bill for us: ${asked.reason}`)
  }
  return async (day) => {
    const trades = await fetchText(`/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`)
    const funds = await fetchText(`/v3/bill/fundflowbill?bill_date=${day}&account_type=BASIC`)
    if (trades === null && funds === null) return null
    const movements = (trades === null ? [] : readBill(trades)).sort((a, b) => (a.at < b.at ? -1 : 1))
    return {
      movements,
      keys: movements.map((movement) => movement.sourceRef),
      flows: funds === null ? [] : readFlowBill(funds),
    }
  }
}
