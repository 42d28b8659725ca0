import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { acceptHeldGift } from '~/giving/accept-held-gift.server'
import { knownHoldReason } from '~/giving/hold-reasons'
import { keepHeldGift } from '~/giving/keep-held-gift.server'
import { type HeldGift, listHeldGifts } from '~/giving/list-held-gifts.server'
import { alertsOfMoney } from '~/identity/alert-kinds'
import { AlertList } from '~/identity/alert-list'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { resolveAlert } from '~/identity/resolve-alert.server'
import { formatFen } from '~/money/fen'
import { formatInstant } from '~/platform/dates'
import { inLocale, type Locale, localeOfPath, pathIn } from '~/platform/i18n'
import { listAlerts } from '~/platform/list-alerts.server'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'
import { TextArea } from '~/ui/text-area'

const refusals = ['note-needed', 'note-too-long', 'not-held', 'fund-not-routed'] as const
/** Nothing a treasurer can do makes these bookable. */
const final = ['currency-differs', 'payment-used', 'campaign-settled'] as const

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'hold.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const match = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(searchParams.get('after') ?? '')
  const after = match ? { at: new Date(Number(match[1])), giftId: match[2]! } : undefined
  const [{ gifts, next }, { alerts }] = await Promise.all([
    listHeldGifts(house.db, { after }),
    listAlerts(house.db, alertsOfMoney),
  ])
  return {
    locale,
    title: textsIn(locale, 'work')('holds.title'),
    gifts,
    alerts,
    next: next && `${next.at.getTime()}_${next.giftId}`,
    first: !after,
    mayDecide: can(actor, 'hold.decide'),
    mayResolve: can(actor, 'alert.resolve'),
  }
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'hold.see', 'somewhere')
  const form = await request.formData()
  const intent = String(form.get('intent'))
  const giftId = String(form.get('giftId'))
  const note = String(form.get('note') ?? '')
  const notFound = () => new Response(null, { status: 404 })
  if (intent === 'resolve') {
    const done = await resolveAlert(house.db, actor, String(form.get('alertId')))
    if (!done.ok) throw notFound()
    return { done: 'resolve' as const, fen: '0' }
  }
  if (intent === 'accept') {
    const done = await acceptHeldGift(house.db, actor, giftId)
    if (done.ok) return { done: 'accept' as const, fen: (done.amountFen + done.feeCoverFen).toString() }
    if (done.reason === 'not-allowed' || done.reason === 'unknown-gift') throw notFound()
    return { giftId, refused: done.reason as string, note }
  }
  if (intent !== 'keep' && intent !== 'return') throw new Response(null, { status: 400 })
  const done = await keepHeldGift(house.db, actor, { giftId, decision: intent, note })
  if (done.ok) return { done: intent as 'keep' | 'return', fen: '0' }
  if (done.reason === 'not-allowed' || done.reason === 'unknown-gift') throw notFound()
  return { giftId, refused: done.reason as string, note }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function HoldsPage() {
  const { locale, gifts, alerts, next, first, mayDecide, mayResolve } = useLoaderData<typeof loader>()
  const { t } = useTranslation('work')
  const answer = useActionData<typeof action>()
  const here = pathIn(locale, '/desk/holds')
  const orphan = answer && 'refused' in answer && !gifts.some((g) => g.giftId === answer.giftId)
  return (
    <div className="space-y-6">
      <header>
        <h1 className="font-serif text-2xl font-bold">{t('holds.title')}</h1>
        <p className="mt-1 max-w-prose text-soft">{t('holds.lead')}</p>
      </header>
      {answer && !('refused' in answer) && (
        <Notice kind="done" live>
          {answer.done === 'resolve'
            ? t('alert.resolved')
            : t(`holds.done.${answer.done}`, {
                amount: formatFen(BigInt(answer.fen)),
              })}
        </Notice>
      )}
      {orphan && (
        <Notice kind="attention" live>
          {t('holds.refused.not-held')}
        </Notice>
      )}
      <section aria-labelledby="held" className="space-y-4">
        <h2 id="held" className="font-serif text-xl font-bold">
          {t('holds.gifts')}
        </h2>
        {gifts.length === 0 && <EmptyState title={t('holds.none')} />}
        {gifts.map((gift) => (
          <Held key={gift.giftId} gift={gift} locale={locale} mayDecide={mayDecide} />
        ))}
        <Pager
          label={t('holds.gifts')}
          previous={first ? undefined : { to: here, label: t('page.first') }}
          next={next ? { to: `${here}?after=${next}`, label: t('page.next') } : undefined}
        />
        {gifts.length > 0 && <ExportLinks to={`${here}/export`} label={t('holds.exportGifts')} />}
      </section>
      <Panel id="notices" title={t('holds.notices')}>
        {alerts.length === 0 ? (
          <p className="text-soft">{t('holds.noNotices')}</p>
        ) : (
          <>
            <AlertList locale={locale} alerts={alerts} mayResolve={mayResolve} />
            <ExportLinks to={`${here}/notices/export`} label={t('holds.exportNotices')} />
          </>
        )}
      </Panel>
    </div>
  )
}

/** Why what came cannot be booked; null when it can. */
function obstacle(gift: HeldGift) {
  if (gift.decision === 'return') return 'marked-for-return'
  if (gift.arrivedFen === null) return 'nothing-arrived'
  return final.find((reason) => reason === gift.reason) ?? null
}

function Held({ gift, locale, mayDecide }: { gift: HeldGift; locale: Locale; mayDecide: boolean }) {
  const { t } = useTranslation('work')
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer && answer.giftId === gift.giftId ? answer : null
  const cannot = obstacle(gift)
  const code = refusals.find((r) => r === refused?.refused) ?? 'other'
  const aboutNote = code === 'note-needed' || code === 'note-too-long'
  const titleId = `title-${gift.giftId}`
  const noteId = `note-${gift.giftId}`
  const arrived =
    gift.arrivedFen === null ? (
      t('holds.unknown')
    ) : gift.arrivedCurrency === 'CNY' ? (
      <Money fen={gift.arrivedFen} className="font-bold" />
    ) : (
      <span className="tabular font-bold">
        {gift.arrivedCurrency} {(Number(gift.arrivedFen) / 100).toFixed(2)}
      </span>
    )
  return (
    // An article and no landmark: there may be twenty of them with the same title.
    <article
      id={`gift-${gift.giftId}`}
      aria-labelledby={titleId}
      className="min-w-0 rounded-paper border border-line bg-raised p-4 sm:p-6"
    >
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 id={titleId} className="font-serif text-lg font-bold">
          {t(`holds.reason.${knownHoldReason(gift.reason)}`)}
        </h3>
        {gift.decision && (
          <Tag tone={gift.decision === 'return' ? 'attention' : 'pending'}>
            {gift.decision === 'return' ? t('holds.marked') : t('holds.kept')}
          </Tag>
        )}
      </div>
      <p className="mb-2">{inLocale(locale, { zh: gift.campaignZh, en: gift.campaignEn })}</p>
      <DefinitionList
        short
        items={[
          {
            term: t('holds.expected'),
            detail: (
              <>
                <Money fen={gift.expectedFen} />{' '}
                {gift.feeCoverFen > 0n && t('holds.withFee', { amount: formatFen(gift.feeCoverFen) })}
              </>
            ),
          },
          { term: t('holds.arrived'), detail: arrived },
          { term: t('holds.payment'), detail: <code>{gift.paymentRef}</code> },
          { term: t('holds.gift'), detail: <code>{gift.giftId}</code> },
          { term: t('holds.since'), detail: formatInstant(locale, gift.at) },
          ...(gift.note ? [{ term: t('holds.note'), detail: gift.note }] : []),
        ]}
      />
      {refused && !aboutNote && (
        <div className="mt-3">
          <Notice kind="refused" live>
            {t(`holds.refused.${code}`)}
          </Notice>
        </div>
      )}
      {cannot && <p className="mt-3">{t(`holds.cannot.${cannot}`)}</p>}
      {mayDecide ? (
        <Form method="post" className="mt-4 space-y-4" preventScrollReset>
          <input type="hidden" name="giftId" value={gift.giftId} />
          {!cannot && (
            <div>
              <Button name="intent" value="accept">
                {t('holds.accept')}
              </Button>
              <p className="mt-1 max-w-prose text-sm text-soft">{t('holds.acceptHint')}</p>
            </div>
          )}
          <TextArea
            name="note"
            id={noteId}
            label={t('holds.note')}
            hint={t('holds.noteHint')}
            rows={2}
            defaultValue={refused?.note ?? gift.note}
            error={refused && aboutNote ? t(`holds.refused.${code}`) : undefined}
          />
          <div className="flex flex-wrap gap-2">
            <Button name="intent" value="keep" variant="secondary">
              {t('holds.keep')}
            </Button>
            {gift.decision !== 'return' && (
              <Button name="intent" value="return" variant="secondary">
                {t('holds.return')}
              </Button>
            )}
          </div>
          <p className="max-w-prose text-sm text-soft">{t('holds.returnHint')}</p>
        </Form>
      ) : (
        <p className="mt-3 text-soft">{t('holds.onlyTreasurer')}</p>
      )}
    </article>
  )
}
