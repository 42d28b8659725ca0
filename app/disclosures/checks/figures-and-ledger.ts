import { formatFen } from '~/money/fen'
import type { Check, Finding } from './check'

/** Money of the records against the same money in sealed lines: unlike while an entry waits for its seal, and when a record was touched. */
export const figuresAndLedger: Check = ({ composed }) => {
  const { figures, ledger } = composed
  const pairs = [
    ['paid.amountFen', ledger.paidFen],
    ['assistance.amountFen', ledger.assistanceFen],
  ] as const
  return pairs.flatMap(([key, sealed]): Finding[] => {
    const said = figures.find((figure) => figure.key === key)?.amountFen ?? '0'
    if (said === sealed) return []
    const detail = { figure: key, records: formatFen(BigInt(said)), ledger: formatFen(BigInt(sealed)) }
    return [{ code: 'ledger-differs', level: 'stop', at: null, detail }]
  })
}
