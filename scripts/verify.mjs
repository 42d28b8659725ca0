// `npm run verify`: installs what the tests need, builds, and runs every check and test. Last line: N passed, N failed.
import fs from 'node:fs'
import path from 'node:path'
import { build, checkNode, installPackages, npm, root, run } from './prepare.mjs'
import { explain } from './serve.mjs'
import { installSystemPackages } from './system-packages.mjs'

const cache = path.join(root, '.cache')
const report = (name) => path.join(cache, `${name}.json`)
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const bin = (name) => path.join(root, 'node_modules', '.bin', name)
const score = { passed: 0, failed: 0 }
const summary = []

/** The counts that a runner left in its report. No report, or no test in it, is a failure of the runner itself. */
function counted(file, exitCode, read) {
  let counts = { passed: 0, failed: 0 }
  try {
    counts = read(JSON.parse(fs.readFileSync(file, 'utf8')))
  } catch (error) {
    console.error(`No readable report: ${error.message}`)
  }
  const ranNothing = counts.passed + counts.failed === 0
  const brokeDown = exitCode !== 0 && counts.failed === 0
  return ranNothing || brokeDown ? { ...counts, failed: counts.failed + 1 } : counts
}

async function vitest() {
  fs.rmSync(report('vitest'), { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report('vitest')}`]
  const code = await run(bin('vitest'), ['run', ...reporters])
  return counted(report('vitest'), code, (json) => ({
    passed: json.numPassedTests,
    // A file that could not be loaded has no tests of its own to fail.
    failed:
      json.numFailedTests +
      json.testResults.filter(
        (f) => f.status === 'failed' && !f.assertionResults.some((a) => a.status === 'failed'),
      ).length,
  }))
}

async function playwright() {
  fs.rmSync(report('playwright'), { force: true })
  const code = await run(bin('playwright'), ['test'])
  return counted(report('playwright'), code, ({ stats }) => {
    if (stats.flaky > 0) summary.push(`note  ${stats.flaky} browser tests passed on the second try only`)
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
  })
}

const asOne = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** One step with its headline and time. `work` answers { passed, failed }, or a word for a preparation. */
async function step(title, work) {
  console.log(`\n== ${title}`)
  const since = performance.now()
  const result = await work()
  if (typeof result !== 'object') {
    console.log(`   ${result ?? 'ok'} (${seconds(since)})`)
    return
  }
  score.passed += result.passed
  score.failed += result.failed
  const line = `${result.failed ? 'FAILED' : 'ok'}  ${title}: ${result.passed} passed, ${result.failed} failed (${seconds(since)})`
  summary.push(line)
  console.log(`   ${line}`)
}

try {
  await step(`Node ${process.versions.node}`, checkNode)
  await step('Packages', installPackages)
  await step('System packages', installSystemPackages)
} catch (error) {
  console.error(`   ${explain(error)}`)
  console.log(`\n0 passed, 1 failed`)
  process.exit(1)
}

fs.mkdirSync(cache, { recursive: true })
const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
await step('npm run build', async () => asOne(await build()))
// One by one what `npm run check` strings together, so that the first fault does not hide the others.
for (const [, name] of scripts.check.matchAll(/npm run (\S+)/g)) {
  await step(`npm run ${name}`, async () => asOne(await npm(['run', '--silent', name])))
}
await step('Tests (vitest)', vitest)
await step('Browser tests (playwright)', playwright)

console.log(`\n== Summary\n${summary.map((line) => `   ${line}`).join('\n')}`)
process.exitCode = score.failed ? 1 : 0
console.log(`${score.passed} passed, ${score.failed} failed`)
