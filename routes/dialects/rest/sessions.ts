import { bind } from '../../binding';
import { showingAll } from '../../codec/reply';
import { inPath } from '../../locator';
import { success } from './replies';
import { sessionShape } from './session-shape';

const user = inPath('id', 'integer');
const session = inPath('sid', 'ulid');

/** Administration of a user's sessions, in both styles. */
export const sessions = [
  bind('users.listSessions', ['GET /users/{id}/sessions', 'GET /users/sessions/{id}'], {
    at: { user },
    reply: showingAll(sessionShape),
  }),
  bind(
    'users.endSessions',
    ['DELETE /users/{id}/sessions', 'DELETE /users/sessions/{id}', 'POST /users/sessions/{id}'],
    { at: { user }, reply: success('Sessions ended successfully') },
  ),
  bind(
    'users.endSession',
    [
      'DELETE /users/{id}/sessions/{sid}',
      'DELETE /users/sessions/{id}/{sid}',
      'POST /users/sessions/{id}/{sid}',
    ],
    { at: { user, session }, reply: success('Session ended successfully') },
  ),
];
