/** A script that reads no answer. */
export const TEST_SCRIPT = [{ listen: 'test', script: { exec: ['pm.response.to.have.status(200);'] } }];
const READING_SCRIPT = [
  { listen: 'test', script: { exec: ['pm.collectionVariables.set("id", pm.response.json().id);'] } },
];

/** A Postman collection (v2.1) with one of each thing. */
export const COLLECTION = {
  info: {
    name: 'Our users',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    _postman_id: 'x',
  },
  auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] },
  event: [{ listen: 'prerequest', script: { exec: ['console.log(1)'] } }],
  variable: [{ key: 'baseUrl', value: 'http://localhost:3000' }],
  item: [
    {
      name: 'Administration',
      description: 'what administrators do',
      item: [
        {
          name: 'Suspend somebody',
          event: TEST_SCRIPT,
          request: {
            method: 'POST',
            description: 'for a while',
            header: [
              { key: 'X-Request-Id', value: '{{$guid}}' },
              { key: 'X-Off', value: '1', disabled: true },
              { key: 'content-type', value: 'application/json' },
            ],
            url: {
              raw: '{{baseUrl}}/api/users/suspend/{{userId}}',
              host: ['{{baseUrl}}'],
              path: ['api', 'users', 'suspend', '{{userId}}'],
            },
            body: { mode: 'raw', raw: '{"reason":"left"}' },
          },
          response: [{ name: 'done', code: 200, body: '{"success":true}' }],
        },
        {
          name: 'Deeper',
          item: [{ name: 'Lock', request: { method: 'POST', url: '{{baseUrl}}/api/users/2/lock' } }],
        },
      ],
    },
    {
      name: 'Create',
      event: READING_SCRIPT,
      request: {
        method: 'POST',
        url: '{{baseUrl}}/api/users',
        body: { mode: 'raw', raw: '{"username":"{{name}}","email":"a@b.cd","password":"Long-enough-1"}' },
      },
    },
    { name: 'Somewhere else', request: { method: 'GET', url: 'https://example.com/weather?city=x' } },
    { name: 'Page', request: { method: 'GET', url: '{{baseUrl}}/api/users?limit=5&status=suspended' } },
    { name: 'Empty folder', item: [] },
    { name: 'No request at all' },
  ],
};
