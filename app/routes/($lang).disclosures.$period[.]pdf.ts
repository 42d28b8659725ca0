import type { LoaderFunctionArgs } from '@remix-run/node'
import { answerPrinted } from '~/disclosures/notice/notice-press.server'
import { findPublished } from '~/disclosures/publication/find-published.server'
import { listPublished } from '~/disclosures/publication/list-published.server'
import { localeOfPath } from '~/platform/i18n'

/** All statements of a quarter as one volume, in the order of the projects. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const period = params.period!
  const papers = []
  for (const { project } of await listPublished(house.db, period)) {
    const found = await findPublished(house.db, { project, period })
    if (found) papers.push(found)
  }
  if (papers.length === 0) throw new Response(null, { status: 404 })
  const printed = await house.press.print(papers, {
    locale: localeOfPath(new URL(request.url).pathname),
    publicUrl: house.config.PUBLIC_URL,
    demo: house.config.SHANXING_DEMO,
  })
  return answerPrinted(request, printed, `disclosures-${period}`)
}
