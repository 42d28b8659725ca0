import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import { useRefresh } from '~/ui/use-refresh'
import type { LetterRun } from './list-letter-runs.server'

const tones: Record<LetterRun['state'], TagTone> = { running: 'pending', stopped: 'attention', done: 'done' }

interface LetterRunListProps {
  locale: Locale
  runs: readonly LetterRun[]
  /** What a batch is called. */
  nameOf: (run: LetterRun) => string
  /** Whether the visitor may stop this one. */
  mayStop: (run: LetterRun) => boolean
}

/** Batches of letters with how far they are; looks again by itself while one runs. */
export function LetterRunList({ locale, runs, nameOf, mayStop }: LetterRunListProps) {
  const { t } = useTranslation('year')
  const running = runs.some((run) => run.state === 'running')
  useRefresh(running ? 3_000 : 60_000)
  const all = (run: LetterRun) => run.waiting + run.sent + run.leftOut + run.failed
  return (
    <Panel id="runs" title={t('runs.title')}>
      <Table
        caption={t('runs.title')}
        captionHidden
        rows={runs}
        rowKey={(run) => run.id}
        emptyText={t('runs.none')}
        columns={[
          {
            id: 'what',
            header: t('runs.what'),
            rowHeader: true,
            cell: (run) => (
              <>
                {nameOf(run)}
                <span className="block text-sm font-normal text-soft">
                  {t('runs.by', { name: run.startedName, at: formatInstant(locale, run.startedAt) })}
                </span>
              </>
            ),
          },
          {
            id: 'progress',
            header: t('runs.progress'),
            cell: (run) => (
              <>
                <span className="tabular">
                  {t('runs.sentOf', {
                    count: all(run),
                    sent: formatCount(run.sent),
                    n: formatCount(all(run)),
                  })}
                </span>
                <progress
                  className="mt-1 block h-2 w-full max-w-48 accent-banyan"
                  max={all(run)}
                  value={all(run) - run.waiting}
                >
                  {run.sent}
                </progress>
                {run.leftOut > 0 && (
                  <span className="block text-sm text-soft">
                    {t('runs.leftOut', { n: formatCount(run.leftOut) })}
                  </span>
                )}
                {run.failed > 0 && (
                  <span className="block text-sm">{t('runs.failed', { n: formatCount(run.failed) })}</span>
                )}
              </>
            ),
          },
          {
            id: 'state',
            header: t('runs.state'),
            cell: (run) => (
              <>
                <Tag tone={tones[run.state]}>{t(`runs.${run.state}`)}</Tag>
                {run.stoppedName && (
                  <span className="block text-sm text-soft">
                    {t('runs.stoppedBy', { name: run.stoppedName })}
                  </span>
                )}
                {run.state === 'running' && mayStop(run) && (
                  <Form method="post" className="mt-2" preventScrollReset>
                    <input type="hidden" name="run" value={run.id} />
                    <Button name="intent" value="stop" variant="secondary">
                      {t('runs.stop')}
                    </Button>
                  </Form>
                )}
              </>
            ),
          },
        ]}
      />
      {running && <p className="mt-3 text-sm text-soft">{t('runs.stopHint')}</p>}
    </Panel>
  )
}
