import fs from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { getRequest, openClient } from './load/http-client'

export interface Weight {
  bytes: number
  scripts: { file: string; bytes: number }[]
}

const client = 'build/client'
const brotli = (content: Buffer | string) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

/** What a first visit to `pagePath` loads as JavaScript: every script of its HTML with what those import, and the page's language. */
export async function weighScripts(port: number, pagePath: string): Promise<Weight> {
  const http = await openClient(port, true)
  const { body } = await http.send(getRequest(pagePath))
  http.close()
  const html = body.replace(/\r\n[0-9a-f]+\r\n/g, '') // chunk sizes between the parts
  const preloaded = html.matchAll(/<link rel="modulepreload"[^>]*?href="(\/assets\/[^"]+\.js)"/g)
  const imported = html.matchAll(/\b(?:from|import)\s*\(?"(\/assets\/[^"]+\.js)"/g)
  const named = [...preloaded, ...imported].map((m) => decodeURI(m[1]!))
  if (!named.some((file) => file.includes('/entry.client-')))
    throw new Error(`${pagePath} names no entry script`)
  // The entry fetches the texts of one language with its first line: which one, the path says.
  const language = pagePath.startsWith('/en') ? 'en' : 'zh-CN'
  const texts = fs.readdirSync(path.join(client, 'assets')).find((file) => file.startsWith(`${language}-`))
  const seen = new Set<string>()
  const follow = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const imported of staticImports(read(file)))
      follow(path.posix.join(path.posix.dirname(file), imported))
  }
  for (const file of new Set([...named, `/assets/${texts}`])) follow(file)
  const scripts = [...seen].map((file) => ({ file: path.basename(file), bytes: brotli(read(file)) }))
  scripts.sort((a, b) => b.bytes - a.bytes)
  return { bytes: scripts.reduce((sum, s) => sum + s.bytes, 0), scripts }
}

const read = (file: string) => fs.readFileSync(path.join(client, file), 'utf8')
/** Built files have `import{a as b}from"./x.js"`, `import"./x.js"` and `export{…}from"./x.js"`. */
const staticImports = (source: string) =>
  [...source.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)].map((m) => m[1]!)
