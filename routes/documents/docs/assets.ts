import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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

type Extension = keyof typeof TYPES;

const HASH_LENGTH = 16;

const asset = (name: string, extension: Extension, ...parts: readonly string[]): Asset => {
  const body = parts.join('');
  const hash = createHash('sha256').update(body).digest('hex').slice(0, HASH_LENGTH);
  return { path: `/docs/assets/${name}.${hash}.${extension}`, type: TYPES[extension], body };
};

const text = (file: string): string => readFileSync(file, 'utf8');

/** A file of ours: they lie beside this one, in the sources as in what is built of them. */
const own = (name: string): string => text(join(__dirname, 'assets', name));

const STYLES = ['base.css', 'frame.css', 'operations.css', 'operation.css', 'code.css'];
const SCRIPTS = ['theme.js', 'commands.js', 'filters.js', 'sidebar.js'];

/** Reads what the pages load: our own files, and those of Pico and Swagger UI out of their packages. */
export const readAssets = () => ({
  pico: asset('pico', 'css', text(require.resolve('@picocss/pico/css/pico.min.css'))),
  style: asset('docs', 'css', ...STYLES.map(own)),
  script: asset('docs', 'js', ...SCRIPTS.map(own)),
  icon: asset('icon', 'svg', own('icon.svg')),
  viewerBase: asset('viewer', 'css', own('viewer.css')),
  viewerStyle: asset(
    'swagger-ui',
    'css',
    text(require.resolve('swagger-ui-dist/swagger-ui.css')),
    own('viewer-fixes.css'),
  ),
  viewerBundle: asset('swagger-ui', 'js', text(require.resolve('swagger-ui-dist/swagger-ui-bundle.js'))),
  viewerStart: asset('reference', 'js', own('reference.js')),
});

export type Assets = ReturnType<typeof readAssets>;
