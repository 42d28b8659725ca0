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
import { fieldsOfSettings, readSettingsFields, readSettingsForm } from '~/walks/settings-form'
import { SettingsFormView } from '~/walks/settings-form-view'
import { readVersion } from '~/walks/typed-fields'
import { settingsOf } from '~/walks/walk'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const { walk } = await enterWalk(house, { request, address }, 'walk.change', slug)
  const locale = localeOfPath(new URL(request.url).pathname)
  const title = textsIn(locale, 'organising')('settings.edit')
  return { locale, slug, title, fields: fieldsOfSettings(settingsOf(walk)), version: walk.version }
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const { by, walk } = await enterWalk(house, { request, address }, 'walk.change', campaign)
  const form = await request.formData()
  const fields = readSettingsFields(form)
  const version = readVersion(form)
  const refuse = (status: number, refused: Partial<OrganiseRefusal>) =>
    data<OrganiseRefusal>({ fields, errors: {}, version, ...refused }, { status })
  const read = readSettingsForm(fields, walk)
  if (!read.ok) return refuse(422, { errors: read.errors })
  const turn = { walk, version, action: 'walk.edit', fields, fieldsOf: fieldsOfSettings }
  const { answer, merged } = await saveInTurn(house.db, turn, (now) => {
    const settings = { ...read.settings, trails: now.walk.trails }
    return editWalk(house.db, by, campaign, { settings, version: now.version })
  })
  if (answer.ok) return backToWalk(request, campaign, answer.changed ? 'saved' : 'unchanged')
  if (merged) return refuse(409, merged)
  if (answer.reason !== 'invalid') throw new Response(null, { status: 404 })
  return refuse(422, { errors: Object.fromEntries((answer.fields ?? []).map((name) => [name, name])) })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function WalkSettings() {
  const { locale, slug, title, fields, version } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('organising')
  const walk = pathIn(locale, `/desk/campaigns/${slug}/walk`)
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading title={title} lead={t('settings.lead')} back={{ to: walk, label: t('title') }} />
      <Panel>
        <SettingsFormView
          key={refused?.version ?? version}
          locale={locale}
          fields={refused?.fields ?? fields}
          version={refused?.version ?? version}
          refused={refused}
        />
      </Panel>
    </div>
  )
}
