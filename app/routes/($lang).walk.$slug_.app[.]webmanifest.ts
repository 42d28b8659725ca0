import type { LoaderFunctionArgs } from '@remix-run/node'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { publicWalk } from '~/walks/public-walk.server'

/** For whoever puts the stamp card on the home screen (W3C Web Application Manifest). */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const walk = await publicWalk(house, params.slug!)
  if (!walk) return new Response(null, { status: 404 })
  const { campaign, nameZh, nameEn } = walk.plan
  const page = pathIn(locale, `/walk/${campaign}`)
  const icon = (size: number, purpose: string) => ({
    src: `/icons/card-${size}${purpose === 'maskable' ? '-maskable' : ''}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })
  const manifest = {
    id: page,
    name: inLocale(locale, { zh: nameZh, en: nameEn }),
    short_name: textsIn(locale, 'card')('shell.short'),
    lang: locale,
    start_url: page,
    scope: '/',
    display: 'standalone',
    background_color: '#fbf7f0',
    theme_color: '#fbf7f0',
    icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
  }
  return new Response(JSON.stringify(manifest), {
    headers: { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'public, max-age=3600' },
  })
}
