import type { LoaderFunctionArgs } from '@remix-run/node'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { calendarFile } from '~/walks/calendar'
import { calendarUid } from '~/walks/calendar-uid.server'
import { findParty } from '~/walks/find-party.server'

/** The day of the walk for a phone's calendar. It leads to the campaign: calendars are shared, and the party's link is a key. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const party = await findParty(house.db, params.secret!)
  if (!party) throw new Response(null, { status: 404 })
  const coming = party.walkers.filter(({ state }) => state === 'registered')
  const t = textsIn(locale, 'walkMail')
  const { PUBLIC_URL } = house.config
  const file = calendarFile({
    uid: calendarUid(house.config, party.id),
    madeAt: house.now(),
    startsAt: party.startsAt,
    endsAt: party.backBy,
    title: inLocale(locale, { zh: party.nameZh, en: party.nameEn }),
    place: inLocale(locale, { zh: party.placeZh, en: party.placeEn }),
    about: coming.map((w) => `${w.name} ${w.bib === null ? '' : t('bib', { bib: w.bib })}`.trim()).join('\n'),
    url: `${PUBLIC_URL}${pathIn(locale, `/campaigns/${party.campaign}`)}`,
  })
  return new Response(file, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="walk.ics"',
      'Cache-Control': 'private, no-store',
    },
  })
}
