import type { LoaderFunctionArgs } from '@remix-run/node'
import { findGoods } from '~/giving/find-goods.server'
import { findPaperOfGoods } from '~/giving/find-goods-paper.server'
import { renderGoodsPaper } from '~/giving/render-goods-paper.server'
import { enter } from '~/identity/enter.server'
import { localeOfPath } from '~/platform/i18n'

/** The paper about confirmed goods, to be handed or sent to whoever gave them. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'goods.see', 'somewhere')
  const found = await findGoods(house.db, by, params.id!)
  const paper = found && (await findPaperOfGoods(house.db, found.goods.id))
  if (!paper) throw new Response(null, { status: 404 })
  const pdf = await renderGoodsPaper(paper, {
    locale: localeOfPath(new URL(request.url).pathname),
    publicUrl: house.config.PUBLIC_URL,
    demo: house.config.SHANXING_DEMO,
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${paper.number}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
