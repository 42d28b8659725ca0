// `npm run demo [-- --wallets] [-- --trickle] [-- --walk | --walk=live]`: installs, builds, migrates, loads the demonstration's data and serves it.
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { fillDemoEnvironment } from './demo-environment.mjs'
import { buildIfChanged, checkNode, installPackages, Refusal, root } from './prepare.mjs'
import { giveUp, serve } from './serve.mjs'

/** Fails as the server itself would, but before minutes of installing. */
function checkPort({ PORT, HOST }) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.on('error', reject)
    probe.listen(Number(PORT), HOST || '127.0.0.1', () => probe.close(resolve))
  })
}

const json = (file) => JSON.parse(fs.readFileSync(path.join(root, 'app', file), 'utf8'))

/** A link for one made-up person of each role: the list that the demonstration's data is loaded from, in the desk's own words. */
function signInLinks(url) {
  const [zh, en] = ['zh-CN', 'en'].map((locale) => json(`platform/locales/${locale}/people.json`).role)
  return json('demo/data/people.json')
    .map(({ key, role, scope }) => {
      const where = scope && scope !== '*' ? ` (${scope})` : ''
      const link = `${url}/demo/sign-in/${key}`.padEnd(url.length + 32)
      return `    ${link}${zh[role]} ${en[role]}${where}`
    })
    .join('\n')
}

function welcome(port) {
  const url = (process.env.PUBLIC_URL || `http://localhost:${port}`).replace(/\/$/, '')
  return `
  善行正在运行。这是演示：不涉及真实资金。
  Shanxing is running. This is a demonstration: no real money moves.

    网站 Site             ${url}/
    邮箱 Mailbox          ${url}/demo/mailbox
    支付 Payment sandbox  ${url}/sandbox/

  工作台：点开就以这位（虚构的）人员登录。 The desk: each link signs you in as one made-up person.

${signInLinks(url)}

  按 Ctrl-C 停止，数据会保留。 Ctrl-C stops it; the data stays.
`
}

try {
  const known = ['--wallets', '--trickle', '--walk', '--walk=live']
  const unknown = process.argv.slice(2).filter((argument) => !known.includes(argument))
  if (unknown.length)
    throw new Refusal(
      `Unknown: ${unknown.join(' ')}. Options are --wallets (WeChat Pay and Alipay of their own beside cards), --trickle (gifts keep arriving), --walk (the tenth walk with its whole day) and --walk=live (besides, a day of it at 60 times its speed).`,
    )
  if (process.argv.includes('--walk')) process.env.SHANXING_WALK = 'day'
  if (process.argv.includes('--walk=live')) process.env.SHANXING_WALK = 'live'
  if (process.argv.includes('--wallets')) process.env.SHANXING_WALLETS = '1'
  if (process.argv.includes('--trickle')) process.env.SHANXING_TRICKLE = '1'
  checkNode()
  fillDemoEnvironment(process.env)
  await checkPort(process.env)
  await installPackages()
  await buildIfChanged()
  console.log('Starting …')
  console.log(welcome(await serve()))
} catch (error) {
  giveUp(error)
}
