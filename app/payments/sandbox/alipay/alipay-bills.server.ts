import { crc32, deflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'

/** One line of the account, as the stand-in keeps it. */
export interface AlipayFlow {
  at: string
  trade: string
  order: string
  kind: '交易' | '退款' | '提现'
  /** Of a refund: the request's number. */
  request: string
  subject: string
  /** Signed as it moves the account, and what Alipay keeps of it besides. */
  fen: bigint
  fee: bigint
}

const yuan = (fen: bigint) => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
const tradeHead =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注'
const accountHead =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注'

const framed = (name: string, seller: string, day: string, head: string, rows: string[]) =>
  [
    `#支付宝${name}查询`,
    `#账号：[${seller}0156]`,
    `#起始日期：[${day} 00:00:00]   终止日期：[${day} 24:00:00]`,
    `#-----------------------------------------${name}列表----------------------------------------`,
    head,
    ...rows,
    `#-----------------------------------------${name}列表结束------------------------------------`,
    `#合计：${rows.length}笔`,
    '',
  ].join('\r\n')

/** The table of a day, as Alipay writes it; null for a day without any. */
export function alipayBill(
  flows: readonly AlipayFlow[],
  { seller, day, type }: { seller: string; day: string; type: string },
): { name: string; text: string } | null {
  let balance = 0n
  let n = 0
  const rows: string[] = []
  const account = type === 'signcustomer'
  for (const flow of flows) {
    const { at, trade, order, kind, request, subject, fen, fee } = flow
    const told = [
      [kind === '交易' ? '在线支付' : kind === '退款' ? '交易退款' : '提现', fen],
      ['收费', -fee],
    ] as const
    for (const [what, sum] of told) {
      balance += sum
      if (sum === 0n || !account || !at.startsWith(day)) continue
      const sides = sum > 0n ? [yuan(sum), ''] : ['', yuan(sum)]
      const line = [
        `${day.replaceAll('-', '')}${String(++n).padStart(8, '0')}`,
        trade,
        order,
        subject,
        at,
        '',
      ]
      rows.push([...line, ...sides, yuan(balance), '支付宝', what, ''].map((value) => `${value}\t`).join(','))
    }
    if (account || kind === '提现' || !at.startsWith(day)) continue
    const who = ['', '', '', '', 'som***@example.org']
    const nothing = ['0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00']
    const line = [trade, order, kind, subject, at, at, ...who, yuan(fen), yuan(fen), ...nothing]
    rows.push([...line, request, yuan(-fee), '0.00', ''].map((value) => `${value}\t`).join(','))
  }
  if (rows.length === 0) return null
  const name = account ? '账务明细' : '业务明细'
  const text = framed(name, seller, day, account ? accountHead : tradeHead, rows)
  return { name: `${seller}0156_${day.replaceAll('-', '')}_${name}.csv`, text }
}

/** A ZIP of the table and its summary, text and names in GBK. */
export function zipOfBill({ name, text }: { name: string; text: string }): Buffer {
  const files = [
    { name, text },
    { name: name.replace('.csv', '(汇总).csv'), text: '#合计' },
  ]
  const local: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const file of files) {
    const [title, bytes] = [iconv.encode(file.name, 'gbk'), iconv.encode(file.text, 'gbk')]
    const packed = deflateRawSync(bytes)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(title.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    const entry = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), facts, title, packed])
    list.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, tail, title]))
    local.push(entry)
    at += entry.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(list.length, 8)
  end.writeUInt16LE(list.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}
