import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { alertsOfWork } from '~/identity/alert-kinds'
import { AlertList } from '~/identity/alert-list'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { resolveAlert } from '~/identity/resolve-alert.server'
import { askForProof, readLastProof } from '~/ledger/prove-books.server'
import { readSealerLag } from '~/ledger/read-head.server'
import { readProviderHealth } from '~/payments/read-provider-health.server'
import { formatCount, formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { listAlerts } from '~/platform/list-alerts.server'
import { readDiskSpace, readWorkHealth } from '~/platform/read-work-health.server'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { ExportLinks } from '~/ui/desk/export-links'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'
import { useRefresh } from '~/ui/use-refresh'

type Level = 'good' | 'watch' | 'bad'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'health.see', 'somewhere')
  const locale = localeOfPath(new URL(request.url).pathname)
  const { db, config, gateways } = house
  const [provider, lag, work, proof, disk, { alerts }] = await Promise.all([
    readProviderHealth(
      db,
      gateways.all.map((gateway) => gateway.provider),
    ),
    readSealerLag(db),
    readWorkHealth(db),
    readLastProof(db),
    readDiskSpace(config.DATA_DIR),
    // Alerts about money name payments: the holds page shows them to whoever may decide.
    listAlerts(db, alertsOfWork),
  ])
  return {
    locale,
    title: textsIn(locale, 'work')('health.title'),
    now: house.now(),
    provider,
    sealer: { waiting: Number(lag.waiting), seconds: Math.round(Number(lag.oldestMs) / 1_000) },
    work,
    proof: proof && { ...proof, fault: proof.fault ? `${proof.fault.what} ${proof.fault.row}` : '' },
    disk,
    alerts,
    mayResolve: can(actor, 'alert.resolve'),
    mayProve: can(actor, 'books.prove'),
  }
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'health.see', 'somewhere')
  const form = await request.formData()
  const intent = String(form.get('intent'))
  if (intent === 'resolve') {
    const done = await resolveAlert(house.db, actor, String(form.get('alertId')))
    if (!done.ok) throw new Response(null, { status: 404 })
    return { said: 'resolved' as const }
  }
  if (intent !== 'prove') throw new Response(null, { status: 400 })
  const asked = await askForProof(house.db, actor)
  if (asked.ok) return { said: 'proving' as const }
  if (asked.reason === 'not-allowed') throw new Response(null, { status: 404 })
  return { said: 'already' as const }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

const refreshMs = 15_000
const minuteMs = 60_000
const dayMs = 86_400_000
const gigabyte = 1e9

type Figures = ReturnType<typeof useLoaderData<typeof loader>>
const levels = ({ now, provider, sealer, work, proof, disk }: Figures): Record<string, Level> => {
  const ageMs = (at: Date | null) => (at ? now.getTime() - at.getTime() : Number.POSITIVE_INFINITY)
  const reconciledMs = ageMs(provider.lastReconciled)
  const free = disk ? disk.freeBytes / disk.allBytes : 1
  return {
    webhooks: provider.failed > 0 ? 'bad' : 'good',
    sealer: sealer.seconds > 60 ? 'bad' : sealer.seconds > 10 ? 'watch' : 'good',
    mails:
      work.mailsFailed > 0
        ? 'bad'
        : work.oldestMail && ageMs(work.oldestMail) > 10 * minuteMs
          ? 'watch'
          : 'good',
    jobs: work.jobsFailed > 0 ? 'bad' : 'good',
    reconciled: reconciledMs > 60 * minuteMs ? 'bad' : reconciledMs > 10 * minuteMs ? 'watch' : 'good',
    books:
      proof?.state === 'fault'
        ? 'bad'
        : !proof || proof.state === 'abandoned' || ageMs(proof.startedAt) > 2 * dayMs
          ? 'watch'
          : 'good',
    disk: free < 0.05 ? 'bad' : free < 0.15 || !disk ? 'watch' : 'good',
  }
}

export default function HealthPage() {
  const figures = useLoaderData<typeof loader>()
  const { locale, now, provider, sealer, work, proof, disk, alerts, mayResolve, mayProve } = figures
  const { t } = useTranslation('work')
  const answer = useActionData<typeof action>()
  useRefresh(refreshMs)
  const level = levels(figures)
  const at = (instant: Date | null) => (instant ? formatInstant(locale, instant) : t('health.never'))
  const inGigabytes = (bytes: number) => (bytes / gigabyte).toFixed(1)
  return (
    <div className="space-y-6">
      <header>
        <h1 className="font-serif text-2xl font-bold">{t('health.title')}</h1>
        <p className="tabular mt-1 text-soft">{t('health.lead', { at: formatInstant(locale, now) })}</p>
      </header>
      {answer && (
        <Notice kind={answer.said === 'already' ? 'info' : 'done'} live>
          {answer.said === 'resolved' ? t('alert.resolved') : t(`health.${answer.said}`)}
        </Notice>
      )}
      <ul className="divide-y divide-line border-y border-line">
        <Line name={t('health.webhooks')} level={level.webhooks}>
          {t('health.webhooksText', { at: at(provider.lastWebhook), failed: provider.failed })}{' '}
          {provider.lastFailed && t('health.lastFailed', { at: at(provider.lastFailed) })}
        </Line>
        <Line name={t('health.reconciled')} level={level.reconciled}>
          {t('health.reconciledText', { at: at(provider.lastReconciled), healed: provider.healed })}
        </Line>
        <Line name={t('health.sealer')} level={level.sealer}>
          {sealer.waiting > 0
            ? t('health.sealerText', { waiting: sealer.waiting, seconds: sealer.seconds })
            : t('health.sealerIdle')}
        </Line>
        <Line name={t('health.books')} level={level.books}>
          {proof
            ? t(`health.proof.${proof.state}`, {
                at: at(proof.finishedAt ?? proof.startedAt),
                entries: formatCount(proof.entries ?? 0n),
                what: proof.fault,
              })
            : t('health.proof.none')}
          {mayProve && (
            <Form method="post" className="mt-2" preventScrollReset>
              <Button
                variant="secondary"
                name="intent"
                value="prove"
                disabled={proof?.state === 'running' || undefined}
              >
                {t('health.prove')}
              </Button>
            </Form>
          )}
        </Line>
        <Line name={t('health.mails')} level={level.mails}>
          {t('health.mailsText', { waiting: work.mailsWaiting, failed: work.mailsFailed })}{' '}
          {work.oldestMail && t('health.oldestMail', { at: at(work.oldestMail) })}
        </Line>
        <Line name={t('health.jobs')} level={level.jobs}>
          {t('health.jobsText', { failed: work.jobsFailed })}
        </Line>
        <Line name={t('health.database')} level="good">
          {t('health.databaseText')}
        </Line>
        <Line name={t('health.disk')} level={level.disk}>
          {disk
            ? t('health.diskText', { free: inGigabytes(disk.freeBytes), all: inGigabytes(disk.allBytes) })
            : t('health.diskUnknown')}
        </Line>
      </ul>
      <Panel id="alerts" title={t('health.alerts')}>
        {alerts.length === 0 ? (
          <p className="text-soft">{t('health.noAlerts')}</p>
        ) : (
          <>
            <AlertList locale={locale} alerts={alerts} mayResolve={mayResolve} />
            <ExportLinks to={pathIn(locale, '/desk/health/export')} label={t('health.export')} />
          </>
        )}
      </Panel>
    </div>
  )
}

const tones = { good: 'done', watch: 'attention', bad: 'refused' } as const

function Line({ name, level = 'good', children }: { name: string; level?: Level; children: ReactNode }) {
  const { t } = useTranslation('work')
  return (
    <li className="gap-x-4 py-3 sm:grid sm:grid-cols-[12rem_1fr]">
      <div className="flex flex-wrap items-center justify-between gap-2 sm:flex-col sm:items-start sm:justify-start sm:gap-1">
        <p className="font-bold">{name}</p>
        <Tag tone={tones[level]}>{t(`health.level.${level}`)}</Tag>
      </div>
      <div className="min-w-0 max-sm:mt-1">{children}</div>
    </li>
  )
}
