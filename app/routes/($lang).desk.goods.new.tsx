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
import { GoodsFormView } from '~/giving/goods-form-view'
import { listGiftPlaces } from '~/giving/list-gift-places.server'
import { openGoods } from '~/giving/open-goods.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import { shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'goods.enter', 'somewhere')
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'goods')
  const places = (await listGiftPlaces(house.db)).filter(({ campaign }) =>
    can(by, 'goods.enter', { campaign }),
  )
  const funds = can(by, 'goods.enter') ? await listFundChoices(house.db) : []
  return data(
    {
      locale,
      title: t('form.title'),
      today: shanghaiDay(house.now()),
      formId: randomUUID(),
      options: [
        ...places.flatMap((place) =>
          place.funds.map((f) => ({
            value: `${place.campaign} ${f.fund}`,
            label: `${inLocale(locale, place)} · ${inLocale(locale, { zh: f.nameZh, en: f.nameEn })}`,
          })),
        ),
        ...funds.map((f) => ({
          value: ` ${f.slug}`,
          label: `${inLocale(locale, { zh: f.nameZh, en: f.nameEn })} · ${t('form.fundOnly')}`,
        })),
      ],
    },
    { headers: unkept },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'goods.enter', 'somewhere')
  const sent = await request.formData().catch(() => null)
  if (!sent) throw new Response(null, { status: 400 })
  const form = Object.fromEntries([...sent].map(([name, value]) => [name, String(value).slice(0, 1_000)]))
  const text = (name: string) => form[name] ?? ''
  const today = shanghaiDay(house.now())
  const opened = await openGoods(house.db, by, { id: text('formId'), text, today })
  const locale = localeOfPath(new URL(request.url).pathname)
  if (opened.ok) return redirect(pathIn(locale, `/desk/goods/${opened.id}?done=opened`), 303)
  if (opened.reason === 'not-allowed') throw new Response(null, { status: 404 })
  return data({ form, errors: opened.errors ?? {} }, { status: 422, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function NewGoodsPage() {
  const { locale, title, ...view } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('goods')
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('form.lead')}
        back={{ to: pathIn(locale, '/desk/goods'), label: t('one.back') }}
      />
      <GoodsFormView {...view} form={refused?.form ?? {}} errors={refused?.errors ?? {}} />
    </div>
  )
}
