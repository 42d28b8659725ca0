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
import { findCampaign } from '~/campaigns/find-campaign.server'
import { answerMatchingForm, matchingDeeds } from '~/giving/answer-matching-form.server'
import { HeldMatches, MatchTable } from '~/giving/desk-matches'
import { DeskPots } from '~/giving/desk-pots'
import { listDeskPots } from '~/giving/list-desk-pots.server'
import { listMatches, readMatchKey, spellMatchKey } from '~/giving/list-matches.server'
import { emptyPot } from '~/giving/match-pot-form'
import { PotForm } from '~/giving/match-pot-form-view'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { Disclosure } from '~/ui/disclosure'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** A campaign's matching gifts: its pots, what waits for a person, and every match. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const subject = { campaign: slug }
  const by = await enter(house.identity, { request, address }, 'matching.see', subject)
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const after = readMatchKey(searchParams.get('after'))
  const may = can(by, 'matching.manage', subject)
  const [pots, held, { rows, next }] = await Promise.all([
    listDeskPots(house.db, slug),
    listMatches(house.db, slug, { state: 'held', limit: 50 }),
    listMatches(house.db, slug, { after }),
  ])
  const given = campaign.routing.routes.map((r) => r.fund)
  const funds = may ? (await listFundChoices(house.db)).filter((f) => !given.includes(f.slug)) : []
  return data(
    {
      ...{ locale, slug, pots, may, matches: rows, first: !after, next: next && spellMatchKey(next) },
      held: held.rows,
      title: textsIn(locale, 'matching')('title'),
      name: textOf(campaign, locale).name,
      mayDecide: can(by, 'matching.decide', subject),
      funds: funds.map((f) => ({ value: f.slug, label: inLocale(locale, { zh: f.nameZh, en: f.nameEn }) })),
      now: house.now(),
      fields: emptyPot(randomUUID()),
      done: matchingDeeds.find((deed) => deed === searchParams.get('done')) ?? null,
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'matching.see', { campaign })
  const form = await request.formData().catch(() => null)
  const answer = form && (await answerMatchingForm(house.db, by, { campaign, form, now: house.now() }))
  if (!answer) throw new Response(null, { status: 404 })
  const here = pathIn(localeOfPath(new URL(request.url).pathname), `/desk/campaigns/${campaign}/matching`)
  if ('done' in answer) return redirect(`${here}?done=${answer.done}`, 303)
  const typed = answer.refused === 'invalid' || answer.refused === 'no-reason'
  return data(answer, { status: typed ? 422 : 409, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskMatching() {
  const { locale, slug, title, name, pots, held, matches, may, mayDecide, funds, ...loaded } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('matching')
  const here = pathIn(locale, `/desk/campaigns/${slug}/matching`)
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={title}
        lead={t('lead')}
        back={{ to: pathIn(locale, `/desk/campaigns/${slug}`), label: name }}
      />
      {loaded.done && !answer && <Notice kind="done" live title={t(`done.${loaded.done}`)} />}
      {answer && <Notice kind="refused" live title={t(`refusal.${answer.refused}`)} />}
      {held.length > 0 && <HeldMatches locale={locale} matches={held} may={mayDecide} answer={answer} />}
      {pots.length === 0 && <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
      <DeskPots locale={locale} pots={pots} now={loaded.now} may={may} answer={answer} />
      {may && (
        <Disclosure summary={t('form.title')} open={answer?.fields ? true : undefined}>
          <PotForm fields={answer?.fields ?? loaded.fields} errors={answer?.errors ?? {}} funds={funds} />
        </Disclosure>
      )}
      {(matches.length > 0 || !loaded.first) && (
        <Panel id="matches" title={t('list.title')} tone="plain">
          <MatchTable locale={locale} matches={matches} />
          <Pager
            label={t('list.title')}
            previous={loaded.first ? undefined : { to: here, label: t('list.first') }}
            next={loaded.next ? { to: `${here}?after=${loaded.next}`, label: t('list.next') } : undefined}
          />
          <ExportLinks to={`${here}/export`} label={t('list.export')} />
        </Panel>
      )}
    </div>
  )
}
