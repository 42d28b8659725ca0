import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import QRCode from 'qrcode'
import { localeOfPath } from '~/platform/i18n'
import { pageMeta } from '~/ui/page-meta'
import { qrPath } from '~/ui/qr-path'
import { ButtonSection } from '~/ui/styleguide/buttons'
import en from '~/ui/styleguide/en.json'
import { FactSection } from '~/ui/styleguide/facts'
import { FieldSection } from '~/ui/styleguide/fields'
import { MoreSection } from '~/ui/styleguide/more'
import { MotifSection } from '~/ui/styleguide/motifs'
import { StateSection } from '~/ui/styleguide/states'
import { StyleguideContext, type StyleguideTexts } from '~/ui/styleguide/texts'
import { ThemeSection } from '~/ui/styleguide/themes'
import { TypeSection } from '~/ui/styleguide/type'
import zhCN from '~/ui/styleguide/zh-CN.json'

/** For those who build the site: development and demonstration only. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const { NODE_ENV, SHANXING_DEMO } = context.house.config
  if (NODE_ENV === 'production' && !SHANXING_DEMO) throw new Response(null, { status: 404 })
  const texts: StyleguideTexts = localeOfPath(new URL(request.url).pathname) === 'en' ? en : zhCN
  return {
    texts,
    qr: qrPath(QRCode.create('https://example.org/check/2024-000042', { errorCorrectionLevel: 'M' }).modules),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, { title: args.data.texts.title, description: args.data.texts.intro, unlisted: true })
    : []

const themes = ['day', 'venue', 'sun'] as const

export default function Styleguide() {
  const { texts, qr } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const theme = themes.find((name) => name === search.get('theme')) ?? 'day'
  const sections = [
    ['type', <TypeSection key="type" />],
    ['buttons', <ButtonSection key="buttons" />],
    ['fields', <FieldSection key="fields" />],
    ['states', <StateSection key="states" />],
    ['facts', <FactSection key="facts" />],
    ['motifs', <MotifSection key="motifs" qr={qr} />],
    ['more', <MoreSection key="more" qr={qr} />],
  ] as const
  return (
    <StyleguideContext.Provider value={texts}>
      <div data-theme={theme === 'day' ? undefined : theme}>
        <div className="page py-8">
          <h1 className="font-serif text-4xl font-bold">{texts.title}</h1>
          <p className="mt-2 max-w-prose text-soft">{texts.intro}</p>
          <nav aria-label={texts.theme.label} className="mt-4 flex flex-wrap gap-2">
            {themes.map((name) => (
              <a
                key={name}
                href={name === 'day' ? '?' : `?theme=${name}`}
                aria-current={name === theme ? 'true' : undefined}
                className="inline-flex min-h-11 items-center rounded-paper border border-edge px-4 aria-[current]:border-2 aria-[current]:border-kapok aria-[current]:font-bold"
              >
                {texts.theme[name]}
              </a>
            ))}
          </nav>
          {sections.map(([id, content]) => (
            <section key={id} id={id} aria-labelledby={`${id}-title`} className="mt-12">
              <h2
                id={`${id}-title`}
                className="mb-5 border-b-2 border-ink pb-1 font-serif text-2xl font-bold"
              >
                {texts.sections[id]}
              </h2>
              {content}
            </section>
          ))}
        </div>
      </div>
      <ThemeSection />
    </StyleguideContext.Provider>
  )
}
