import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type DeskMessage,
  listMessages,
  type MessageKey,
  type MessageView,
} from '~/giving/list-messages.server'
import { messageViews, readMessageView } from '~/giving/message-view'
import { moderateMessage } from '~/giving/moderate-message.server'
import { moderateName } from '~/giving/moderate-name.server'
import { reachOf } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatInstant } from '~/platform/dates'
import { inLocale, type Locale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'

const states = ['waiting', 'approved', 'rejected'] as const

/** `instant_gift_campaign`, as written by `textOfKey`; anything else is the first page. */
function readKey(text: string | null): MessageKey | undefined {
  const match = /^(\d{1,15})_([0-9a-f-]{36})_([a-z0-9-]{1,64})$/.exec(text ?? '')
  return match ? { at: new Date(Number(match[1])), giftId: match[2]!, campaign: match[3]! } : undefined
}
const textOfKey = ({ at, giftId, campaign }: MessageKey) => `${at.getTime()}_${giftId}_${campaign}`

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'message.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const view = readMessageView(searchParams)
  const after = readKey(searchParams.get('after'))
  const reach = reachOf(actor, 'message.see', 'campaign')
  const decides = reachOf(actor, 'message.moderate', 'campaign')
  const { messages, next } = await listMessages(house.db, view, { reach, after })
  return {
    locale,
    title: textsIn(locale, 'work')('messages.title'),
    view,
    messages: messages.map((m) => ({ ...m, mayDecide: decides === '*' || decides.includes(m.campaign) })),
    next: next && textOfKey(next),
    first: !after,
  }
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'message.moderate', 'somewhere')
  const form = await request.formData()
  const giftId = String(form.get('giftId'))
  const intent = String(form.get('intent'))
  const decision = states.find((s) => s === intent)
  if (decision) {
    const seen = states.find((s) => s === form.get('seen'))
    const done = await moderateMessage(house.db, actor, { giftId, decision, seen })
    if (done.ok) return { done: decision, giftId }
    if (done.reason === 'not-allowed') throw new Response(null, { status: 404 })
    return { refused: done.reason, by: done.by ?? '' }
  }
  if (intent !== 'hidden' && intent !== 'shown') throw new Response(null, { status: 400 })
  const done = await moderateName(house.db, actor, { giftId, decision: intent })
  if (done.ok) return { done: intent as 'hidden' | 'shown', giftId }
  if (done.reason === 'not-allowed') throw new Response(null, { status: 404 })
  return { refused: done.reason, by: '' }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function MessagesPage() {
  const { locale, view, messages, next, first } = useLoaderData<typeof loader>()
  const { t } = useTranslation('work')
  const answer = useActionData<typeof action>()
  const list = useRef<HTMLDivElement>(null)
  // What was decided has left the list: the next one is at hand for the next key.
  useEffect(() => {
    if (answer && 'done' in answer && view === 'waiting')
      list.current?.querySelector<HTMLElement>('[data-message]')?.focus()
  }, [answer, view])
  const here = pathIn(locale, '/desk/messages')
  const groups = groupsOf(messages, view)
  return (
    <div className="space-y-6">
      <header>
        <h1 className="font-serif text-2xl font-bold">{t('messages.title')}</h1>
        <p className="mt-1 max-w-prose text-soft">{t('messages.lead')}</p>
      </header>
      <nav aria-label={t('messages.views')} className="flex flex-wrap gap-2">
        {messageViews.map((name) => (
          <Link
            key={name}
            to={`${here}?view=${name}`}
            aria-current={name === view ? 'page' : undefined}
            className="inline-flex min-h-11 items-center rounded-paper border border-edge px-4 font-semibold hover:border-ink aria-[current=page]:border-ink aria-[current=page]:bg-sunk"
          >
            {t(`messages.view.${name}`)}
          </Link>
        ))}
      </nav>
      <Answer />
      {view === 'waiting' && messages.length > 0 && (
        <p className="text-sm text-soft pointer-coarse:hidden">{t('messages.keys')}</p>
      )}
      {messages.length === 0 && <EmptyState title={t(`messages.empty.${view}`)} />}
      <div ref={list} className="space-y-6">
        {groups.map(({ key, title, messages }) => (
          <Panel key={key} id={`messages-${key}`} title={title && inLocale(locale, title)}>
            <ul className="divide-y divide-line">
              {messages.map((m) => (
                <Message key={m.giftId} message={m} locale={locale} view={view} />
              ))}
            </ul>
          </Panel>
        ))}
      </div>
      <Pager
        label={t('messages.title')}
        previous={first ? undefined : { to: `${here}?view=${view}`, label: t('page.first') }}
        next={next ? { to: `${here}?view=${view}&after=${next}`, label: t('page.next') } : undefined}
      />
      {messages.length > 0 && <ExportLinks to={`${here}/export`} query={{ view }} />}
    </div>
  )
}

type Shown = DeskMessage & { mayDecide: boolean }

/** What waits is grouped by campaign; the other views are one list by time. */
function groupsOf(messages: Shown[], view: MessageView) {
  if (view !== 'waiting') return messages.length ? [{ key: view as string, title: undefined, messages }] : []
  const slugs = [...new Set(messages.map((m) => m.campaign))]
  return slugs.map((slug) => {
    const own = messages.filter((m) => m.campaign === slug)
    return { key: slug, title: { zh: own[0]!.campaignZh, en: own[0]!.campaignEn }, messages: own }
  })
}

function Answer() {
  const { t } = useTranslation('work')
  const answer = useActionData<typeof action>()
  if (!answer) return null
  if ('refused' in answer) {
    return (
      <Notice kind="attention" live>
        {answer.refused === 'decided-meanwhile'
          ? t('messages.meanwhile', { name: answer.by || t('messages.someone') })
          : t('messages.gone')}
      </Notice>
    )
  }
  return (
    <Notice kind="done" live>
      <div className="flex flex-wrap items-center gap-3">
        <span>{t(`messages.done.${answer.done}`)}</span>
        {(answer.done === 'approved' || answer.done === 'rejected') && (
          <Form method="post">
            <input type="hidden" name="giftId" value={answer.giftId} />
            <Button variant="secondary" name="intent" value="waiting">
              {t('messages.undo')}
            </Button>
          </Form>
        )}
      </div>
    </Notice>
  )
}

function Message({ message: m, locale, view }: { message: Shown; locale: Locale; view: MessageView }) {
  const { t } = useTranslation('work')
  function press(event: KeyboardEvent<HTMLLIElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const wanted = { s: 'approved', h: 'rejected' }[event.key.toLowerCase()]
    event.currentTarget.querySelector<HTMLButtonElement>(`button[value="${wanted}"]`)?.click()
  }
  const hidden = m.nameState === 'hidden'
  // The keys work only while the focus is inside (WCAG 2.1.4).
  return (
    <li
      data-message
      tabIndex={view === 'waiting' ? 0 : undefined}
      onKeyDown={view === 'waiting' ? press : undefined}
      className="flex flex-wrap items-start justify-between gap-3 py-3"
    >
      <div className="min-w-0 flex-1 basis-72">
        {view !== 'names' && <p className="[overflow-wrap:anywhere]">{m.message}</p>}
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-soft">
          <span className="font-semibold [overflow-wrap:anywhere]">{m.name ?? t('anonymous')}</span>
          {view !== 'waiting' && <span>{inLocale(locale, { zh: m.campaignZh, en: m.campaignEn })}</span>}
          {hidden && <Tag tone="refused">{t('messages.nameHidden')}</Tag>}
          {view === 'decided' && m.state !== 'none' && (
            <Tag tone={m.state === 'approved' ? 'done' : 'refused'}>{t(`messages.state.${m.state}`)}</Tag>
          )}
          <span className="tabular">
            {view === 'decided' && m.decidedBy
              ? t('messages.decidedBy', { name: m.decidedBy, at: formatInstant(locale, m.at) })
              : formatInstant(locale, m.at)}
          </span>
        </p>
      </div>
      {m.mayDecide && (
        <Form method="post" className="flex flex-wrap gap-2" preventScrollReset>
          <input type="hidden" name="giftId" value={m.giftId} />
          <input type="hidden" name="seen" value={m.state} />
          {view !== 'names' && m.state !== 'approved' && (
            <Button name="intent" value="approved" variant="secondary">
              {t('messages.approve')}
            </Button>
          )}
          {view !== 'names' && m.state !== 'rejected' && (
            <Button name="intent" value="rejected" variant="secondary">
              {t('messages.reject')}
            </Button>
          )}
          {m.name && (
            <Button name="intent" value={hidden ? 'shown' : 'hidden'} variant="quiet">
              {hidden ? t('messages.showName') : t('messages.hideName')}
            </Button>
          )}
        </Form>
      )}
    </li>
  )
}
