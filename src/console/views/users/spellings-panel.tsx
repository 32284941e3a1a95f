import type { JSX } from 'preact';
import type { Facts as TableFacts, User } from '../../api/types';
import { useAnswer } from '../../api/use-answer';
import { CopyButton } from '../../ui/copy-button';
import { Loading, ViewFailure } from '../../ui/notices';
import { Panel } from '../../ui/view';

type Spelling = TableFacts['spellings'][number];

const idOf = (user: User, { id }: Spelling): string =>
  ({ integer: String(user.id), ulid: user.ulid, hex: user.hex_id })[id.form];

/** Where this user is to be got, as a dialect says it. */
const addressOf = (user: User, spelling: Spelling): string => {
  const { path, id } = spelling;
  const value = encodeURIComponent(idOf(user, spelling));
  return id.in === 'path' ? path.replace(`{${id.name}}`, value) : `${path}?${id.name}=${value}`;
};

const commandOf = (method: string, address: string): string => {
  const how = method === 'GET' ? '' : ` -X ${method}`;
  return `curl '${location.origin}${address}'${how} -H "Authorization: Bearer $TOKEN"`;
};

/** This user as every dialect gets it, from the server's own table. */
export const SpellingsPanel = ({ user }: { readonly user: User }): JSX.Element => {
  const { answer, failure, reload } = useAnswer<TableFacts>('/console/facts.json');
  return (
    <Panel title="Get this user">
      {failure && <ViewFailure failure={failure} onRetry={reload} />}
      {!answer && !failure && <Loading />}
      <ul class="spellings">
        {answer?.body.spellings.map((spelling) => {
          const address = addressOf(user, spelling);
          return (
            <li key={spelling.dialect}>
              <span class="dialect">{spelling.dialect}</span>
              <code>
                {spelling.method} {address}
              </code>
              <CopyButton
                text={commandOf(spelling.method, address)}
                what={`the curl command for ${spelling.dialect}`}
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
};
