import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { backToWalk } from '~/walks/back-to-walk.server'
import { editLevel } from '~/walks/edit-level.server'
import { enterWalk } from '~/walks/enter-walk.server'
import {
  fieldsOfLevel,
  fieldsOfLevelFacts,
  type LevelFields,
  newLevelFields,
  newLevelKey,
  readLevelFields,
  readLevelForm,
} from '~/walks/level-form'
import { LevelFormView } from '~/walks/level-form-view'
import type { OrganiseRefusal } from '~/walks/organise-form'
import { RemovePanel } from '~/walks/remove-panel'
import { saveInTurn } from '~/walks/save-in-turn.server'
import { readVersion } from '~/walks/typed-fields'

/** One level of a walk, or a new one. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const [slug, key] = [params.slug!, params.key!]
  const { walk } = await enterWalk(house, { request, address }, 'walk.change', slug)
  const level = walk.levels.find((one) => one.key === key) ?? null
  if (key !== 'new' && !level) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  return {
    ...{ locale, slug, level, places: walk.places, version: walk.version },
    title: level
      ? inLocale(locale, { zh: level.nameZh, en: level.nameEn })
      : textsIn(locale, 'organising')('add.level'),
    fields: level ? fieldsOfLevel(level) : newLevelFields(walk),
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
    const removed = await editLevel(house.db, by, campaign, { change, version })
    if (removed.ok) return done('removed')
    return removed.reason === 'unknown-level' ? done('gone') : refuse(409, { reason: removed.reason })
  }
  const fields = readLevelFields(form)
  const read = readLevelForm(fields, key)
  if (!read.ok) return refuse(422, { fields, version, errors: read.errors })
  const turn = { walk, version, action: 'walk.level-edit', key, fields, fieldsOf: fieldsOfLevelFacts }
  const { answer, merged } = await saveInTurn(house.db, turn, (now) => {
    const taken = now.walk.levels.map((level) => level.key)
    const change =
      key === 'new'
        ? ({ do: 'add', level: { ...read.level, key: newLevelKey(fields.km, taken) } } as const)
        : ({ do: 'edit', level: read.level } as const)
    return editLevel(house.db, by, campaign, { change, version: now.version })
  })
  if (answer.ok) return done(key === 'new' ? 'added' : answer.changed ? 'saved' : 'unchanged')
  if (merged) return refuse(409, { ...merged, errors: {} })
  if (answer.reason === 'unknown-level') return done('gone')
  const field = answer.reason === 'below-taken' ? 'capacity' : 'needs'
  return refuse(409, { fields, version, errors: { [field]: answer.reason } })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskLevel() {
  const { locale, slug, level, places, version, title, fields } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('organising')
  const here = pathIn(locale, `/desk/campaigns/${slug}/walk`)
  const typed = refused?.fields ? (refused as OrganiseRefusal) : undefined
  const now = typed?.version ?? version
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading title={title} back={{ to: here, label: t('title') }} />
      <Panel>
        <LevelFormView
          key={now}
          {...{ locale, places, isNew: !level, taken: level?.taken ?? 0, version: now, refused: typed }}
          fields={(typed?.fields as LevelFields) ?? fields}
        />
      </Panel>
      {level && <RemovePanel what="level" version={version} reason={refused?.reason} />}
    </div>
  )
}
