import { bind } from '../../binding';
import { showing, showingAll } from '../../codec/reply';
import { inPath } from '../../locator';
import { decodeNewPolicy, decodePolicyChanges } from './policy-body';
import { policyShape } from './policy-shape';
import { success } from './replies';

const policy = inPath('id', 'integer');

/** Policies of API tokens, in both styles. */
export const policies = [
  bind('policies.list', ['GET /policies', 'GET /policies/list'], {
    reply: showingAll(policyShape),
  }),
  bind('policies.create', ['POST /policies', 'POST /policies/create'], {
    body: decodeNewPolicy,
    decode: ({ body }) => ({ fields: decodeNewPolicy(body) }),
    reply: showing(policyShape, {
      status: 201,
      location: (created) => `/api/policies/${created.id}`,
    }),
  }),
  bind('policies.get', ['GET /policies/{id}', 'GET /policies/get/{id}'], {
    at: { policy },
    reply: showing(policyShape),
  }),
  bind(
    'policies.update',
    [
      'PUT /policies/{id}',
      'PATCH /policies/{id}',
      'PUT /policies/update/{id}',
      'PATCH /policies/update/{id}',
      'POST /policies/update/{id}',
    ],
    {
      at: { policy },
      body: decodePolicyChanges,
      decode: ({ body }) => ({ changes: decodePolicyChanges(body) }),
      reply: showing(policyShape),
    },
  ),
  bind(
    'policies.delete',
    ['DELETE /policies/{id}', 'DELETE /policies/delete/{id}', 'POST /policies/delete/{id}'],
    {
      at: { policy },
      reply: success('Policy deleted successfully'),
    },
  ),
];
