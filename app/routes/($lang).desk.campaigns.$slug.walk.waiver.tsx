import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { can } from '~/identity/can'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { backToWalk } from '~/walks/back-to-walk.server'
import { changeWaiver } from '~/walks/change-waiver.server'
import { enterWalk } from '~/walks/enter-walk.server'
import { listWaivers } from '~/walks/list-waivers.server'
import type { OrganiseRefusal } from '~/walks/organise-form'
import { saveInTurn } from '~/walks/save-in-turn.server'
import { readVersion } from '~/walks/typed-fields'
import { fieldsOfWaiver, readWaiverFields, readWaiverForm, type WaiverFields } from '~/walks/waiver-form'
import { WaiverFormView } from '~/walks/waiver-form-view'
import { WaiverVersions } from '~/walks/waiver-versions'

/** What walkers agree to: the text that holds now, and every one before it. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const { by, walk } = await enterWalk(house, { request, address }, 'walk.see', slug)
  const locale = localeOfPath(new URL(request.url).pathname)
  return {
    ...{ locale, slug, title: textsIn(locale, 'organising')('waiver.title') },
    ...{ fields: fieldsOfWaiver(walk.waiver), version: walk.version },
    versions: await listWaivers(house.db, slug),
    mayChange: can(by, 'walk.change', { campaign: slug }),
  }
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const { by, walk } = await enterWalk(house, { request, address }, 'walk.change', campaign)
  const form = await request.formData()
  const fields = readWaiverFields(form)
  const version = readVersion(form)
  const refuse = (status: number, refused: Partial<OrganiseRefusal>) =>
    data<OrganiseRefusal>({ fields, errors: {}, version, ...refused }, { status })
  const read = readWaiverForm(fields)
  if (!read.ok) return refuse(422, { errors: read.errors })
  const texts = await listWaivers(house.db, campaign)
  // An act names the version that it ended; its text stands in the list.
  const fieldsOf = (facts: { waiver?: unknown }) =>
    fieldsOfWaiver(texts.find((text) => text.version === facts.waiver) ?? { zh: '', en: '' })
  const turn = { walk, version, action: 'walk.waiver', fields, fieldsOf }
  const { answer, merged } = await saveInTurn(house.db, turn, (now) =>
    changeWaiver(house.db, by, campaign, { text: read.text, version: now.version }),
  )
  if (answer.ok) return backToWalk(request, campaign, answer.changed ? 'saved' : 'unchanged')
  if (merged) return refuse(409, merged)
  if (answer.reason !== 'invalid') throw new Response(null, { status: 404 })
  return refuse(422, { errors: { waiverZh: 'waiverZh', waiverEn: 'waiverEn' } })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Waiver() {
  const { locale, slug, title, fields, version, versions, mayChange } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('organising')
  const walk = pathIn(locale, `/desk/campaigns/${slug}/walk`)
  const now = refused?.version ?? version
  return (
    <div className="max-w-5xl space-y-6">
      <DeskHeading title={title} lead={t('waiver.lead')} back={{ to: walk, label: t('title') }} />
      {mayChange && (
        <Panel id="change" title={t('waiver.change')}>
          <WaiverFormView
            key={now}
            {...{ locale, refused, version: now }}
            fields={(refused?.fields as WaiverFields) ?? fields}
          />
        </Panel>
      )}
      <Panel id="versions" title={t('waiver.versions')} tone="plain">
        <WaiverVersions locale={locale} versions={versions} />
      </Panel>
    </div>
  )
}
