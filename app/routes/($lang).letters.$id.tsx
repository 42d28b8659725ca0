import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { findLetter, wantNoLetters } from '~/giving/want-no-letters.server'
import { localeOfPath } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { headers: { 'Cache-Control': 'private, no-store' } }

/** Opened by the link at the foot of a letter: mail programs open links by themselves, so it takes one click more to stop. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const state = await findLetter(house.db, params.id!)
  if (!state) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'papers')
  // The words travel with the page's data: hardly anyone opens it.
  const words = {
    lead: t('letters.lead'),
    stop: t('letters.stop'),
    stopped: t('letters.stopped'),
    again: t('letters.again'),
    erased: t('letters.erased'),
  }
  return data({ state, words, title: t('letters.title') }, unkept)
}

export async function action({ request, params, context: { house } }: ActionFunctionArgs) {
  const form = await request.formData().catch(() => null)
  if (!(await findLetter(house.db, params.id!))) throw new Response(null, { status: 404 })
  await wantNoLetters(house.db, params.id!, form?.get('intent') !== 'again')
  return data(null, unkept)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function LettersPage() {
  const { title, state, words } = useLoaderData<typeof loader>()
  return (
    <div className="page-text space-y-6">
      <h1 className="font-serif text-3xl font-bold">{title}</h1>
      {state === 'erased' && <Notice kind="info">{words.erased}</Notice>}
      {state === 'writes' && (
        <Form method="post" className="space-y-4">
          <p className="text-soft">{words.lead}</p>
          <Button name="intent" value="stop" size="large">
            {words.stop}
          </Button>
        </Form>
      )}
      {state === 'stopped' && (
        <Form method="post" className="space-y-4">
          <Notice kind="done" live>
            {words.stopped}
          </Notice>
          <Button name="intent" value="again" variant="secondary">
            {words.again}
          </Button>
        </Form>
      )}
    </div>
  )
}
