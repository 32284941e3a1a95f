import { createHash } from 'node:crypto';

/** A file that pages load. Its address changes with its content, so it may be kept for good. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

const TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
} as const;

export type AssetExtension = keyof typeof TYPES;

const HASH_LENGTH = 16;

/** A text as an asset of a folder, with a piece of its hash in its address. */
export const hashedAsset = (folder: string, name: string, extension: AssetExtension, body: string): Asset => {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, HASH_LENGTH);
  return { path: `${folder}/${name}.${hash}.${extension}`, type: TYPES[extension], body };
};
