import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '~/platform/db.server'
import { pgliteDatabase } from '~/platform/internal/pglite.server'
import { migrate } from '~/platform/migrate.server'
import { startCluster } from './postgres-cluster'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    pgliteTemplate: string
  }
}

/** Migrates once per kind of database; each test file then copies the result (template database, dumped folder). */
export default async function setup(project: TestProject) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-test-'))
  const cluster = await startCluster()
  const admin = await openDatabase({ url: cluster.url(), dataDir: dir })
  await admin.query('CREATE DATABASE house_template')
  await admin.close()
  const template = await openDatabase({ url: cluster.url('house_template'), dataDir: dir })
  await migrate(template, cluster.url('house_template'))
  await template.close()

  // It is copied for every test: as small as it can be, and not packed.
  const pglite = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] })
  const lite = pgliteDatabase(pglite, () => {})
  await migrate(lite)
  await pglite.exec('UPDATE pg_database SET datistemplate = false')
  for (const unused of ['template0', 'template1']) await pglite.exec(`DROP DATABASE ${unused}`)
  await pglite.exec('CHECKPOINT')
  const file = path.join(dir, 'pglite.tar')
  fs.writeFileSync(file, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()))
  await lite.close()

  project.provide('postgresUrl', cluster.url('house_template'))
  project.provide('pgliteTemplate', file)
  return async () => {
    await cluster.destroy()
    fs.rmSync(dir, { recursive: true, force: true })
  }
}
