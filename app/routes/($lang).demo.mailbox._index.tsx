import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { listMailbox } from '~/platform/mailbox.server'
import { textsIn } from '~/platform/texts.server'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'

/** Mails that the demonstration kept instead of sending them; there is no such page outside it. */
export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  if (!house.config.SHANXING_DEMO) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  return {
    locale,
    title: textsIn(locale, 'giving')('mailbox.title'),
    mails: await listMailbox(house.config.DATA_DIR),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Mailbox() {
  const { locale, mails } = useLoaderData<typeof loader>()
  const { t } = useTranslation('giving')
  return (
    <div className="page-text space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{t('mailbox.title')}</h1>
        <p className="mt-2 text-soft">{t('mailbox.lead')}</p>
      </header>
      {mails.length === 0 ? (
        <EmptyState title={t('mailbox.empty')}>{t('mailbox.emptyHint')}</EmptyState>
      ) : (
        <ol className="divide-y divide-line border-y border-line">
          {mails.map((mail) => (
            <li key={mail.id} className="py-3">
              <Link
                className="link inline-block py-0.5 font-semibold break-words"
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
