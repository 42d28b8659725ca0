import type { Actor } from '~/identity/actor'
import { canSomewhere, reachOf } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { inLocale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { type DeskMessage, listMessages, type MessageKey, type MessageView } from './list-messages.server'

export interface MessagesExport extends ExportOrder {
  view: MessageView
}

/**
 * One view of the messages within `by`'s reach, as the desk lists it: a donor who did not consent to a public name is not
 * named here either, and public names come without messages. 404 for whoever may see none.
 */
export async function exportMessages(sql: Sql, by: Actor, asked: MessagesExport): Promise<Response> {
  if (!canSomewhere(by, 'message.see')) return new Response(null, { status: 404 })
  const reach = reachOf(by, 'message.see', 'campaign')
  const { view } = asked
  return exportList(sql, by, {
    ...asked,
    what: 'message',
    asked: { view, reach },
    filename: `messages-${view}`,
    columns: columnsIn(asked),
    async read(after: MessageKey | undefined) {
      const { messages, next } = await listMessages(sql, view, { reach, after, limit: 500 })
      return { rows: messages, next }
    },
  })
}

function columnsIn({ view, locale }: MessagesExport): ExportColumn<DeskMessage>[] {
  const t = textsIn(locale, 'exports')
  const work = textsIn(locale, 'work')
  const message: ExportColumn<DeskMessage>[] = [
    { kind: 'text', header: t('message'), width: 50, cell: (m) => m.message },
    {
      kind: 'text',
      header: t('state'),
      width: 12,
      cell: (m) => (m.state === 'none' ? null : work(`messages.state.${m.state}`)),
    },
    { kind: 'text', header: t('decidedBy'), width: 18, cell: (m) => m.decidedBy },
  ]
  return [
    {
      kind: 'text',
      header: t('campaign'),
      width: 26,
      cell: (m) => inLocale(locale, { zh: m.campaignZh, en: m.campaignEn }),
    },
    { kind: 'text', header: t('donor'), width: 20, cell: (m) => m.name ?? work('anonymous') },
    {
      kind: 'text',
      header: t('nameHidden'),
      width: 12,
      cell: (m) => (m.nameState === 'hidden' ? t('yes') : t('no')),
    },
    ...(view === 'names' ? [] : message),
    {
      kind: 'instant',
      header: view === 'decided' ? t('decidedAt') : t('confirmedAt'),
      width: 20,
      cell: (m) => m.at,
    },
    { kind: 'text', header: t('giftId'), width: 38, cell: (m) => m.giftId },
  ]
}
