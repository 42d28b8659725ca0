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
import { findCampaign } from '~/campaigns/find-campaign.server'
import { answerSponsorForm, sponsorDeeds } from '~/giving/answer-sponsor-form.server'
import { SponsorArrivals, SponsorFilesPanel, SponsorSteps } from '~/giving/desk-sponsor'
import { findSponsor, listSponsorLevels } from '~/giving/list-sponsors.server'
import { emptySponsor, fieldsOfSponsor } from '~/giving/sponsor-form'
import { SponsorForm } from '~/giving/sponsor-form-view'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import { shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { findPictures } from '~/platform/pictures/find-pictures.server'
import { picturePath } from '~/platform/pictures/picture'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** One sponsor of a campaign, or `new`. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const isNew = params.id === 'new'
  const by = await enter(house.identity, { request, address }, isNew ? 'sponsor.manage' : 'sponsor.see', {
    campaign: slug,
  })
  const campaign = await findCampaign(house.db, slug)
  const found = isNew ? null : await findSponsor(house.db, slug, params.id!)
  if (!campaign || (!isNew && !found)) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const said = (zh: string, en: string) => inLocale(locale, { zh, en })
  const [levels, funds, waiting] = await Promise.all([
    listSponsorLevels(house.db, slug),
    listFundChoices(house.db),
    found ? findWaitingProposals(house.db, { kind: 'sponsor', id: found.sponsor.id }) : [],
  ])
  const logo = found?.sponsor.logo
  const picture = logo && (await findPictures(house.db, [logo])).get(logo)
  const t = textsIn(locale, 'sponsoring')
  const fund = campaign.routing.routes[0]?.fund ?? ''
  return data(
    {
      ...{ locale, slug, found, listTitle: t('title'), waits: waiting.length > 0 },
      title: found ? said(found.sponsor.nameZh, found.sponsor.nameEn) : t('new'),
      may: can(by, 'sponsor.manage', { campaign: slug }),
      logo: picture ? picturePath(picture) : null,
      fields: found ? fieldsOfSponsor(found.sponsor) : { ...emptySponsor(randomUUID()), fund },
      levels: levels.map((l) => ({ value: l.key, label: said(l.nameZh, l.nameEn) })),
      funds: funds.map((f) => ({ value: f.slug, label: said(f.nameZh, f.nameEn) })),
      done: sponsorDeeds.find((deed) => deed === searchParams.get('done')) ?? null,
    },
    { headers: unkept },
  )
}

/** Whoever may not is sent away before a byte of their files is read. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'sponsor.manage', { campaign })
  const about = { request, campaign, sponsorId: params.id!, today: shanghaiDay(house.now()) }
  const answer = await answerSponsorForm(house, by, about)
  if (!answer) throw new Response(null, { status: 404 })
  const here = pathIn(localeOfPath(new URL(request.url).pathname), `/desk/campaigns/${campaign}/sponsors`)
  if ('done' in answer) return redirect(`${here}/${answer.sponsorId}?done=${answer.done}`, 303)
  return data(answer, { status: answer.refused === 'unknown-sponsor' ? 404 : 422, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data && `${args.data.title} · ${args.data.listTitle}`, unlisted: true })

export default function DeskSponsor() {
  const { locale, slug, title, listTitle, found, ...loaded } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('sponsoring')
  const list = pathIn(locale, `/desk/campaigns/${slug}/sponsors`)
  const { may, waits } = loaded
  const steps = found && { ...found, locale, may, waits, answer }
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading title={title} back={{ to: list, label: listTitle }} />
      {loaded.done && !answer && <Notice kind="done" live title={t(`done.${loaded.done}`)} />}
      {answer && <Notice kind="refused" live title={t(`refusal.${answer.refused}`)} />}
      {steps && <SponsorSteps {...steps} />}
      {steps && <SponsorArrivals {...steps} />}
      {may && (
        <Panel id="sponsor" title={t('one.facts')} tone="plain">
          <SponsorForm
            key={found?.sponsor.version}
            fields={answer?.fields ?? loaded.fields}
            errors={answer?.errors ?? {}}
            levels={loaded.levels}
            funds={loaded.funds}
          />
        </Panel>
      )}
      {steps && (
        <SponsorFilesPanel
          here={`${list}/${steps.sponsor.id}`}
          logo={loaded.logo}
          file={steps.file}
          may={may}
          answer={answer}
        />
      )}
    </div>
  )
}
