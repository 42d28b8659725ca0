import { createHash } from 'node:crypto'

/** HTML that is safe to send: made only by the tag below. */
export class Html {
  constructor(readonly text: string) {}
}

/** Escapes every value that is not Html itself; arrays are joined, null and false are nothing. */
export function html(parts: TemplateStringsArray, ...values: unknown[]): Html {
  return new Html(
    parts.reduce((out, part, i) => out + part + (i < values.length ? render(values[i]) : ''), ''),
  )
}

function render(value: unknown): string {
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map(render).join('')
  if (value === null || value === undefined || value === false) return ''
  return String(value).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}

const style = `
:root{color-scheme:light dark;--paper:#fbf7f0;--card:#fff;--ink:#22201d;--soft:#645d55;--line:#d9d0c3;--act:#b32d23;--on-act:#fff;--warn:#fdf1d8;--warn-ink:#5c3d00;--focus:#2b6cb0}
@media (prefers-color-scheme:dark){:root{--paper:#1b1917;--card:#262320;--ink:#f5efe6;--soft:#c0b6a9;--line:#4a433b;--act:#e8705f;--on-act:#22100d;--warn:#43330f;--warn-ink:#ffe2a6;--focus:#8dc0f5}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.7 system-ui,"PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;font-variant-numeric:tabular-nums}
.note{margin:0;padding:8px 16px;background:var(--warn);color:var(--warn-ink);text-align:center;font-weight:600}
.note span{display:inline-block;margin:0 8px}
main{max-width:440px;margin:0 auto;padding:24px 16px 48px}
main.wide{max-width:1000px}
h1{font-size:1rem;font-weight:400;margin:0;color:var(--soft)}
h1.big{font-size:1.44rem;font-weight:600;color:var(--ink)}
h2{font-size:1rem;margin:0 0 8px}
.amount{font-size:2.6rem;line-height:1.2;font-weight:600;margin:4px 0 0;overflow-wrap:anywhere}
.what{margin:4px 0 0;overflow-wrap:anywhere}
.soft{color:var(--soft);font-size:.875rem;margin:4px 0 0}
.card{background:var(--card);border:1px solid var(--line);border-radius:4px;padding:16px;margin:16px 0 0}
fieldset{border:0;margin:0;padding:0}
legend{padding:0;font-weight:600;margin-bottom:8px}
.choice{display:flex;align-items:center;gap:12px;min-height:48px;padding:4px 12px;border:1px solid var(--line);border-radius:4px;margin-bottom:8px;cursor:pointer}
.choice:has(:checked){border-color:var(--act);box-shadow:inset 0 0 0 1px var(--act)}
.choice input{width:20px;height:20px;margin:0;accent-color:var(--act)}
button,.button{display:block;width:100%;min-height:48px;padding:8px 16px;border:1px solid var(--line);border-radius:4px;background:transparent;color:inherit;font:inherit;cursor:pointer;text-align:center;text-decoration:none}
button.main{background:var(--act);border-color:var(--act);color:var(--on-act);font-weight:600;font-size:1.1rem;margin-top:8px}
.grid{display:grid;grid-template-columns:1fr 1fr;gap:8px;margin-top:12px}
.grid>:last-child:nth-child(odd){grid-column:1/-1}
.back{display:inline-block;min-height:44px;padding:10px 0;color:inherit}
.wrong{border-left:4px solid var(--act);padding:8px 12px;background:var(--card);margin:16px 0 0}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{text-align:left;padding:8px;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
td form{display:inline-block;margin:0 4px 0 0}
td button{display:inline-block;width:auto;min-height:44px;padding:4px 12px}
code{font:.8125rem/1.5 ui-monospace,monospace}
.knobs{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:12px}
.knobs label{display:block}
.knobs input:not([type=checkbox]){display:block;width:100%;min-height:44px;padding:4px 8px;border:1px solid var(--soft);border-radius:4px;background:var(--card);color:inherit;font:inherit}
.knobs input[type=checkbox]{width:20px;height:20px;margin-right:8px;vertical-align:middle;accent-color:var(--act)}
`
const styleHash = createHash('sha256').update(style).digest('base64')

/** A whole page; the demonstration notice stands on top of every one, in both languages. */
export function page(lang: 'zh' | 'en', title: string, body: Html): string {
  return html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<header class="note"><span lang="zh-CN">演示：不会真的扣款</span><span lang="en">Demonstration: no real money</span></header>
${body}
</body>
</html>`.text
}

/**
 * Headers for a page. `formTargets` are origins that a form's answer may redirect to: browsers hold redirects after
 * a form to form-action too.
 */
export function pageHeaders(formTargets: string[] = []): Record<string, string> {
  return {
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${["'self'", ...formTargets].join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
}
