import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { kindWords } from './kind-words'
import { readPublication } from './publication-memo'
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
  /** What a disclosure is about, in this locale. */
  about?: string
}

/** One sealed entry in words, with the exact text and hash behind it for whoever wants to compute. */
export function LeafSummary({ locale, index, leaf, leafHash, treeSize, fundNames, about }: LeafSummaryProps) {
  const { t } = useTranslation('ledger')
  const { kind, occurredOn, memo, moves, reverses } = readLeaf(leaf)
  const published = readPublication(memo)
  return (
    <article className="pt-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          <strong>{t(kindWords[kind])}</strong>
          {reverses && <span className="text-soft"> {t('log.reverses', { id: reverses })}</span>}
        </span>
        <span className="tabular text-sm text-soft">
          {formatDay(locale, occurredOn)} · {t('log.number', { index: index.toString() })}
        </span>
      </p>
      {published && (
        <p className="mt-1">
          <a
            className="link"
            href={pathIn(
              locale,
              `/projects/${published.project}/${published.version === null ? 'old-' : ''}disclosures/${published.period}`,
            )}
          >
            {about ?? published.period}
          </a>{' '}
          {published.version === null ? t('log.old') : t('log.version', { n: published.version })}
          <span className="block text-sm break-all text-soft">
            {t('log.fingerprint')} <code>{published.hash}</code>
          </span>
        </p>
      )}
      <ul className="mt-1">
        {moves.map((m, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity and never move
          <li key={n} className="flex items-baseline justify-between gap-x-4 py-0.5">
            <a className="link min-w-0" href={pathIn(locale, `/funds/${m.fund}`)}>
              {fundNames[m.fund] ?? m.fund}
            </a>
            <Money fen={m.amountFen} className="font-semibold" />
          </li>
        ))}
      </ul>
      <Disclosure bare summary={<span className="text-sm font-normal text-soft">{t('log.exact')}</span>}>
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
