import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { listMailbox } from '~/platform/mailbox.server'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'

/** Mails that the demonstration kept instead of sending them; there is no such page outside it. */
export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  if (!house.config.SHANXING_DEMO) throw new Response(null, { status: 404 })
  return {
    locale: localeOfPath(new URL(request.url).pathname),
    mails: await listMailbox(house.config.DATA_DIR),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.locale === 'en' ? 'Mailbox' : '演示邮箱', unlisted: true })

export default function Mailbox() {
  const { locale, mails } = useLoaderData<typeof loader>()
  const { t } = useTranslation('giving')
  return (
    <div className="page max-w-3xl space-y-6">
      <h1 className="font-serif text-3xl font-bold">{t('mailbox.title')}</h1>
      <p>{t('mailbox.lead')}</p>
      {mails.length === 0 ? (
        <EmptyState title={t('mailbox.empty')}>{t('mailbox.emptyHint')}</EmptyState>
      ) : (
        <ol className="divide-y divide-line">
          {mails.map((mail) => (
            <li key={mail.id} className="py-3">
              <Link
                className="font-semibold underline underline-offset-4"
                to={pathIn(locale, `/demo/mailbox/${mail.id}`)}
              >
                {mail.subject}
              </Link>
              <p className="text-sm break-words text-soft">
                {mail.to} · {formatInstant(locale, new Date(mail.at))}
              </p>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
