import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { readMail } from '~/platform/mailbox.server'
import { DefinitionList } from '~/ui/definition-list'
import { Icon } from '~/ui/icon'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const mail = house.config.SHANXING_DEMO ? await readMail(house.config.DATA_DIR, params.id!) : null
  if (!mail) throw new Response(null, { status: 404 })
  return { locale: localeOfPath(new URL(request.url).pathname), mail }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.mail.subject, unlisted: true })

export default function MailPage() {
  const { locale, mail } = useLoaderData<typeof loader>()
  const { t } = useTranslation('giving')
  return (
    <div className="page-text space-y-5">
      <p className="-mb-2">
        <Link className="link inline-flex min-h-11 items-center gap-2" to={pathIn(locale, '/demo/mailbox')}>
          <Icon name="back" size={18} />
          {t('mailbox.back')}
        </Link>
      </p>
      <h1 className="font-serif text-2xl font-bold break-words">{mail.subject}</h1>
      <DefinitionList
        items={[
          { term: t('mailbox.from'), detail: mail.from },
          { term: t('mailbox.to'), detail: mail.to },
          { term: t('mailbox.at'), detail: formatInstant(locale, new Date(mail.at)) },
        ]}
      />
      <Panel>
        <p className="break-words whitespace-pre-line">{mail.text}</p>
      </Panel>
      <ul>
        {mail.attachments.map((a, n) => (
          <li key={a.filename}>
            <a
              className="link inline-flex min-h-11 items-center gap-2"
              href={pathIn(locale, `/demo/mailbox/${mail.id}/${n}`)}
            >
              <Icon name="document" size={18} />
              {a.filename}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
