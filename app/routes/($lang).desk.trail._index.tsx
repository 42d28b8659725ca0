import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ActList } from '~/identity/act-list'
import { actKey, knownActs } from '~/identity/act-words'
import { enter } from '~/identity/enter.server'
import { type ActFilter, listActs, readActFilter } from '~/identity/list-acts.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { wholeNumber } from '~/platform/whole-number'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { SelectField } from '~/ui/desk/select-field'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { TextField } from '~/ui/text-field'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'act.see')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readActFilter(searchParams)
  const after = wholeNumber(searchParams.get('after')) ?? undefined
  const { acts, next } = await listActs(house.db, filter, { after })
  const title = textsIn(locale, 'people')('trail.title')
  return { locale, title, filter, acts, next, first: after === undefined }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

/** What is asked for, as it stands in an address. */
const queryOf = (filter: ActFilter) =>
  new URLSearchParams(Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== null))

export default function Trail() {
  const { locale, title, filter, acts, next, first } = useLoaderData<typeof loader>()
  const { t } = useTranslation('people')
  const here = pathIn(locale, '/desk/trail')
  const query = queryOf(filter)
  const asked = query.toString()
  const of = (more: Record<string, string>) =>
    `${here}?${new URLSearchParams([...query, ...Object.entries(more)])}`
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={title}
        lead={t('trail.lead')}
        aside={<ExportLinks to={`${here}/export`} query={Object.fromEntries(query)} />}
      />
      <Form method="get" className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <TextField
          name="person"
          label={t('trail.person')}
          hint={t('trail.personHint')}
          defaultValue={filter.person ?? ''}
          autoComplete="off"
        />
        <TextField
          name="subject"
          label={t('trail.subject')}
          hint={t('trail.subjectHint')}
          defaultValue={filter.subject ?? ''}
          autoComplete="off"
          spellCheck={false}
        />
        <div className="self-end">
          <SelectField
            name="action"
            label={t('trail.action')}
            emptyLabel={t('trail.anyAction')}
            options={knownActs.map((act) => ({
              value: act,
              label: t(`act.${actKey(act)}` as 'act.person-invite'),
            }))}
            defaultValue={filter.action ?? ''}
          />
        </div>
        <TextField name="from" type="date" label={t('trail.from')} defaultValue={filter.from ?? ''} />
        <TextField name="to" type="date" label={t('trail.to')} defaultValue={filter.to ?? ''} />
        <div className="flex flex-wrap items-end gap-3">
          <Button variant="secondary" className="h-12">
            {t('trail.find')}
          </Button>
          {asked && (
            <a className="link inline-flex h-12 items-center" href={here}>
              {t('trail.all')}
            </a>
          )}
        </div>
      </Form>
      {acts.length === 0 ? (
        <EmptyState title={t('trail.empty')}>{t('trail.emptyHint')}</EmptyState>
      ) : (
        <ActList locale={locale} acts={acts} trail={here} />
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: asked ? `${here}?${asked}` : here, label: t('pager.first') }}
        next={next ? { to: of({ after: next.toString() }), label: t('pager.older') } : undefined}
      />
    </div>
  )
}
