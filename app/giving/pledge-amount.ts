import { type AmountRefusal, type Fen, parseYuan } from '~/money/fen'

/**
 * What a unit writes as an amount, into fen: as `parseYuan`, and in tens of thousands too (`1.5万`, `２万元`), exactly. Refuses
 * what it would have to guess about (`1万5`, `约2万`).
 */
export function readPledgedAmount(
  typed: string,
): { ok: true; fen: Fen } | { ok: false; reason: AmountRefusal } {
  const text = typed
    .slice(0, 64)
    .normalize('NFKC')
    .replace(/[\s¥]|人民币|RMB|CNY|整$/gi, '')
  const match = /^((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,6})?)万元?$/.exec(text)
  if (!match) return parseYuan(text)
  const [whole, decimals = ''] = match[1]!.replaceAll(',', '').split('.')
  const fen = BigInt(`${whole}${decimals.padEnd(6, '0')}`)
  // Read once more as yuan: the same limits hold, however it was written.
  return parseYuan(`${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`)
}
