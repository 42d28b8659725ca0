import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import {
  type Difference,
  isExplained,
  offOf,
  type PayoutLine,
  payoutOff,
  type Reconciliation,
  type Side,
} from './reconciliation'

const knownSources = ['gift', 'refund', 'dispute', 'fee'] as const
const fenOf = (fen: bigint | null) => (fen === null ? '—' : <Money fen={fen} />)

/** One day's three sides beside one another, and every difference by its name. */
export function ReconciliationView({ found, locale }: { found: Reconciliation; locale: Locale }) {
  const { t } = useTranslation('reconciliation')
  const { sides, differences, payouts, unexplained } = found
  const quiet = sides.length === 0 && payouts.length === 0
  const word = (source: string) => t(`source.${knownSources.find((known) => known === source) ?? 'other'}`)
  return (
    <div className="space-y-8">
      {quiet ? (
        <Notice>{t('quiet')}</Notice>
      ) : unexplained === 0 ? (
        <Notice kind="done" title={t('agree')}>
          {t('agreeText')}
        </Notice>
      ) : (
        <Notice
          kind="refused"
          title={t('differs', { count: unexplained, amount: formatFen(found.unexplainedFen) })}
        >
          {t('differsText')}
        </Notice>
      )}
      <section aria-label={t('sides')}>
        <dl className="figure-tiles">
          <Tile term={t('books')} fen={found.bookedFen} hint={t('booksHint')} />
          <Tile term={t('provider')} fen={found.toldFen} hint={t('providerHint')} />
          <Tile
            term={t('bank')}
            fen={found.atBankFen}
            hint={t('bankHint', { amount: formatFen(found.underwayFen) })}
          />
        </dl>
      </section>
      {sides.length > 0 && (
        <Panel id="sides" title={t('byKind')} tone="plain">
          <Table
            caption={t('byKind')}
            captionHidden
            rows={sides}
            rowKey={(s: Side) => s.source}
            columns={[
              { id: 'source', header: t('kind'), rowHeader: true, cell: (s) => word(s.source) },
              { id: 'booked', header: t('books'), cell: (s) => <Count fen={s.bookedFen} n={s.booked} /> },
              { id: 'told', header: t('provider'), cell: (s) => <Count fen={s.toldFen} n={s.told} /> },
              { id: 'off', header: t('difference'), cell: (s) => <Money fen={s.toldFen - s.bookedFen} /> },
            ]}
          />
        </Panel>
      )}
      {differences.length > 0 && (
        <Panel id="differences" title={t('differences')} tone="plain">
          <Table
            caption={t('differences')}
            captionHidden
            rows={differences}
            rowKey={(d: Difference) => `${d.source} ${d.key} ${d.txn} ${d.type}`}
            columns={[
              {
                id: 'what',
                header: t('what'),
                rowHeader: true,
                cell: (d) => <Tag tone={isExplained(d) ? 'info' : 'refused'}>{t(`verdict.${d.what}`)}</Tag>,
              },
              {
                id: 'about',
                header: t('about'),
                cell: (d) => <About about={d} word={word(d.source)} locale={locale} />,
              },
              {
                id: 'booked',
                header: t('books'),
                cell: (d) => <Dated fen={d.bookedFen} day={d.bookedOn} locale={locale} />,
              },
              {
                id: 'told',
                header: t('provider'),
                cell: (d) => <Dated fen={d.toldFen} day={d.toldOn} locale={locale} />,
              },
              {
                id: 'off',
                header: t('difference'),
                cell: (d) => <Money fen={offOf(d)} className="font-semibold" />,
              },
            ]}
          />
        </Panel>
      )}
      <Panel id="payouts" title={t('payouts')} tone="plain">
        <Table
          caption={t('payouts')}
          captionHidden
          rows={payouts}
          rowKey={(p: PayoutLine) => p.id}
          emptyText={t('noPayouts')}
          columns={[
            {
              id: 'id',
              header: t('payout'),
              rowHeader: true,
              cell: (p) => (
                <>
                  <code className="text-sm font-normal [overflow-wrap:anywhere]">{p.id}</code>
                  {p.acceptedFen !== null && (
                    <span className="block text-sm font-normal">
                      {t('accepted', { amount: formatFen(p.acceptedFen), note: p.acceptedNote })}
                    </span>
                  )}
                </>
              ),
            },
            { id: 'amount', header: t('amount'), cell: (p) => <Money fen={p.amountFen} /> },
            { id: 'listed', header: t('listed'), wideOnly: true, cell: (p) => fenOf(p.listedFen) },
            {
              id: 'bank',
              header: t('bankLine'),
              cell: (p) =>
                p.bankFen === null ? (
                  t('notMatched')
                ) : (
                  <Dated fen={p.bankFen} day={p.bookedOn} locale={locale} />
                ),
            },
            {
              id: 'off',
              header: t('difference'),
              cell: (p) => <Money fen={payoutOff(p)} className="font-semibold" />,
            },
          ]}
        />
      </Panel>
    </div>
  )
}

function Tile({ term, fen, hint }: { term: string; fen: bigint; hint: string }) {
  return (
    <div className="figure-tile">
      <dt className="text-sm text-soft">{term}</dt>
      <dd>
        <Money fen={fen} className="text-xl font-bold" />
        <span className="block text-sm text-soft">{hint}</span>
      </dd>
    </div>
  )
}

function Count({ fen, n }: { fen: bigint; n: number }) {
  const { t } = useTranslation('reconciliation')
  return (
    <>
      <Money fen={fen} />
      <span className="block text-sm text-soft">{t('count', { count: n })}</span>
    </>
  )
}

function Dated({ fen, day, locale }: { fen: bigint | null; day: string | null; locale: Locale }) {
  return (
    <>
      {fenOf(fen)}
      {day && <span className="block text-sm text-soft">{formatDay(locale, day)}</span>}
    </>
  )
}

/** What a difference is about: the gift by its page, everything by the provider's names. */
function About({ about, word, locale }: { about: Difference; word: string; locale: Locale }) {
  const name = <code className="text-sm [overflow-wrap:anywhere]">{about.key}</code>
  return (
    <>
      {word}{' '}
      {about.source === 'gift' ? (
        <Link className="link" to={pathIn(locale, `/desk/gifts/${about.key}`)}>
          {name}
        </Link>
      ) : (
        about.key && name
      )}
      {about.txn && about.txn !== about.key && (
        <code className="block text-sm text-soft [overflow-wrap:anywhere]">
          {about.txn} {about.type}
        </code>
      )}
    </>
  )
}
