import type { Flow } from '../../internal/day-bills'
import { refOf } from '../../internal/json'
import { billRows, fenOf, instantOfBill } from './read-bill'

const needed = ['记账时间', '微信支付业务单号', '资金流水单号', '业务类型', '收支类型', '收支金额(元)']
const footer = '资金流水总笔数'
/** Kinds that only tell of a movement's money, one line for each movement. */
const ofMovement = new Set(['交易', '退款'])

/**
 * Reads the statement of funds of a day (WeChat Pay, "申请资金账单", account BASIC): in which order payments and refunds came into the
 * account and went, and what was transferred to the bank ("提现"). Fees stand beside their payment and are in the trade bill. Throws on
 * what is no such bill, or is cut off.
 */
export function readFlowBill(text: string): Flow[] {
  return billRows(text, { needed, footer, what: 'a statement of funds' }).map((row) => {
    const kind = row.get('业务类型')!
    const ref = refOf(row.get('微信支付业务单号'))
    if (kind !== '提现') return { key: ofMovement.has(kind) ? ref : '' }
    const at = instantOfBill(row.get('记账时间')!)
    const fen = fenOf(row.get('收支金额(元)'))
    if (ref === '' || fen <= 0n) throw new Error('a line of a statement of funds is not whole')
    // Money that comes back from the bank is told as a payout of its own that failed.
    const back = row.get('收支类型') !== '支出'
    return {
      key: ref,
      payout: {
        id: `wx_${ref}`,
        amountFen: String(fen),
        currency: 'CNY',
        status: back ? 'failed' : 'paid',
        createdAt: at,
        arrivesOn: row.get('记账时间')!.slice(0, 10),
      },
    }
  })
}
