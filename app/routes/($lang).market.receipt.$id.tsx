import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findReceipt } from '~/market/find-receipt.server'
import { ReceiptPaper } from '~/market/receipt-paper'
import { receiptWords } from '~/market/receipt-words.server'
import { receiptUrl } from '~/market/stall-plan'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { drawQr } from '~/ui/draw-qr.server'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

/** Widths of small printers' paper, in millimetres. */
const papers = ['58', '80'] as const

/** Public for whoever holds the receipt: what was bought, where, and whether the money is in the books. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const id = params.id!
  const receipt = await findReceipt(house.db, id)
  const headers = { 'Cache-Control': 'private, no-store' }
  const t = textsIn(locale, 'market')
  if (!receipt) {
    const missing = { title: t('receipt.missingTitle'), text: t('receipt.missingText') }
    return data(
      { title: t('receipt.title'), missing, words: null, qr: null, paper: null },
      { status: 404, headers },
    )
  }
  const url = receiptUrl(`${house.config.PUBLIC_URL}${pathIn(locale, '')}`, id)
  const asked = searchParams.get('paper')
  const paper = papers.find((width) => width === asked) ?? null
  const words = receiptWords(locale, receipt)
  return data({ title: words.title, missing: null, words, qr: { ...drawQr(url), url }, paper }, { headers })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Receipt() {
  const { title, missing, words, qr, paper } = useLoaderData<typeof loader>()
  if (words && qr) return <ReceiptPaper words={words} qr={qr} paper={paper} />
  return (
    <div className="page-text space-y-6">
      <h1 className="font-serif text-3xl font-bold">{title}</h1>
      {missing && (
        <Notice kind="attention" title={missing.title}>
          {missing.text}
        </Notice>
      )}
    </div>
  )
}
