import type { printWalk } from './print-walk.server'

/** What `printWalk` answered, as a file of this name for whoever asked. 400 for an order that is none, else 404 where it refused. */
export function printedFile(name: string, printed: Awaited<ReturnType<typeof printWalk>>): Response {
  if (!printed.ok) return new Response(null, { status: printed.reason === 'invalid' ? 400 : 404 })
  return new Response(new Uint8Array(printed.pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${name}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
