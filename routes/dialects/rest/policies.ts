import { bind } from '../../binding';
import { inPath } from '../../locator';
import { json } from '../../wire';
import { decodeNewPolicy, decodePolicyChanges } from './policy-body';
import { policyShape } from './policy-shape';
import { success } from './replies';

const policy = inPath('id', 'integer');

/** Policies of API tokens, in both styles. */
export const policies = [
  bind('policies.list', ['GET /policies', 'GET /policies/list'], {
    encode: (all) => json(200, all.map(policyShape.encode)),
  }),
  bind('policies.create', ['POST /policies', 'POST /policies/create'], {
    decode: ({ body }) => ({ fields: decodeNewPolicy(body) }),
    encode: (created) => json(201, policyShape.encode(created), { Location: `/api/policies/${created.id}` }),
  }),
  bind('policies.get', ['GET /policies/{id}', 'GET /policies/get/{id}'], {
    at: { policy },
    encode: (found) => json(200, policyShape.encode(found)),
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
      decode: ({ body }) => ({ changes: decodePolicyChanges(body) }),
      encode: (updated) => json(200, policyShape.encode(updated)),
    },
  ),
  bind(
    'policies.delete',
    ['DELETE /policies/{id}', 'DELETE /policies/delete/{id}', 'POST /policies/delete/{id}'],
    {
      at: { policy },
      encode: success('Policy deleted successfully'),
    },
  ),
];
