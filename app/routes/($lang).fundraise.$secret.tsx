import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { yuanText } from '~/money/fen'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { findPageOwner } from '~/walks/find-page.server'
import { longestPage, readPage } from '~/walks/fundraising-page'
import { keepPage } from '~/walks/keep-page.server'

export { pageHeaders as headers } from '~/ui/page-headers'

/** The address is a key: no cache may keep the page. */
const unkept = { 'Cache-Control': 'private, no-store' }

/** Where a party, or a unit's leader, makes and changes their fundraising page. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const owner = await findPageOwner(house.db, params.secret!)
  if (!owner?.active) throw new Response(null, { status: 404 })
  const { page, campaign } = owner
  return data(
    {
      title: textsIn(locale, 'registration')('page.make'),
      hidden: page?.state === 'hidden' ? page : null,
      publicPath: page && pathIn(locale, `/campaigns/${campaign}/pages/${page.slug}`),
      back: pathIn(locale, `/${owner.kind === 'team' ? 'units' : 'registrations'}/${params.secret}`),
      fields: {
        title: page?.title ?? '',
        story: page?.story ?? '',
        goal: page?.goalFen ? yuanText(page.goalFen) : '',
      },
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house } }: ActionFunctionArgs) {
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const text = (name: string) => String(form.get(name) ?? '')
  const fields = { title: text('title'), story: text('story'), goal: text('goal') }
  if (!(await findPageOwner(house.db, params.secret!))?.active) throw new Response(null, { status: 404 })
  const read = readPage(fields)
  if (!read.ok) return data({ fields, errors: read.errors }, { status: 422, headers: unkept })
  const kept = await keepPage(house.db, { secret: params.secret!, fields })
  if (!kept.ok) throw new Response(null, { status: 404 })
  return redirect(`${new URL(request.url).pathname}?done=1`, { status: 303, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Fundraise() {
  const { title, hidden, publicPath, back, fields } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('registration')
  const done = useSearchParams()[0].has('done') && !refused
  const typed = refused?.fields ?? fields
  const say = (field: 'title' | 'story' | 'goal') =>
    refused?.errors[field] && t(`page.fault.${refused.errors[field]}`)
  const way = 'link inline-flex min-h-11 items-center'
  return (
    <div className="page-text max-w-xl space-y-6">
      <header>
        <p>
          <a className={way} href={back}>
            {t('page.back')}
          </a>
        </p>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-soft">{t('page.makeLead')}</p>
      </header>
      {done && <Notice kind="done" live title={t('page.saved')} />}
      {hidden && (
        <Notice kind="attention" title={t('page.hidden')}>
          {hidden.hiddenWhy && t('page.hiddenWhy', { why: hidden.hiddenWhy })}
        </Notice>
      )}
      {publicPath && !hidden && (
        <p>
          <a className={way} href={publicPath}>
            {t('page.see')}
          </a>
        </p>
      )}
      <Form method="post" reloadDocument noValidate className="space-y-5">
        <TextField
          name="title"
          label={t('page.title')}
          hint={t('page.titleHint')}
          defaultValue={typed.title}
          error={say('title')}
        />
        <TextArea
          name="story"
          rows={6}
          label={t('page.story')}
          hint={t('page.storyHint')}
          optionalText={t('form.optional')}
          maxLength={longestPage.story}
          defaultValue={typed.story}
          error={say('story')}
        />
        <TextField
          name="goal"
          label={t('page.goalYuan')}
          optionalText={t('form.optional')}
          inputMode="decimal"
          defaultValue={typed.goal}
          error={say('goal')}
        />
        <Button variant="primary" className="max-sm:w-full">
          {t('page.save')}
        </Button>
      </Form>
    </div>
  )
}
