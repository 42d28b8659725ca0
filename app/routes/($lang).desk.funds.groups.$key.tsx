import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { readFields } from '~/campaigns/campaign-form'
import { FundGroupFormView } from '~/campaigns/fund-group-form-view'
import { enter } from '~/identity/enter.server'
import { findFundGroup } from '~/ledger/find-fund-group.server'
import { fieldsOfGroup, fundGroupFieldNames, readFundGroupForm } from '~/ledger/fund-group-form'
import { FundGroupMembers } from '~/ledger/fund-group-members'
import { groupFunds } from '~/ledger/group-funds.server'
import { listFundsInGroup, listFundsOutside } from '~/ledger/list-funds-to-group.server'
import { saveFundGroup } from '~/ledger/save-fund-group.server'
import { formatFen } from '~/money/fen'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { SearchForm } from '~/ui/desk/search-form'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

const deeds = ['saved', 'unchanged', 'put', 'taken'] as const

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'fund.change')
  const group = await findFundGroup(house.db, params.key!)
  if (!group) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const q = (searchParams.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 60)
  return {
    ...{ locale: localeOfPath(pathname), group, q },
    inside: await listFundsInGroup(house.db, group.key),
    outside: await listFundsOutside(house.db, group.key, { q }),
    done: deeds.find((one) => one === searchParams.get('done')) ?? null,
  }
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'fund.change')
  const found = await findFundGroup(house.db, params.key!)
  if (!found) throw new Response(null, { status: 404 })
  const [form, url] = [await request.formData(), new URL(request.url)]
  const here = pathIn(localeOfPath(url.pathname), `/desk/funds/groups/${found.key}`)
  const gone = (reason: string) => new Response(null, { status: reason === 'not-allowed' ? 404 : 400 })
  const intent = form.get('intent')
  if (intent === 'put' || intent === 'take') {
    const slugs = form.getAll('fund').filter((slug): slug is string => typeof slug === 'string')
    const moved = await groupFunds(house.db, by, { group: found.key, slugs, take: intent === 'take' })
    if (!moved.ok && moved.reason !== 'none-chosen') throw gone(moved.reason)
    if (!moved.ok) return data({ none: intent, refused: null }, { status: 422 })
    const q = url.searchParams.get('q') ?? ''
    return redirect(
      `${here}?${q && `q=${encodeURIComponent(q)}&`}done=${moved.moved === 0 ? 'unchanged' : intent === 'put' ? 'put' : 'taken'}`,
      303,
    )
  }
  const fields = { ...readFields(form, fundGroupFieldNames), slug: found.key }
  const refuse = (errors: object, status: number) =>
    data({ none: null, refused: { fields, errors } }, { status })
  const read = readFundGroupForm(fields)
  if (!read.ok) return refuse(read.errors, 422)
  const saved = await saveFundGroup(house.db, by, read.group)
  if (saved.ok) return redirect(`${here}?done=${saved.changed ? 'saved' : 'unchanged'}`, 303)
  if (saved.reason === 'name-taken') return refuse({ nameZh: 'group-name-taken' }, 409)
  throw gone(saved.reason)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title:
      args.data && inLocale(args.data.locale, { zh: args.data.group.nameZh, en: args.data.group.nameEn }),
    unlisted: true,
  })

export default function DeskFundGroup() {
  const { locale, group, q, inside, outside, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('editing')
  const here = pathIn(locale, `/desk/funds/groups/${group.key}`)
  // What was searched for is still shown after some of it was moved.
  const sendTo = q ? `${here}?${new URLSearchParams({ q })}` : here
  const sum = inside.reduce((all, fund) => all + fund.balanceFen, 0n)
  const lead = t('fundGroups.sums', { count: inside.length, amount: formatFen(sum) })
  return (
    <div className="space-y-6">
      <DeskHeading
        title={inLocale(locale, { zh: group.nameZh, en: group.nameEn })}
        lead={lead}
        back={{ to: pathIn(locale, '/desk/funds/groups'), label: t('fundGroups.title') }}
        aside={
          // A full load: the public pages bring their own texts.
          <a
            className="link inline-flex min-h-11 items-center"
            href={pathIn(locale, `/funds?group=${group.key}`)}
          >
            {t('overview.public')}
          </a>
        }
      />
      {answer?.none && <Notice kind="refused" live title={t('fundGroups.noneChosen')} />}
      {done && !answer && (
        <Notice kind="done" live>
          {done === 'put' || done === 'taken' ? t(`fundGroups.did.${done}`) : t(`done.${done}`)}
        </Notice>
      )}
      <Panel id="inside" title={t('fundGroups.inside')}>
        {inside.length === 0 ? (
          <p className="text-soft">{t('fundGroups.noneInside')}</p>
        ) : (
          <FundGroupMembers {...{ locale, here: sendTo, funds: inside }} intent="take" />
        )}
      </Panel>
      <Panel id="outside" title={t('fundGroups.outside')} className="space-y-4">
        <SearchForm key={q} here={here} typed={{ label: t('fundGroups.find'), value: q }} choices={[]} />
        {outside.funds.length === 0 ? (
          <p className="text-soft">{t('fundGroups.noneFound')}</p>
        ) : (
          <FundGroupMembers {...{ locale, here: sendTo, funds: outside.funds }} intent="put" />
        )}
        {outside.more && <p className="text-soft">{t('fundGroups.more')}</p>}
      </Panel>
      <Panel id="rename" title={t('fundGroups.rename')}>
        <FundGroupFormView
          locale={locale}
          fields={answer?.refused?.fields ?? fieldsOfGroup(group)}
          errors={answer?.refused?.errors ?? {}}
        />
      </Panel>
    </div>
  )
}
