/** Statements as banks write them, for tests. */
export interface Movement {
  day: string
  yuan: string
  who?: string
  remark?: string
  ref?: string
}
const cents = (yuan: string) => BigInt(yuan.replace(/[,.]/g, ''))
const yuan = (fen: bigint) => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
export const accountNumber = '6222020000001234567'
const head = '交易日期,收入金额,支出金额,余额,对方户名,对方账号,附言,流水号'

/** A table with a balance after each line, from `opening`. */
export function csvOf(movements: readonly Movement[], opening = '0.00', own = accountNumber): string {
  let balance = cents(opening)
  const rows = movements.map(({ day, yuan: amount, who = '', remark = '', ref = '' }) => {
    balance += cents(amount)
    const side = amount.startsWith('-') ? `,${amount.slice(1)}` : `${amount},`
    return `${day},${side},${yuan(balance)},${who},,${remark},${ref}`
  })
  return [`账号：${own},,,,,,,`, head, ...rows, '合计,,,,,,,'].join('\r\n')
}

export function camtOf(
  movements: readonly Movement[],
  opening: string,
  closing: string,
  own = accountNumber,
): string {
  const balance = (code: string, amount: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-07</Dt></Dt></Bal>`
  const entry = ({ day, yuan: amount, who = '', remark = '', ref = '' }: Movement) => {
    const debit = amount.startsWith('-')
    const side = debit ? 'Cdtr' : 'Dbtr'
    return `<Ntry><Amt Ccy="CNY">${amount.replace('-', '')}</Amt><CdtDbtInd>${debit ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts>BOOK</Sts>
      <BookgDt><Dt>${day}</Dt></BookgDt><AcctSvcrRef>${ref}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><${side}><Nm>${who}</Nm></${side}></RltdPties>
      <RmtInf><Ustrd>${remark}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><Othr><Id>${own}</Id></Othr></Id></Acct>
${balance('OPBD', opening)}${balance('CLBD', closing)}${movements.map(entry).join('\n')}</Stmt></BkToCstmrStmt></Document>`
}

export function mt940Of(
  movements: readonly Movement[],
  opening: string,
  closing: string,
  own = accountNumber,
): string {
  const swift = (amount: string) => amount.replace('-', '').replace('.', ',')
  const entry = ({ day, yuan: amount, who = '', remark = '', ref = '' }: Movement) => {
    const short = day.slice(2).replaceAll('-', '')
    return `:61:${short}${short.slice(2)}${amount.startsWith('-') ? 'D' : 'C'}${swift(amount)}NTRFNONREF//${ref}\r\n:86:?20${remark}?32${who}`
  }
  return [
    '{1:F01BANKCNBJAXXX0000000000}{4:',
    ':20:STATEMENT',
    `:25:${own}`,
    ':28C:1/1',
    `:60F:C260306CNY${swift(opening)}`,
    ...movements.map(entry),
    `:62F:C260307CNY${swift(closing)}`,
    '-}',
    '',
  ].join('\r\n')
}
