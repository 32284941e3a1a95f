import {
  type Collection,
  type RequestItem,
  requestItems,
} from '../../routes/documents/postman/collection-format';
import { postmanDocuments } from '../../routes/documents/postman/postman-documents';
import type { Route } from '../../routes/route';
import { createTable } from '../../routes/table';

export const { routes } = createTable();

/** The collection of a name, over all dialects unless said. */
export const made = (name: string, of: readonly Route[] = routes): Collection => {
  const document = postmanDocuments(of)
    .find((one) => one.name === name)
    ?.make();
  if (!document || !('item' in document)) throw new Error(`there is no collection ${name}`);
  return document;
};

export const itemsOf = (name: string, of: readonly Route[] = routes): RequestItem[] =>
  requestItems(made(name, of).item);

/** The spelling of an item, as its description tells it. */
export const labelOf = ({ request }: RequestItem): string =>
  /: `([^`]+)`/.exec(request.description ?? '')?.[1] ?? '';

/** What stands there for others, cleans up, or begins and ends a run. */
const OF_THE_RUN =
  /\((for what follows|clean up)\)$|^(Sign in \(where.*|Who am I\?|Create a (policy|token).* for this run|Delete the run's .*|Sign out \(end of the run\))$/;

/** The items that are requests in their own right. */
export const ownItems = (name: string, of: readonly Route[] = routes): RequestItem[] =>
  itemsOf(name, of).filter((item) => !OF_THE_RUN.test(item.name));

export const scriptOf = ({ event }: RequestItem, listen: 'prerequest' | 'test'): string =>
  event.find((one) => one.listen === listen)?.script.exec.join('\n') ?? '';
