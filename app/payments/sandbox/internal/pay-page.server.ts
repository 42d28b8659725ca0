import express, { type Response, type Router } from 'express'
import { z } from 'zod'
import { formatFen } from '~/money/fen'
import { type Html, html, page, pageHeaders } from './markup'
import { methods, type SandboxSession } from './objects'
import { type PageLanguage, words } from './page-words'
import type { Store } from './store.server'
import type { Subscriptions } from './subscriptions.server'
import type { Till } from './till.server'

const choice = z.object({
  action: z.enum(['pay', 'decline', 'later', 'later-fail', 'close', 'abandon', 'arrives', 'fails']),
  method: z.enum(methods).default('card'),
  /** Of a subscription's pages. */
  card: z.enum(['good', 'expires']).default('good'),
})

/** The hosted payment page: GET and POST /pay/:id, plain forms, no script. */
export function payPages(store: Store, till: Till, subscriptions: Subscriptions): Router {
  const pages = express.Router()
  const form = express.urlencoded({ extended: false, limit: '4kb' })

  pages.get('/pay/:id', (req, res) => {
    const session = store.session.get(req.params.id)
    if (!session) return gone(res, req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh')
    send(
      res,
      200,
      session,
      bodyOf(store, session, `${req.baseUrl}/pay/${session.id}`, req.query.declined === '1'),
    )
  })

  pages.post('/pay/:id', form, (req, res) => {
    const session = store.session.get(req.params.id ?? '')
    if (!session) return gone(res, 'zh')
    const here = `${req.baseUrl}/pay/${session.id}`
    const parsed = choice.safeParse(req.body)
    const offered = parsed.success && session.payment_method_types.includes(parsed.data.method)
    if (!parsed.success || !offered) return send(res, 400, session, bodyOf(store, session, here, false))
    const { action, method, card } = parsed.data
    const pay = () =>
      session.mode === 'payment' ? till.pay(session.id, method) : subscriptions.complete(session.id, card)
    const shop = session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id)
    switch (action) {
      case 'pay':
        return pay() || isDone(store, session) ? res.redirect(303, shop) : res.redirect(303, here)
      case 'later':
      case 'later-fail':
        if (session.mode !== 'payment') return res.redirect(303, here)
        return till.payLater(session.id, method, action === 'later')
          ? res.redirect(303, shop)
          : res.redirect(303, here)
      case 'close':
        pay()
        return res.redirect(303, here)
      case 'decline':
        if (session.mode !== 'payment') return res.redirect(303, `${here}?declined=1`)
        return res.redirect(303, till.decline(session.id, method) ? `${here}?declined=1` : here)
      case 'abandon':
        till.expire(session.id)
        return res.redirect(303, here)
      default:
        till.endLater(session.id, action === 'arrives')
        return res.redirect(303, here)
    }
  })
  return pages
}

/** A second press of "pay now" leads to the same place as the first. */
const isDone = (store: Store, session: SandboxSession) => store.session.get(session.id)?.status === 'complete'
const languageOf = (session: SandboxSession): PageLanguage => (session.locale === 'en' ? 'en' : 'zh')

function send(res: Response, status: number, session: SandboxSession, body: Html) {
  const lang = languageOf(session)
  const targets = [session.success_url, session.cancel_url].flatMap((url) =>
    url ? [new URL(url).origin] : [],
  )
  res
    .status(status)
    .set(pageHeaders([...new Set(targets)]))
    .type('html')
  res.send(page(lang, `${words[lang].title} ${amountOf(session)}`, body))
}

function gone(res: Response, lang: PageLanguage) {
  const w = words[lang]
  res.status(404).set(pageHeaders()).type('html')
  res.send(page(lang, w.goneTitle, html`<main><h1 class="big">${w.goneTitle}</h1><p>${w.gone}</p></main>`))
}

const amountOf = (session: SandboxSession) =>
  session.currency === 'cny'
    ? formatFen(BigInt(session.amount_total))
    : `${session.currency.toUpperCase()} ${session.amount_total}`

function bodyOf(store: Store, session: SandboxSession, here: string, declined: boolean): Html {
  const w = words[languageOf(session)]
  const head = html`<h1>${w.payTo}</h1>
${session.mode !== 'setup' && html`<p class="amount">${amountOf(session)}${session.mode === 'subscription' && html` <small>${w.monthly}</small>`}</p>`}
<p class="what">${store.note.get(session.id)?.description}</p>`
  if (session.status === 'open') return openBody(session, here, declined, head)
  const intent = session.payment_intent ? store.intent.get(session.payment_intent) : undefined
  if (session.status === 'expired') {
    return html`<main>${head}<section class="card"><h2>${w.expiredTitle}</h2><p>${w.expired}</p>
${session.cancel_url && html`<a class="button" href="${session.cancel_url}">${w.toShop}</a>`}</section></main>`
  }
  if (session.mode === 'setup')
    return html`<main>${head}<section class="card"><h2>${w.paidTitle}</h2><p>${w.cardTaken}</p></section></main>`
  if (session.payment_status === 'paid') {
    return html`<main>${head}<section class="card"><h2>${w.paidTitle}</h2><p>${w.paid}</p></section></main>`
  }
  if (intent?.status !== 'processing') {
    return html`<main>${head}<section class="card"><h2>${w.failedTitle}</h2><p>${w.failed}</p></section></main>`
  }
  return html`<main>${head}<form class="card" method="post" action="${here}"><h2>${w.waitTitle}</h2><p>${w.wait}</p>
<div class="grid">${button('arrives', w.arrives)}${button('fails', w.fails)}</div></form></main>`
}

function openBody(session: SandboxSession, here: string, declined: boolean, head: Html): Html {
  const w = words[languageOf(session)]
  if (session.mode !== 'payment') return openCardBody(session, here, declined, head)
  const offered = methods.filter((m) => session.payment_method_types.includes(m))
  return html`<main>
${head}
${declined && html`<p class="wrong" role="alert">${w.declined}</p>`}
<form method="post" action="${here}">
<div class="card">
<fieldset><legend>${w.method}</legend>
${offered.map(
  (m, i) =>
    html`<label class="choice"><input type="radio" name="method" value="${m}"${i === 0 && ' checked'}>${w.methods[m]}</label>`,
)}
</fieldset>
<button class="main" name="action" value="pay">${w.pay} ${amountOf(session)}</button>
</div>
${session.cancel_url && html`<a class="back" href="${session.cancel_url}">${w.back}</a>`}
<section class="card" aria-labelledby="try"><h2 id="try">${w.tryOut}</h2><p class="soft">${w.tryOutHint}</p>
<div class="grid">
${button('decline', w.decline)}${button('close', w.close)}${button('later', w.later)}${button('later-fail', w.laterFail)}${button('abandon', w.abandon)}
</div></section>
</form>
</main>`
}

function openCardBody(session: SandboxSession, here: string, declined: boolean, head: Html): Html {
  const w = words[languageOf(session)]
  const pays = session.mode === 'subscription'
  return html`<main>
${head}
${declined && html`<p class="wrong" role="alert">${w.declined}</p>`}
<form method="post" action="${here}">
<div class="card">
<fieldset><legend>${w.card}</legend>
${(['good', 'expires'] as const).map(
  (kind) =>
    html`<label class="choice"><input type="radio" name="card" value="${kind}"${kind === 'good' && ' checked'}>${w.cards[kind]}</label>`,
)}
</fieldset>
${!pays && html`<p class="soft">${w.takeCardHint}</p>`}
<button class="main" name="action" value="pay">${pays ? `${w.pay} ${amountOf(session)}` : w.takeCard}</button>
</div>
${session.cancel_url && html`<a class="back" href="${session.cancel_url}">${w.back}</a>`}
<section class="card" aria-labelledby="try"><h2 id="try">${w.tryOut}</h2><p class="soft">${w.tryOutHint}</p>
<div class="grid">${pays && button('decline', w.decline)}${button('close', w.close)}${button('abandon', w.abandon)}</div></section>
</form>
</main>`
}

const button = (action: string, label: string) =>
  html`<button name="action" value="${action}">${label}</button>`
