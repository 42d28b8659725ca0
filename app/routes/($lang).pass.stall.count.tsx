import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { carriedPass } from '~/identity/carried-pass.server'
import { countCash } from '~/market/count-cash.server'
import { type CountFields, readCounted, readCountFields } from '~/market/count-form'
import { CountPage } from '~/market/count-page'
import { countWords } from '~/market/count-words.server'
import { findOwnCount } from '~/market/find-own-count.server'
import { stallOfPlace } from '~/market/stall'
import { formatFen } from '~/money/fen'
import { localeOfPath } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** The stall's volunteer counts the box: the first of two people. What should be in it is not said before. */
export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const carried = await carriedPass(house.db, { request, address }, house.config, house.now())
  const stall = carried.ok ? stallOfPlace(carried.pass.placeKey) : null
  const words = carried.ok && stall ? await countWords(house.db, locale, carried.pass.campaign, stall) : null
  if (!words) throw new Response(null, { status: carried.ok ? 404 : 403 })
  return data({ words, newId: randomUUID() }, { headers: unkept })
}

type Answer = { fields: CountFields; error?: { field: 'counted' | 'note'; text: string }; done?: string }

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'market')
  const carried = await carriedPass(house.db, { request, address }, house.config, house.now())
  if (!carried.ok) throw new Response(null, { status: 403 })
  const fields = readCountFields(await request.formData())
  const countedFen = readCounted(fields.counted)
  const answer = (body: Omit<Answer, 'fields'>, status: number) =>
    data<Answer>({ fields, ...body }, { status, headers: unkept })
  if (countedFen === null) return answer({ error: { field: 'counted', text: t('count.error.amount') } }, 422)
  const { id, note } = fields
  const counted = await countCash(house.db, carried.actor, {
    id,
    at: { pass: carried.pass },
    countedFen,
    note,
  })
  const done = (handedIn: { expectedFen: bigint; countedFen: bigint }) => {
    const [expected, mine] = [formatFen(handedIn.expectedFen), formatFen(handedIn.countedFen)]
    return answer({ done: t('count.doneFacts', { expected, counted: mine }) }, 200)
  }
  if (counted.ok) return done({ ...counted, countedFen })
  // The same form sent again says what it handed in the first time.
  const before = counted.reason === 'already-counted' ? await findOwnCount(house.db, carried.actor, id) : null
  if (before) return done(before)
  if (counted.reason === 'not-allowed' || counted.reason === 'unknown-stall')
    throw new Response(null, { status: 404 })
  const field = counted.reason === 'note-needed' ? 'note' : 'counted'
  return answer({ error: { field, text: t(`count.error.${counted.reason}`) } }, 409)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.words.title, unlisted: true })

export default function CountAtStall() {
  const { words, newId } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  return (
    <CountPage
      words={words}
      id={answered?.fields.id || newId}
      fields={answered?.fields}
      error={answered?.error}
      done={answered?.done}
    />
  )
}
