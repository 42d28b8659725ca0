import pino from 'pino'

/** What a fault may say in the log: never its detail or parameters, where databases quote whole rows. */
const errorFacts = (error: unknown) =>
  error instanceof Error
    ? {
        type: error.name,
        message: error.message,
        code: (error as { code?: unknown }).code,
        stack: error.stack,
      }
    : { message: String(error) }

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'silent']

/**
 * What opens something or leads to somebody, wherever in a line it stands, an error's text included. Of an id the first
 * eight digits stay: enough to find its row, too little to open a gift's page.
 */
const unsaid: [RegExp, string][] = [
  [/\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '$1…'],
  [/(\/(?:check|acknowledgements)\/[^/\s"?]+\/)[^\s"?]+/g, '$1…'],
  [/(\/(?:pass|registrations|units|join-unit|fundraise)\/)[\w-]{20,}/g, '$1…'],
  [/(\/(?:t|cards)\/)\w{16}\b/gi, '$1…'],
  [/[^\s"'<>()@:]+@[\w-]+(?:\.[\w-]+)+/g, '…@…'],
  [/\b(sk|rk|whsec)_\w+/g, '$1_…'],
  [/(postgres(?:ql)?:\/\/)[^\s"@/]*@/g, '$1…@'],
]
const withoutSecrets = (line: string) =>
  unsaid.reduce((text, [secret, instead]) => text.replace(secret, instead), line)

/** One logger for the process. Secrets and personal data are removed by path, and by their shape from every line. */
export const log = pino({
  // A level that does not exist is refused by the configuration, in words; here it must not end the process first.
  level: levels.includes(process.env.LOG_LEVEL ?? '') ? process.env.LOG_LEVEL : 'info',
  base: undefined,
  hooks: { streamWrite: withoutSecrets },
  serializers: { err: errorFacts },
  redact: {
    paths: ['*.contactEmail', '*.donorName', '*.secret', '*.cookie', '*.authorization'],
    remove: true,
  },
})
export type Log = typeof log

/** Addresses that open a gift, an acknowledgement or an account are capabilities: of those only the first word reaches the log. */
export function pathForLog(url: string): string {
  const raw = url.replace(/[?#].*$/s, '')
  let path = raw
  try {
    path = decodeURIComponent(raw)
  } catch {} // not an encoded path: shown as it came
  return path
    .replace(
      /\/(gifts|check|acknowledgements|pay|mailbox|join|pass|receipt|registrations|units|join-unit|fundraise|pledges|monthly|reminders|t|cards)(?:\.data)?\/.+$/is,
      '/$1/…',
    )
    .replace(/[\p{Cc}]/gu, '�')
    .slice(0, 200)
}
