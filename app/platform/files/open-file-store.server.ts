import path from 'node:path'
import type { Config } from '../config.server'
import type { FileStore } from './file-store.server'
import { openDiskStore } from './internal/disk-store.server'
import { openS3Store } from './internal/s3-store.server'

type FileConfig = Pick<
  Config,
  'DATA_DIR' | 'FILES_S3_URL' | 'FILES_S3_REGION' | 'FILES_S3_KEY_ID' | 'FILES_S3_SECRET'
>

/** The bucket that the configuration names, else the folder `files` in the data folder. */
export function openFileStore(config: FileConfig): FileStore {
  const { FILES_S3_URL: url, FILES_S3_REGION: region, FILES_S3_KEY_ID, FILES_S3_SECRET } = config
  if (!url) return openDiskStore(path.join(config.DATA_DIR, 'files'))
  return openS3Store({ url, region, keyId: FILES_S3_KEY_ID!, secret: FILES_S3_SECRET! })
}
