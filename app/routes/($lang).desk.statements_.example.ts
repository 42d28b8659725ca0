import type { LoaderFunctionArgs } from '@remix-run/node'
import { findExampleDonor } from '~/giving/find-example-donor.server'
import { renderStatement } from '~/giving/render-statement.server'
import { readYear } from '~/giving/statement'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath } from '~/platform/i18n'

/** One statement as it would come out, without a number. */
export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'statement.send')
  const { pathname, searchParams } = new URL(request.url)
  const today = shanghaiDay(house.now())
  const year = readYear(searchParams.get('year'), Number(today.slice(0, 4)))
  const found = year === null ? null : await findExampleDonor(house.db, by, year)
  if (!found?.ok) throw new Response(null, { status: 404 })
  const pdf = await renderStatement(
    { ...found.read, number: null, code: null, issuedOn: today },
    {
      locale: localeOfPath(pathname),
      publicUrl: house.config.PUBLIC_URL,
      demo: house.config.SHANXING_DEMO,
    },
  )
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="statement-${year}-sample.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
