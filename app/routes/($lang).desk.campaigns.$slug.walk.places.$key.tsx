import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { can } from '~/identity/can'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { backToWalk } from '~/walks/back-to-walk.server'
import { editPlace } from '~/walks/edit-place.server'
import { enterWalk } from '~/walks/enter-walk.server'
import type { OrganiseRefusal } from '~/walks/organise-form'
import {
  fieldsOfPlace,
  fieldsOfPlaceFacts,
  newPlaceFields,
  newPlaceKey,
  type PlaceFields,
  readPlaceFields,
  readPlaceForm,
} from '~/walks/place-form'
import { PlaceFormView } from '~/walks/place-form-view'
import { RemovePanel } from '~/walks/remove-panel'
import { saveInTurn } from '~/walks/save-in-turn.server'
import { readVersion } from '~/walks/typed-fields'

/** One place of a walk, or a new one. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const [slug, key] = [params.slug!, params.key!]
  const { by, walk } = await enterWalk(house, { request, address }, 'walk.change', slug)
  const place = walk.places.find((one) => one.key === key) ?? null
  if (key !== 'new' && !place) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const { trails, places, version, day } = walk
  return {
    ...{ locale, slug, place, walk: { trails, places }, version, day },
    title: place
      ? inLocale(locale, { zh: place.nameZh, en: place.nameEn })
      : textsIn(locale, 'organising')('add.place'),
    fields: place ? fieldsOfPlace(place) : newPlaceFields(places),
    mayPass: can(by, 'pass.change', { campaign: slug }),
  }
}

type Refusal = Partial<OrganiseRefusal> & { reason?: string }

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const [campaign, key] = [params.slug!, params.key!]
  const { by, walk } = await enterWalk(house, { request, address }, 'walk.change', campaign)
  const form = await request.formData()
  const version = readVersion(form)
  const refuse = (status: number, refused: Refusal) => data<Refusal>(refused, { status })
  const done = (deed: string) => backToWalk(request, campaign, deed)
  if (form.get('intent') === 'remove') {
    const change = { do: 'remove', key } as const
    const removed = await editPlace(house.db, by, campaign, { change, version }, house.now())
    if (removed.ok) return done('removed')
    return removed.reason === 'unknown-place' ? done('gone') : refuse(409, { reason: removed.reason })
  }
  const fields = readPlaceFields(form)
  const read = readPlaceForm(fields, key)
  if (!read.ok) return refuse(422, { fields, version, errors: read.errors })
  const turn = { walk, version, action: 'walk.place-edit', key, fields, fieldsOf: fieldsOfPlaceFacts }
  const { answer, merged } = await saveInTurn(house.db, turn, (now) => {
    const taken = now.walk.places.map((place) => place.key)
    const change =
      key === 'new'
        ? ({ do: 'add', place: { ...read.place, key: newPlaceKey(fields.kind, taken) } } as const)
        : ({ do: 'edit', place: read.place } as const)
    return editPlace(house.db, by, campaign, { change, version: now.version }, house.now())
  })
  if (answer.ok) return done(key === 'new' ? 'added' : answer.changed ? 'saved' : 'unchanged')
  if (merged) return refuse(409, { ...merged, errors: {} })
  return answer.reason === 'unknown-place'
    ? done('gone')
    : refuse(409, { fields, version, errors: { kind: answer.reason } })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskPlace() {
  const { locale, slug, place, walk, version, day, title, fields, mayPass } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('organising')
  const here = pathIn(locale, `/desk/campaigns/${slug}/walk`)
  const typed = refused?.fields ? (refused as OrganiseRefusal) : undefined
  const now = typed?.version ?? version
  const passes = `${pathIn(locale, '/desk/passes')}?campaign=${slug}&place=place:${place?.key}&day=${day}`
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={title}
        lead={place ? undefined : t('add.placeLead')}
        back={{ to: here, label: t('title') }}
        aside={
          place &&
          mayPass && (
            <LinkButton to={passes} variant="secondary">
              {t('makePass')}
            </LinkButton>
          )
        }
      />
      <Panel>
        <PlaceFormView
          key={now}
          {...{ locale, walk, place, version: now, refused: typed }}
          fields={(typed?.fields as PlaceFields) ?? fields}
        />
      </Panel>
      {place && <RemovePanel what="place" version={version} reason={refused?.reason} />}
    </div>
  )
}
