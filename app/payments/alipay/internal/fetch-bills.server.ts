import iconv from 'iconv-lite'
import { unpackPart, zipParts } from '~/platform/unzip.server'
import type { DayBill } from '../../internal/day-bills'
import type { AskAlipay } from './ask-alipay.server'
import { readAccountBill, readTradeBill } from './read-bills'

const timeoutMs = 120_000
const mostBytes = 512 * 1024 * 1024

/**
 * Fetches a day's trade bill and the statement of the account: each a ZIP with a table and its summary, in GBK as its name is. Its address
 * comes in a signed answer. Null while Alipay has neither. Throws when they cannot be had.
 */
export function billFetcher(ask: AskAlipay, gatewayUrl?: string): (day: string) => Promise<DayBill | null> {
  const origin = gatewayUrl && new URL(gatewayUrl).origin
  async function fetchText(day: string, bill_type: 'trade' | 'signcustomer', name: string) {
    const content = { bill_type, bill_date: day }
    const asked = await ask('ask for a bill', 'alipay.data.dataservice.bill.downloadurl.query', content)
    if (!asked.ok) {
      if (asked.reason === 'unknown') return null
      throw new Error(`Alipay has no bill for us: ${asked.reason}`)
    }
    const named = asked.body.bill_download_url
    const url = typeof named === 'string' && URL.canParse(named) ? new URL(named) : null
    if (!url || (url.origin !== origin && !/(^|\.)alipay\.com$/.test(url.hostname)))
      throw new Error('Alipay named a bill that is not to be fetched')
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    if (!response.ok) throw new Error(`a bill of Alipay could not be fetched: ${response.status}`)
    const file = Buffer.from(await response.arrayBuffer())
    const [part] = zipParts(
      file,
      (one) => one.endsWith(`_${name}.csv`),
      (bytes) => iconv.decode(bytes, 'gbk'),
    )
    if (!part) throw new Error('a bill of Alipay holds no table')
    return iconv.decode(await unpackPart(part, mostBytes), 'gbk')
  }
  return async (day) => {
    const trades = await fetchText(day, 'trade', '业务明细')
    const account = await fetchText(day, 'signcustomer', '账务明细')
    if (trades === null && account === null) return null
    const read = trades === null ? [] : readTradeBill(trades)
    return {
      movements: read.map(({ movement }) => movement),
      keys: read.map(({ key }) => key),
      flows: account === null ? [] : readAccountBill(account),
    }
  }
}
