import express, { type Request, type Router } from 'express'
import { type Control, controlPatch } from './control'
import type { Deliverer } from './deliver.server'
import { html, page, pageHeaders } from './markup'
import { moneyKnobs } from './money-knobs.server'
import { type Store, timeOf } from './store.server'
import type { Subscriptions } from './subscriptions.server'
import type { Till } from './till.server'

const shown = 25

/** The sandbox's own desk: what happened, what was delivered, and the knobs. GET /, GET and POST /_control. */
export function deskPages(
  store: Store,
  control: Control,
  deliverer: Deliverer,
  till: Till,
  subscriptions: Subscriptions,
): Router {
  const pages = express.Router()
  pages.use(express.json({ limit: '4kb' }), express.urlencoded({ extended: false, limit: '4kb' }))

  pages.get('/_control', (_req, res) => {
    res.set('Cache-Control', 'no-store').json(control)
  })
  pages.post('/_control', (req, res) => {
    const isForm = req.is('urlencoded') !== false && req.is('urlencoded') !== null
    // An unticked box is not sent: a form names all knobs, JSON only those that change.
    const parsed = controlPatch.safeParse(isForm ? { reorder: '', ...req.body } : req.body)
    if (!parsed.success) {
      const issues = parsed.error.issues.map((i) => ({ knob: i.path.join('.'), message: i.message }))
      res.status(400).json({ error: 'control-invalid', issues })
      return
    }
    Object.assign(control, parsed.data)
    if (isForm) res.redirect(303, `${req.baseUrl}/`)
    else res.json(control)
  })
  moneyKnobs(pages, store, till, subscriptions)
  pages.post('/_events/:id/resend', (req, res) => {
    if (deliverer.resend(req.params.id ?? '')) res.redirect(303, `${req.baseUrl}/`)
    else res.status(404).json({ error: 'event-unknown' })
  })
  pages.get('/', (req, res) => {
    res
      .set(pageHeaders())
      .type('html')
      .send(page('zh', '支付沙盒 Payment sandbox', desk(req, store, control)))
  })
  return pages
}

const latest = <T>(table: Map<string, T>) => [...table.values()].slice(-shown).reverse()
const clock = (seconds: number) =>
  new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai', hour12: false })

function desk(req: Request, store: Store, control: Control) {
  const base = req.baseUrl
  const number = (name: keyof Control, label: string, value: unknown) =>
    html`<label>${label}<input name="${name}" inputmode="numeric" value="${value}"></label>`
  return html`<main class="wide">
<h1 class="big">支付沙盒 <span lang="en">Payment sandbox</span></h1>
<form class="card" method="post" action="${base}/_control">
<h2>通知的毛病 <span lang="en">What goes wrong with webhooks</span></h2>
<div class="knobs">
${number('duplicate', '重复 Duplicate (times)', control.duplicate)}
${number('delayMs', '延迟 Delay (ms)', control.delayMs)}
${number('failFirst', '先失败几次 Fail first (tries)', control.failFirst)}
${number('drop', '丢失 Drop (n, true, false)', control.drop)}
${number('laterMs', '“稍后到账”的时间 Later (ms; 0: by hand)', control.laterMs)}
<label><input type="checkbox" name="reorder"${control.reorder && ' checked'}>打乱顺序 Reorder</label>
</div>
<button class="main">保存 <span lang="en">Save</span></button>
</form>
<form class="card" method="post" action="${base}/_control/payout">
<h2>提现 <span lang="en">Payouts</span></h2>
${table(
  ['时间 Time', '金额 Fen', '编号 Id'],
  latest(store.payout).map((p) => [clock(p.created), p.amount, html`<code>${p.id}</code>`]),
)}
<button class="main">提现到银行 <span lang="en">Pay out to the bank</span></button>
</form>
<form class="card" method="post" action="${base}/_control/clock">
<h2>每月捐赠的时间 <span lang="en">Time, as monthly gifts see it</span></h2>
<p>${clock(timeOf(store))}</p>
<div class="knobs">${html`<label>往后拨几天 Move on by (days)<input name="days" inputmode="numeric" value="31"></label>`}</div>
${table(
  ['编号 Id', '状态 Status', '每月 Fen', '下次 Next'],
  latest(store.subscription).map((s) => [
    html`<code>…${s.id.slice(-8)}</code>`,
    s.pause_collection ? `${s.status}, paused` : s.status,
    s.items.data[0].price.unit_amount,
    clock(s.items.data[0].current_period_end),
  ]),
)}
<button class="main">拨时间 <span lang="en">Move the clock</span></button>
</form>
<section class="card"><h2>支付 <span lang="en">Sessions</span></h2>
${table(
  ['时间 Time', '金额 Fen', '状态 Status', '付款 Payment', '页面 Page'],
  latest(store.session).map((s) => [
    clock(s.created),
    `${s.currency.toUpperCase()} ${s.amount_total}`,
    s.status,
    s.payment_status,
    html`<a href="${base}/pay/${s.id}"><code>…${s.id.slice(-8)}</code></a>`,
  ]),
)}</section>
<section class="card"><h2>事件 <span lang="en">Events</span></h2>
${table(
  ['时间 Time', '类型 Type', '编号 Id', '再发 Again'],
  latest(store.event).map((e) => [
    clock(e.created),
    e.type,
    html`<code>${e.id}</code>`,
    html`<form method="post" action="${base}/_events/${e.id}/resend"><button>再发一次 <span lang="en">Resend</span></button></form>`,
  ]),
)}</section>
<section class="card"><h2>通知 <span lang="en">Webhook deliveries</span></h2>
${table(
  ['事件 Event', '状态 State', '次数 Tries', '回答 Answer'],
  latest(store.delivery).map((d) => [store.event.get(d.eventId)?.type, d.state, d.tries, d.last]),
)}</section>
</main>`
}

function table(head: string[], rows: unknown[][]) {
  if (rows.length === 0)
    return html`<p class="soft">还没有。从捐赠页面开始。 <span lang="en">Nothing yet. Start from a give page.</span></p>`
  return html`<div class="scroll" tabindex="0"><table><thead><tr>${head.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`
}
