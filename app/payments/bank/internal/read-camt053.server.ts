import { SaxesParser } from 'saxes'
import { textPieces } from '~/platform/text-pieces.server'
import { readAmount, readDay } from '../read-amount'
import { StatementFault, type StatementPart } from '../statement'
import { tidy } from './read-table-statement.server'

/** What is collected of one `Ntry` or `Bal`: texts by their path below it. */
type Found = Map<string, string[]>
const codes = { opening: ['OPBD', 'PRCD'], closing: ['CLBD'] }
const longest = 4_000

/**
 * Entries of a CAMT.053 (ISO 20022 BankToCustomerStatement), any version, in a stream. Booked entries only: what is pending
 * may not come. An entry of several transactions stays one line, as the bank booked it; their texts stand one after another.
 */
export async function* camt053Parts(content: Uint8Array): AsyncGenerator<StatementPart[]> {
  const parser = new SaxesParser({ xmlns: false })
  const path: string[] = []
  let [parts, found, root, text]: [StatementPart[], Found | null, number, string] = [[], null, 0, '']
  let currency = ''
  const broken = () => new StatementFault('xml-broken', parser.line)
  let fault: StatementFault | null = null
  parser.on('error', () => {
    fault ??= broken()
  })
  // No bank's statement needs one, and what it can do to a reader nobody needs either.
  parser.on('doctype', () => {
    fault ??= broken()
  })
  parser.on('opentag', ({ name, attributes }) => {
    const tag = name.slice(name.indexOf(':') + 1)
    path.push(tag)
    text = ''
    if (tag === 'Ntry' || tag === 'Bal' || (tag === 'Acct' && path.at(-2) === 'Stmt')) {
      found = new Map()
      root = path.length
    }
    if (tag === 'Amt' && (path.length === root + 1 || !found)) currency = String(attributes.Ccy ?? '')
  })
  parser.on('text', (piece) => {
    if (text.length < longest) text += piece
  })
  parser.on('closetag', ({ name }) => {
    const tag = name.slice(name.indexOf(':') + 1)
    if (found && path.length > root && text.trim() !== '') {
      const key = path.slice(root).join('/')
      found.set(key, [...(found.get(key) ?? []), text.trim()].slice(0, 50))
    }
    text = ''
    if (found && path.length === root) {
      try {
        parts.push(...partsOf(tag, found, currency, parser.line))
      } catch (error) {
        if (!(error instanceof StatementFault)) throw error
        fault ??= error
      }
      found = null
    }
    if (tag === 'Stmt') parts.push({ kind: 'end' })
    path.pop()
  })
  for (const piece of textPieces(content)) {
    parser.write(piece.replace(/^\uFEFF/, ''))
    if (fault) throw fault
    yield parts
    parts = []
  }
  parser.close()
  if (fault) throw fault
  yield parts
}

const first = (found: Found, ...paths: string[]) =>
  paths.map((p) => found.get(p)?.[0]).find((t) => t !== undefined) ?? ''
const ending = (found: Found, end: string) =>
  [...found].filter(([key]) => key.endsWith(end)).flatMap(([, t]) => t)

function partsOf(tag: string, found: Found, currency: string, line: number): StatementPart[] {
  if (tag === 'Acct') {
    const number = first(found, 'Id/IBAN', 'Id/Othr/Id')
    return number ? [{ kind: 'account', number }] : []
  }
  if (currency !== 'CNY') throw new StatementFault('other-currency', line, { value: currency })
  const fen = readAmount(first(found, 'Amt'))
  const side = first(found, 'CdtDbtInd')
  if (fen === null || fen < 0n)
    throw new StatementFault('amount-unreadable', line, { value: first(found, 'Amt') })
  if (side !== 'CRDT' && side !== 'DBIT') throw new StatementFault('amount-missing', line, { value: side })
  const signed = side === 'CRDT' ? fen : -fen
  if (tag === 'Bal') {
    const code = first(found, 'Tp/CdOrPrtry/Cd')
    if (codes.opening.includes(code)) return [{ kind: 'opening', fen: signed }]
    return codes.closing.includes(code) ? [{ kind: 'closing', fen: signed }] : []
  }
  const status = first(found, 'Sts/Cd', 'Sts')
  if ((status !== '' && status !== 'BOOK') || fen === 0n) return []
  const typed = first(found, 'BookgDt/Dt', 'BookgDt/DtTm', 'ValDt/Dt', 'ValDt/DtTm')
  const day = readDay(typed, 'ymd')
  if (!day) throw new StatementFault('day-unreadable', line, { value: typed })
  const other = signed > 0n ? 'Dbtr' : 'Cdtr'
  const remarks = [
    ...ending(found, 'RmtInf/Ustrd'),
    ...ending(found, 'AddtlTxInf'),
    ...ending(found, 'AddtlNtryInf'),
  ]
  return [
    {
      kind: 'line',
      line: {
        line,
        day,
        amountFen: signed,
        balanceFen: null,
        counterparty: tidy([...ending(found, `/${other}/Nm`), ...ending(found, `/${other}/Pty/Nm`)][0] ?? ''),
        counterAccount: tidy(
          [...ending(found, `/${other}Acct/Id/IBAN`), ...ending(found, `/${other}Acct/Id/Othr/Id`)][0] ?? '',
        ),
        remark: tidy([...new Set(remarks)].join(' ')),
        bankRef: tidy(first(found, 'AcctSvcrRef') || (ending(found, 'Refs/EndToEndId')[0] ?? '')),
      },
    },
  ]
}
