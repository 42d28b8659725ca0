import type { Request, Response } from 'express'
import { formatFen } from '~/money/fen'
import { html, page, pageHeaders } from './markup'

const words = {
  zh: {
    payTo: '收款方：演示账户',
    pay: '确认支付',
    fail: '取消，不支付',
    paidTitle: '已付款',
    paid: '这笔付款已经完成，可以关闭本页，回到原来的网站。',
    closedTitle: '订单已关闭',
    closed: '这个订单已经关闭，没有扣款。',
    goneTitle: '没有这个订单',
    gone: '链接可能不完整，或者演示重新启动过。请回到原来的网站重新开始。',
    back: '返回原来的网站',
  },
  en: {
    payTo: 'Paid to: demonstration account',
    pay: 'Confirm payment',
    fail: 'Cancel, do not pay',
    paidTitle: 'Paid',
    paid: 'This payment is complete. You can close this page and go back to the site.',
    closedTitle: 'Order closed',
    closed: 'This order is closed. Nothing was charged.',
    goneTitle: 'No such order',
    gone: 'The link may be incomplete, or the demonstration was restarted. Go back to the site and start again.',
    back: 'Back to the site',
  },
} as const

export interface WalletOrder {
  name: { zh: string; en: string }
  amountFen: number
  description: string
  state: 'open' | 'paid' | 'closed'
  /** Where the payer goes when it is over; none where a code was scanned. */
  back: string | null
}

/** The pay page of a wallet's stand-in: two buttons, plain form, no script. */
export function sendWalletPage(req: Request, res: Response, order: WalletOrder | null): void {
  const lang = req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh'
  const w = words[lang]
  res.status(order ? 200 : 404).type('html')
  res.set(pageHeaders(order?.back ? [new URL(order.back).origin] : []))
  if (!order) {
    res.send(page(lang, w.goneTitle, html`<main><h1 class="big">${w.goneTitle}</h1><p>${w.gone}</p></main>`))
    return
  }
  const head = html`<h1>${order.name[lang]} · ${w.payTo}</h1>
<p class="amount">${formatFen(BigInt(order.amountFen))}</p>
<p class="what">${order.description}</p>`
  const back = order.back && html`<a class="button" href="${order.back}">${w.back}</a>`
  const body =
    order.state === 'open'
      ? html`<form class="card" method="post" action="${req.originalUrl}">
<button class="main" name="action" value="pay">${w.pay}</button>
<div class="grid"><button name="action" value="fail">${w.fail}</button></div></form>`
      : order.state === 'paid'
        ? html`<section class="card"><h2>${w.paidTitle}</h2><p>${w.paid}</p>${back}</section>`
        : html`<section class="card"><h2>${w.closedTitle}</h2><p>${w.closed}</p>${back}</section>`
  res.send(page(lang, order.name[lang], html`<main>${head}${body}</main>`))
}
