import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { answerImportForm } from '~/disclosures/old/answer-import-form.server'
import { listOldBundles } from '~/disclosures/old/find-old-bundle.server'
import { enter } from '~/identity/enter.server'
import { formatCount, formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { languageOf } from '~/platform/language-of'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'

const path = '/desk/disclosures/import'
const headers = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'disclosure.import', 'somewhere')
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'oldDisclosures')
  return data(
    {
      locale,
      title: t('title'),
      words: {
        ...{ lead: t('lead'), new: t('new'), name: t('name'), nameHint: t('nameHint'), text: t('text') },
        ...{ textHint: t('textHint'), file: t('file'), fileHint: t('fileHint'), read: t('read') },
        ...{ reading: t('reading'), listTitle: t('list.title'), none: t('list.none') },
      },
      bundles: (await listOldBundles(house.db, by)).map((one) => ({
        id: one.id,
        name: one.name,
        by: t('list.by', { name: one.madeName, at: formatInstant(locale, one.madeAt) }),
        facts: [
          t('list.facts', { statements: formatCount(one.statements), findings: formatCount(one.findings) }),
        ],
        done: one.state === 'done',
        state: t(`state.${one.state}`),
      })),
    },
    { headers },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'disclosure.import', 'somewhere')
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'oldDisclosures')
  const answer = await answerImportForm(house.db, by, request)
  if (!answer)
    return data({ said: t('fault.too-large'), form: { name: '', text: '' } }, { status: 422, headers })
  if (answer.ok) return redirect(pathIn(locale, `${path}/${answer.id}`), 303)
  return data({ said: t(`fault.${answer.reason as 'empty'}`), form: answer.form }, { status: 422, headers })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function ImportOldDisclosures() {
  const { locale, title, words, bundles } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const pending = useNavigation().state !== 'idle'
  const here = pathIn(locale, path)
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={words.lead} />
      <Panel id="new" title={words.new}>
        {refused && <Notice kind="refused" live title={refused.said} />}
        <Form
          method="post"
          action={`${here}?index`}
          encType="multipart/form-data"
          className="mt-3 max-w-prose space-y-4"
        >
          <TextField
            name="name"
            label={words.name}
            hint={words.nameHint}
            maxLength={120}
            defaultValue={refused?.form.name}
          />
          <TextArea
            name="text"
            label={words.text}
            hint={words.textHint}
            rows={10}
            defaultValue={refused?.form.text}
          />
          <TextField
            name="file"
            type="file"
            accept=".txt,.docx,text/plain"
            label={words.file}
            hint={words.fileHint}
            className="py-2.5"
          />
          <Button type="submit" pending={pending} pendingLabel={words.reading}>
            {words.read}
          </Button>
        </Form>
      </Panel>
      <Panel id="list" title={words.listTitle} tone="plain">
        {bundles.length === 0 ? (
          <p className="text-soft">{words.none}</p>
        ) : (
          <ul className="divide-y divide-line border-b border-line">
            {bundles.map((one) => (
              <li key={one.id} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2">
                <span className="min-w-0">
                  <Link
                    to={`${here}/${one.id}`}
                    className="link inline-flex min-h-11 items-center font-semibold"
                  >
                    <span lang={languageOf(one.name)}>{one.name}</span>
                  </Link>
                  <span className="block text-sm text-soft">{one.by}</span>
                </span>
                <span className="flex flex-wrap items-center gap-x-4">
                  {one.facts.map((fact) => (
                    <span key={fact} className="tabular">
                      {fact}
                    </span>
                  ))}
                  <Tag tone={one.done ? 'done' : 'pending'}>{one.state}</Tag>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  )
}
