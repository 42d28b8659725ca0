import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { kindWords } from './kind-words'
import { readLeaf } from './read-leaf'

export interface LeafSummaryProps {
  locale: Locale
  index: bigint
  /** The canonical encoding, as it is hashed. */
  leaf: string
  leafHash: string
  treeSize: bigint
  /** Fund slug → name in this locale. */
  fundNames: Readonly<Record<string, string>>
}

/** One sealed entry in words, with the exact text and hash behind it for whoever wants to compute. */
export function LeafSummary({ locale, index, leaf, leafHash, treeSize, fundNames }: LeafSummaryProps) {
  const { t } = useTranslation('ledger')
  const { kind, occurredOn, moves, reverses } = readLeaf(leaf)
  return (
    <article>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          <span className="tabular text-soft">{t('log.number', { index: index.toString() })}</span>{' '}
          <strong>{t(kindWords[kind])}</strong>
          {reverses && <span className="text-soft"> {t('log.reverses', { id: reverses })}</span>}
        </span>
        <span className="text-soft">{formatDay(locale, occurredOn)}</span>
      </p>
      <ul>
        {moves.map((m, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity and never move
          <li key={n} className="flex flex-wrap justify-between gap-x-4">
            <a className="underline underline-offset-4" href={pathIn(locale, `/funds/${m.fund}`)}>
              {fundNames[m.fund] ?? m.fund}
            </a>
            <Money fen={m.amountFen} />
          </li>
        ))}
      </ul>
      <Disclosure summary={<span className="text-sm font-normal text-soft">{t('log.exact')}</span>}>
        <p className="text-sm break-all">
          <code>{leaf}</code>
        </p>
        <p className="mt-2 text-sm break-all text-soft">
          {t('log.hash')} <code>{leafHash}</code>{' '}
          <a className="underline" href={`/api/v1/log/proof?index=${index}&size=${treeSize}`}>
            {t('log.getProof')}
          </a>
        </p>
      </Disclosure>
    </article>
  )
}
