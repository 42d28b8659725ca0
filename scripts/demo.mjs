// `npm run demo [-- --trickle]`: installs, builds, migrates, loads the demonstration's data and serves it.
import net from 'node:net'
import { fillDemoEnvironment } from './demo-environment.mjs'
import { buildIfChanged, checkNode, installPackages, Refusal } from './prepare.mjs'
import { giveUp, serve } from './serve.mjs'

/** Fails as the server itself would, but before minutes of installing. */
function checkPort({ PORT, HOST }) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.on('error', reject)
    probe.listen(Number(PORT), HOST || '127.0.0.1', () => probe.close(resolve))
  })
}

function welcome(port) {
  const url = (process.env.PUBLIC_URL || `http://localhost:${port}`).replace(/\/$/, '')
  return `
  善行正在运行。这是演示：不涉及真实资金。
  Shanxing is running. This is a demonstration: no real money moves.

    网站 Site             ${url}/
    邮箱 Mailbox          ${url}/demo/mailbox
    支付 Payment sandbox  ${url}/sandbox/

  按 Ctrl-C 停止，数据会保留。 Ctrl-C stops it; the data stays.
`
}

try {
  const unknown = process.argv.slice(2).filter((argument) => argument !== '--trickle')
  if (unknown.length)
    throw new Refusal(`Unknown: ${unknown.join(' ')}. The one option is --trickle (gifts keep arriving).`)
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
