import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Asset, hashedAsset } from '../routes/documents/asset';

/** The console's script and style. */
export interface ConsoleBundle {
  readonly script: Asset;
  readonly style: Asset;
}

/** Beside this file where that is compiled; where the sources run, in what was built of them. */
const PLACES = [join(__dirname, 'console'), join(__dirname, '..', 'dist', 'src', 'console')];

/** Reads what the build made of `src/console`; null where the sources run and nothing was built yet. */
export const readConsoleBundle = (): ConsoleBundle | null => {
  const place = PLACES.find((folder) => existsSync(join(folder, 'console.js')));
  if (place === undefined) return null;
  const asset = (extension: 'js' | 'css'): Asset =>
    hashedAsset(
      '/console/assets',
      'console',
      extension,
      readFileSync(join(place, `console.${extension}`), 'utf8'),
    );
  return { script: asset('js'), style: asset('css') };
};
