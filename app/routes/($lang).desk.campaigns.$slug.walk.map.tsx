import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { backToWalk } from '~/walks/back-to-walk.server'
import { editWalk } from '~/walks/edit-walk.server'
import { enterWalk } from '~/walks/enter-walk.server'
import type { OrganiseRefusal } from '~/walks/organise-form'
import { saveInTurn } from '~/walks/save-in-turn.server'
import { fieldsOfTrails, readTrailFields, readTrailForm, type TrailFields } from '~/walks/trail-form'
import { TrailFormView } from '~/walks/trail-form-view'
import { TrailMap } from '~/walks/trail-map'
import { readVersion } from '~/walks/typed-fields'
import { settingsOf } from '~/walks/walk'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const { walk } = await enterWalk(house, { request, address }, 'walk.change', slug)
  const locale = localeOfPath(new URL(request.url).pathname)
  const { trails, places, version } = walk
  const fields = fieldsOfTrails(walk) as TrailFields
  return { locale, slug, title: textsIn(locale, 'organising')('map.edit'), trails, places, version, fields }
}

type Refusal = OrganiseRefusal & { line?: number }

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const { by, walk } = await enterWalk(house, { request, address }, 'walk.change', campaign)
  const form = await request.formData()
  const fields = readTrailFields(form)
  const version = readVersion(form)
  const refuse = (status: number, refused: Partial<Refusal>) =>
    data<Refusal>({ fields, errors: {}, version, ...refused }, { status })
  const read = readTrailForm(fields)
  if (!read.ok) return refuse(422, { errors: read.errors, line: read.line })
  const turn = { walk, version, action: 'walk.edit', fields, fieldsOf: fieldsOfTrails }
  const { answer, merged } = await saveInTurn(house.db, turn, (now) => {
    const settings = { ...settingsOf(now.walk), trails: read.trails }
    return editWalk(house.db, by, campaign, { settings, version: now.version })
  })
  if (answer.ok) return backToWalk(request, campaign, answer.changed ? 'saved' : 'unchanged')
  if (merged) return refuse(409, merged)
  if (answer.reason !== 'invalid') throw new Response(null, { status: 404 })
  return refuse(422, { errors: { trails: 'trail-not-understood' } })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function WalkMap() {
  const { locale, slug, title, trails, places, version, fields } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('organising')
  const walk = pathIn(locale, `/desk/campaigns/${slug}/walk`)
  const now = refused?.version ?? version
  return (
    <div className="max-w-5xl space-y-6">
      <DeskHeading title={title} lead={t('map.lead')} back={{ to: walk, label: t('title') }} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <TrailMap
          whole
          trails={trails}
          places={places}
          title={t('mapText')}
          className="block w-full rounded-paper border border-line bg-paper"
        />
        <Panel>
          <TrailFormView
            key={now}
            {...{ locale, refused, version: now }}
            fields={(refused?.fields as TrailFields) ?? fields}
          />
        </Panel>
      </div>
    </div>
  )
}
