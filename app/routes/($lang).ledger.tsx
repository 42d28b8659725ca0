import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { sayQuarter } from '~/disclosures/statement/quarter'
import { signCheckpoint } from '~/ledger/checkpoint.server'
import { LeafSummary } from '~/ledger/leaf-summary'
import { listLogEntries } from '~/ledger/list-log-entries.server'
import { nameFunds } from '~/ledger/name-funds.server'
import { readPublication } from '~/ledger/publication-memo'
import { readHead } from '~/ledger/read-head.server'
import { readLeaf } from '~/ledger/read-leaf'
import { formatCount, formatInstant } from '~/platform/dates'
import { inLocale, localeOfPath } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { nameProjects } from '~/projects/name-projects.server'
import { Disclosure } from '~/ui/disclosure'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Seal } from '~/ui/seal'

const shown = 12n

/** What a stranger needs to check the books: how far the log goes, its signature, its newest entries, and where to get all. */
export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const head = await readHead(house.db)
  const start = head.treeSize > shown ? head.treeSize - shown : 0n
  const latest = await listLogEntries(house.db, { start, end: head.treeSize })
  const entries = latest.ok ? latest.entries.reverse() : []
  const names = await nameFunds(
    house.db,
    entries.flatMap((e) => readLeaf(e.leaf).moves.map((m) => m.fund)),
  )
  const locale = localeOfPath(new URL(request.url).pathname)
  const published = entries.flatMap((e) => readPublication(readLeaf(e.leaf).memo) ?? [])
  const projects = await nameProjects(
    house.db,
    published.map((p) => p.project),
  )
  return {
    locale,
    title: textsIn(locale, 'ledger')('log.title'),
    treeSize: head.treeSize,
    root: Buffer.from(head.root).toString('hex'),
    sealedAt: head.sealedAt,
    checkpoint: signCheckpoint(house.signer, head),
    verifierKey: house.signer.verifierKey,
    entries,
    fundNames: Object.fromEntries(
      Object.entries(names).map(([slug, name]) => [slug, inLocale(locale, name)]),
    ),
    about: Object.fromEntries(
      published.map(({ project, period, hash }) => {
        const name = projects[project]
        const quarter = sayQuarter(locale, period)
        return [hash, name ? `${inLocale(locale, name)} · ${quarter}` : quarter]
      }),
    ),
  }
}

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: args.data?.title })

export default function LedgerPage() {
  const { locale, treeSize, root, sealedAt, checkpoint, verifierKey, entries, fundNames, about } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('ledger')
  const download = 'link inline-flex min-h-11 items-center'
  return (
    <div className="page-text space-y-10">
      <header>
        <div className="flex items-center gap-4">
          <Seal name="账本" size={64} />
          <h1 className="font-serif text-3xl font-bold">{t('log.title')}</h1>
        </div>
        <p className="mt-3 text-lg">{t('log.lead')}</p>
        <p className="tabular mt-3 flex flex-wrap gap-x-6 gap-y-1 text-soft">
          <span>
            {t('log.size')}{' '}
            <strong className="text-ink">
              {t('log.entries', { count: Number(treeSize), n: formatCount(treeSize) })}
            </strong>
          </span>
          <span>
            {t('log.sealedAt')} {formatInstant(locale, sealedAt)}
          </span>
        </p>
      </header>
      <Panel id="latest" title={t('log.latest')} tone="plain">
        {entries.length === 0 ? (
          <EmptyState title={t('log.empty')}>{t('log.emptyHint')}</EmptyState>
        ) : (
          <ol className="divide-y divide-line border-b border-line">
            {entries.map((e) => (
              <li key={e.leafHash}>
                <LeafSummary
                  locale={locale}
                  index={e.index}
                  leaf={e.leaf}
                  leafHash={e.leafHash}
                  treeSize={treeSize}
                  fundNames={fundNames}
                  about={about[readPublication(readLeaf(e.leaf).memo)?.hash ?? '']}
                />
              </li>
            ))}
          </ol>
        )}
      </Panel>
      <Panel id="how" title={t('log.how')} tone="sunk">
        <ol className="list-decimal space-y-2 ps-6">
          <li>{t('log.how1')}</li>
          <li>{t('log.how2')}</li>
          <li>{t('log.how3')}</li>
        </ol>
        <p className="mt-3 flex flex-wrap gap-x-6">
          <a className={download} href="/api/v1/log/entries?start=0">
            {t('log.getEntries')}
          </a>
          <a className={download} href="/api/v1/log/checkpoint">
            {t('log.getCheckpoint')}
          </a>
          <a className={download} href="/api/v1/openapi.json">
            {t('log.describe')}
          </a>
        </p>
        <div className="mt-3">
          <Disclosure summary={t('log.checkpoint')}>
            <pre className="text-sm break-all whitespace-pre-wrap">{checkpoint}</pre>
            <dl className="mt-3 space-y-2 text-sm">
              <dt className="text-soft">{t('log.root')}</dt>
              <dd>
                <code className="break-all">{root}</code>
              </dd>
              <dt className="text-soft">{t('log.key')}</dt>
              <dd>
                <code className="break-all">{verifierKey}</code>
              </dd>
            </dl>
          </Disclosure>
        </div>
      </Panel>
    </div>
  )
}
