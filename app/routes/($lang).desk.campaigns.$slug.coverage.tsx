import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { mostCoveragePictures } from '~/campaigns/coverage'
import {
  type CoverageErrors,
  type CoverageFields,
  type CoverageFormError,
  fieldsOfCoverage,
  pictureSlots,
  readCoverageForm,
} from '~/campaigns/coverage-form'
import { CoverageForm } from '~/campaigns/coverage-form-view'
import { DeskCoverageItem } from '~/campaigns/desk-coverage-item'
import { editCoverage } from '~/campaigns/edit-coverage.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { findCoverage } from '~/campaigns/find-coverage.server'
import { listDeskCoverage } from '~/campaigns/list-coverage.server'
import { listViews } from '~/campaigns/list-views.server'
import { postCoverage } from '~/campaigns/post-coverage.server'
import { ViewsPanel } from '~/campaigns/views-panel'
import { withdrawCoverage } from '~/campaigns/withdraw-coverage.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { findPictures } from '~/platform/pictures/find-pictures.server'
import { mostPictureBytes, type Picture } from '~/platform/pictures/picture'
import { storePicture } from '~/platform/pictures/store-picture.server'
import { readUpload } from '~/platform/read-upload.server'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'

const deeds = ['posted', 'edited', 'withdrawn'] as const
const keptByNobody = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const subject = { campaign: slug }
  const actor = await enter(house.identity, { request, address }, 'coverage.see', subject)
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const [before, edit] = [searchParams.get('before'), searchParams.get('edit')]
  const mayChange = can(actor, 'coverage.change', subject)
  const editing = mayChange && edit !== null ? await findCoverage(house.db, slug, edit) : null
  if (edit !== null && !editing) throw new Response(null, { status: 404 })
  const fields = editing ?? fieldsOfCoverage({ postId: randomUUID() })
  const streamOrigins = house.config.STREAM_ORIGINS
  const [page, pictures] = await Promise.all([
    listDeskCoverage(house.db, { campaign: slug, before, streamOrigins }),
    findPictures(house.db, fields.kept.filter(Boolean)),
  ])
  return data(
    {
      locale,
      slug,
      name: textOf(campaign, locale).name,
      title: textsIn(locale, 'coverage')('title'),
      draft: campaign.state === 'draft',
      mayChange,
      page,
      older: before !== null,
      views: await listViews(house.db, slug, shanghaiDay(house.now())),
      fields,
      pictures: Object.fromEntries(pictures),
      done: deeds.find((deed) => deed === searchParams.get('done')) ?? null,
    },
    { headers: keptByNobody },
  )
}

interface Answer {
  fields: CoverageFields | null
  errors: CoverageErrors
  formError: CoverageFormError | null
  pictures: Record<string, Picture>
  withdrawal: { postId: string; field: 'sure' | 'note'; error: string; note: string } | null
}

/** Whoever may not is sent away before a byte of their pictures is read. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'coverage.change', { campaign: slug })
  if (!(await findCampaign(house.db, slug))) throw new Response(null, { status: 404 })
  const arrived: Record<string, string> = {}
  const pictureErrors: CoverageErrors = {}
  const limits = { files: mostCoveragePictures, fileBytes: mostPictureBytes }
  const form = await readUpload(request, limits, async ({ field, bytes, type }) => {
    const n = pictureSlots.find((slot) => field === `picture-${slot}`)
    if (n === undefined) return
    const stored = bytes ? await storePicture(house, { bytes, type }) : refusedAs('too-large')
    if (stored.ok) arrived[`kept-${n}`] = stored.picture.id
    else pictureErrors[field] = stored.reason
  })
  if (!form) throw new Response(null, { status: 400 })
  const here = pathIn(localeOfPath(new URL(request.url).pathname), `/desk/campaigns/${slug}/coverage`)
  const done = (deed: (typeof deeds)[number]) => redirect(`${here}?done=${deed}`, 303)
  if (form.intent === 'withdraw') {
    const [postId, note] = [form.postId ?? '', (form.note ?? '').trim()]
    const refuse = (field: 'sure' | 'note', error: string, status = 422) =>
      answer(status, { withdrawal: { postId, field, error, note } })
    if (form.sure !== 'yes') return refuse('sure', 'not-sure')
    const withdrawn = await withdrawCoverage(house.db, by, { id: postId, campaign: slug, note })
    if (withdrawn.ok) return done('withdrawn')
    if (withdrawn.reason === 'note-too-long') return refuse('note', withdrawn.reason)
    return withdrawn.reason === 'not-allowed' ? notFound() : refuse('sure', withdrawn.reason, 409)
  }
  if (form.intent !== 'post' && form.intent !== 'edit') throw new Response(null, { status: 400 })
  const fields = fieldsOfCoverage(form)
  for (const n of pictureSlots) fields.kept[n] = arrived[`kept-${n}`] ?? fields.kept[n]!
  const streamOrigins = house.config.STREAM_ORIGINS
  const { draft, errors } = readCoverageForm(fields, streamOrigins)
  const refuse = async (status: number, wrong: Pick<Answer, 'errors'> | Pick<Answer, 'formError'>) =>
    answer(status, {
      fields,
      ...wrong,
      pictures: Object.fromEntries(await findPictures(house.db, fields.kept.filter(Boolean))),
    })
  const wrong = { ...pictureErrors, ...errors }
  if (Object.keys(wrong).length > 0) return refuse(422, { errors: wrong })
  const input = { id: fields.postId, campaign: slug, draft, streamOrigins }
  const written =
    form.intent === 'edit'
      ? await editCoverage(house.db, by, { ...input, version: Number(fields.version) || 0 })
      : await postCoverage(house.db, by, input)
  if (written.ok) return done(form.intent === 'edit' ? 'edited' : 'posted')
  if (written.reason === 'not-allowed') return notFound()
  return refuse(409, { formError: written.reason })
}

const refusedAs = (reason: 'too-large') => ({ ok: false, reason }) as const
const notFound = (): never => {
  throw new Response(null, { status: 404 })
}
const answer = (status: number, more: Partial<Answer>) =>
  data<Answer>(
    { fields: null, errors: {}, formError: null, pictures: {}, withdrawal: null, ...more },
    { status, headers: keptByNobody },
  )

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data && `${args.data.title} · ${args.data.name}`, unlisted: true })

export default function DeskCoverage() {
  const { locale, slug, name, title, draft, mayChange, page, older, views, done, ...loaded } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('coverage')
  const here = pathIn(locale, `/desk/campaigns/${slug}/coverage`)
  const back = { to: pathIn(locale, `/desk/campaigns/${slug}`), label: name }
  const fields = refused?.fields ?? loaded.fields
  if (draft) {
    return (
      <div className="space-y-6">
        <DeskHeading title={title} back={back} />
        <EmptyState title={t('notPublic')} />
      </div>
    )
  }
  return (
    <div className="max-w-3xl space-y-6">
      <DeskHeading title={title} lead={mayChange && t('lead')} back={back} />
      {done && !refused && (
        <Notice kind="done" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {mayChange && (
        <Panel id="form" title={fields.version === '' ? t('form.new') : t('form.edit')}>
          <CoverageForm
            key={fields.postId}
            locale={locale}
            here={here}
            fields={fields}
            errors={refused?.errors ?? {}}
            formError={refused?.formError ?? null}
            pictures={refused?.fields ? refused.pictures : loaded.pictures}
          />
        </Panel>
      )}
      <Panel
        id="posts"
        title={t('list.title')}
        tone="plain"
        aside={
          <a
            className="link inline-flex min-h-11 items-center"
            href={pathIn(locale, `/campaigns/${slug}/live`)}
          >
            {t('public')}
          </a>
        }
      >
        {page.posts.length === 0 && <EmptyState title={t('list.empty')}>{t('list.emptyHint')}</EmptyState>}
        <ol className="space-y-4">
          {page.posts.map((post) => (
            <DeskCoverageItem
              key={post.id}
              {...{ locale, here, post, mayChange }}
              refused={refused?.withdrawal?.postId === post.id ? refused.withdrawal : null}
            />
          ))}
        </ol>
        <Pager
          label={t('list.pages')}
          previous={older ? { to: here, label: t('list.newest') } : undefined}
          next={page.next ? { to: `${here}?before=${page.next}`, label: t('list.older') } : undefined}
        />
        {page.posts.length > 0 && <ExportLinks to={`${here}/export`} label={t('list.export')} />}
      </Panel>
      <ViewsPanel
        locale={locale}
        views={views}
        file={pathIn(locale, `/desk/campaigns/${slug}/views/export`)}
      />
    </div>
  )
}
