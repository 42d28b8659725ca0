import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { phoneShell } from '~/platform/phone/shell.server'
import { catalogue, textsIn } from '~/platform/texts.server'
import type { CardShellData } from './card-shell-data'
import type { WalkPlan } from './walk-plan'

interface CardShell {
  plan: WalkPlan | null
  publicUrl: string
  now: Date
  found: boolean
  nonce: string
}

/** The page of a stamp card. Without a plan it finds the walk among those that the phone knows, by the code in its address. */
export function cardShell(locale: Locale, { plan, publicUrl, now, found, nonce }: CardShell): Response {
  const t = textsIn(locale, 'card')
  const name = plan && inLocale(locale, { zh: plan.nameZh, en: plan.nameEn })
  const data: CardShellData = {
    locale,
    texts: { card: catalogue(locale, 'card') },
    asOf: now.getTime(),
    publicUrl,
    plan,
  }
  return phoneShell({
    app: 'card',
    locale,
    title: name ? t('shell.title', { name }) : t('shell.untitled'),
    loading: t('shell.loading'),
    noScript: t('shell.noScript'),
    data,
    nonce,
    status: found ? 200 : 404,
    ...(plan && { webManifest: pathIn(locale, `/walk/${plan.campaign}/app.webmanifest`) }),
  })
}
