import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Asset, type AssetExtension, hashedAsset } from '../asset';

const asset = (name: string, extension: AssetExtension, ...parts: readonly string[]): Asset =>
  hashedAsset('/docs/assets', name, extension, parts.join(''));

const text = (file: string): string => readFileSync(file, 'utf8');

/** A file of ours: they lie beside this one, in the sources as in what is built of them. */
const own = (name: string): string => text(join(__dirname, 'assets', name));

const STYLES = [
  'base.css',
  'frame.css',
  'operations.css',
  'operation.css',
  'card.css',
  'errors.css',
  'code.css',
];
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
