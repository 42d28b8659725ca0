import type { LoaderFunctionArgs } from '@remix-run/node'
import { answerPrinted } from '~/disclosures/notice/notice-press.server'
import { askedVersion, findPublished } from '~/disclosures/publication/find-published.server'
import { localeOfPath } from '~/platform/i18n'

/** A published statement as an official notice on A4. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const { pathname, searchParams } = new URL(request.url)
  const { key, period } = params as { key: string; period: string }
  const found = await findPublished(house.db, { project: key, period, version: askedVersion(searchParams) })
  if (!found) throw new Response(null, { status: 404 })
  const printed = await house.press.print([found], {
    locale: localeOfPath(pathname),
    publicUrl: house.config.PUBLIC_URL,
    demo: house.config.SHANXING_DEMO,
  })
  return answerPrinted(request, printed, `${key}-${period}-v${found.statement.version}`)
}
