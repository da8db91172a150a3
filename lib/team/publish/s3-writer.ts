import { AwsClient } from 'aws4fetch';
import { fail, ok, type Result } from '@/lib/core/result';
import { type BundleWriter, cacheControl, contentType, type FileContent, type WriteReason } from './bundle-writer';
import { takeBody, toBytes, toWriteReason } from './http-put-writer';

export interface S3Options {
  /** Address of the bucket, path-style (`https://host/bucket`) or virtual-hosted (`https://bucket.host`). */
  bucketUrl: string;
  /** `oss-cn-hangzhou`, `ap-shanghai`, `us-east-1`; most own servers take any. */
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Folder inside the bucket, without slashes around it. */
  prefix?: string;
  fetch: typeof fetch;
}

/**
 * Writes to an S3-compatible bucket (OSS, COS, MinIO ...), each request signed by SigV4. Keys live in trusted storage of
 * the lead's machine only and never enter a log or a backup.
 */
export function createS3Writer(options: S3Options): BundleWriter {
  const { accessKeyId, secretAccessKey, region } = options;
  // No retries of its own: a failure is told at once and publishing is repeatable.
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const base = [options.bucketUrl.replace(/\/+$/, ''), options.prefix?.replace(/^\/+|\/+$/g, '')]
    .filter(Boolean)
    .join('/');

  async function send(
    path: string,
    init: { method: string; body?: FileContent; headers?: Record<string, string> },
  ): Promise<Result<Response, WriteReason>> {
    try {
      const signed = await client.sign(`${base}/${path}`, init);
      return ok(await options.fetch(signed, { credentials: 'omit', cache: 'no-store' }));
    } catch {
      return fail('unreachable');
    }
  }

  return {
    read: async (path) => takeBody(await send(path, { method: 'GET' }), (response) => response.text()),
    readBytes: async (path) => takeBody(await send(path, { method: 'GET' }), toBytes),
    async write(path, content, isFinal) {
      const headers = { 'Content-Type': contentType(content, isFinal), 'Cache-Control': cacheControl(isFinal) };
      const put = await send(path, { method: 'PUT', body: content, headers });
      if (!put.ok) return put;
      return put.value.ok ? ok(null) : fail(toWriteReason(put.value.status));
    },
  };
}
