import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { textOf } from '~/campaigns/campaign'
import { fieldsOfCoverage } from '~/campaigns/coverage-form'
import { type CoverageAnswer, DeskCoverage, noAnswer } from '~/campaigns/desk-coverage'
import { editCoverage } from '~/campaigns/edit-coverage.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { findCoverage } from '~/campaigns/find-coverage.server'
import { listDeskCoverage } from '~/campaigns/list-coverage.server'
import { listViews } from '~/campaigns/list-views.server'
import { postCoverage } from '~/campaigns/post-coverage.server'
import { readCoverageUpload } from '~/campaigns/read-coverage-upload.server'
import { withdrawCoverage } from '~/campaigns/withdraw-coverage.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { findPictures } from '~/platform/pictures/find-pictures.server'
import { textsIn } from '~/platform/texts.server'
import { pageMeta } from '~/ui/page-meta'

const deeds = ['posted', 'edited', 'withdrawn'] as const
const keptByNobody = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const subject = { campaign: slug }
  const actor = await enter(house.identity, { request, address }, 'coverage.see', subject)
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) return notFound()
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const [before, edit] = [searchParams.get('before'), searchParams.get('edit')]
  const mayChange = can(actor, 'coverage.change', subject)
  const editing = mayChange && edit !== null ? await findCoverage(house.db, slug, edit) : null
  if (edit !== null && !editing) return notFound()
  const fields = editing ?? fieldsOfCoverage({ postId: randomUUID() })
  const streamOrigins = house.config.STREAM_ORIGINS
  const answered = {
    locale,
    slug,
    name: textOf(campaign, locale).name,
    title: textsIn(locale, 'coverage')('title'),
    draft: campaign.state === 'draft',
    mayChange,
    page: await listDeskCoverage(house.db, { campaign: slug, before, streamOrigins }),
    older: before !== null,
    views: await listViews(house.db, slug, shanghaiDay(house.now())),
    fields,
    pictures: Object.fromEntries(await findPictures(house.db, fields.kept.filter(Boolean))),
    done: deeds.find((deed) => deed === searchParams.get('done')) ?? null,
  }
  return data(answered, { headers: keptByNobody })
}

/** Whoever may not is sent away before a byte of their pictures is read. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const slug = params.slug!
  const by = await enter(house.identity, { request, address }, 'coverage.change', { campaign: slug })
  if (!(await findCampaign(house.db, slug))) return notFound()
  const sent = await readCoverageUpload(house, by.id, slug, request)
  if (!sent) throw new Response(null, { status: 400 })
  const { form, fields, draft, errors, uploads } = sent
  const here = pathIn(localeOfPath(new URL(request.url).pathname), `/desk/campaigns/${slug}/coverage`)
  const done = (deed: (typeof deeds)[number]) => redirect(`${here}?done=${deed}`, 303)
  if (form.intent === 'withdraw') {
    const [postId, note] = [fields.postId, (form.note ?? '').trim()]
    const refuse = (field: 'sure' | 'note', error: string, status = 422) =>
      answer(status, { withdrawal: { postId, field, error, note } })
    if (form.sure !== 'yes') return refuse('sure', 'not-sure')
    const withdrawn = await withdrawCoverage(house.db, by, { id: postId, campaign: slug, note })
    if (withdrawn.ok) return done('withdrawn')
    if (withdrawn.reason === 'note-too-long') return refuse('note', withdrawn.reason)
    return withdrawn.reason === 'not-allowed' ? notFound() : refuse('sure', withdrawn.reason, 409)
  }
  if (form.intent !== 'post' && form.intent !== 'edit') throw new Response(null, { status: 400 })
  const refuse = async (
    status: number,
    wrong: Pick<CoverageAnswer, 'errors'> | Pick<CoverageAnswer, 'formError'>,
  ) => {
    const pictures = await findPictures(house.db, fields.kept.filter(Boolean))
    return answer(status, { fields, ...wrong, pictures: Object.fromEntries(pictures) })
  }
  if (Object.keys(errors).length > 0) return refuse(422, { errors })
  const { STREAM_ORIGINS: streamOrigins } = house.config
  const input = { id: fields.postId, campaign: slug, draft, uploads, streamOrigins }
  const written =
    form.intent === 'edit'
      ? await editCoverage(house.db, by, { ...input, version: Number(fields.version) || 0 })
      : await postCoverage(house.db, by, input)
  if (written.ok) return done(form.intent === 'edit' ? 'edited' : 'posted')
  return written.reason === 'not-allowed' ? notFound() : refuse(409, { formError: written.reason })
}

const notFound = (): never => {
  throw new Response(null, { status: 404 })
}
const answer = (status: number, more: Partial<CoverageAnswer>) =>
  data<CoverageAnswer>({ ...noAnswer, ...more }, { status, headers: keptByNobody })

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data && `${args.data.title} · ${args.data.name}`, unlisted: true })

export default function Coverage() {
  return <DeskCoverage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />
}
