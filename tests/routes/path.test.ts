import { fillTemplate, parameterNames, parseTemplate, shapeOf, splitPath } from '../../routes/path';

test('a template is read in segments: parameters in braces, all else literally', () => {
  expect(parseTemplate('/api/users/{id}/sessions/{sid}')).toEqual([
    { kind: 'literal', text: 'api' },
    { kind: 'literal', text: 'users' },
    { kind: 'parameter', name: 'id' },
    { kind: 'literal', text: 'sessions' },
    { kind: 'parameter', name: 'sid' },
  ]);
  expect(parseTemplate('/users:get')).toEqual([{ kind: 'literal', text: 'users:get' }]);
  expect(parseTemplate('/a.b*c+d(e)/:id')).toEqual([
    { kind: 'literal', text: 'a.b*c+d(e)' },
    { kind: 'literal', text: ':id' },
  ]);
  expect(parameterNames('/a/{one}/b/{two}')).toEqual(['one', 'two']);
});

test.each([
  ['no slash at the beginning', 'api/users', 'does not start with "/"'],
  ['an open brace', '/api/{id', 'brace'],
  ['a closing brace', '/api/id}', 'brace'],
  ['text before a brace', '/api/x{id}', 'brace'],
  ['text after a brace', '/api/{id}x', 'brace'],
  ['an empty name', '/api/{}', 'brace'],
  ['a name that begins with a capital', '/api/{Id}', 'brace'],
  ['two braces', '/api/{{id}}', 'brace'],
])('%s is no template', (_, template, told) => {
  expect(() => parseTemplate(template)).toThrow(told);
});

test('templates of one shape match the same paths', () => {
  expect(shapeOf('/users/{id}/lock')).toBe(shapeOf('/users/{name}/lock'));
  expect(shapeOf('/users/{id}')).not.toBe(shapeOf('/users/list'));
  expect(shapeOf('/users/{id}')).not.toBe(shapeOf('/users/{id}/'));
});

test.each([
  ['/api/users/5', ['api', 'users', '5']],
  ['/', ['']],
  ['/api/users/', ['api', 'users', '']],
  ['/api//users', ['api', '', 'users']],
  ['/users%3Alist', ['users:list']],
  ['/users%3alist', ['users:list']],
  ['/a%2Fb/c', ['a/b', 'c']],
  ['/%E7%8E%8B', ['王']],
  ['/%00', ['\u0000']],
  // No escape, or no UTF-8 in it: left as it is.
  ['/100%', ['100%']],
  ['/%zz', ['%zz']],
  ['/%ff', ['%ff']],
  // Once, not twice.
  ['/%2541', ['%41']],
])('the path %s has the segments %j', (path, segments) => {
  expect(splitPath(path)).toEqual(segments);
});

test('a template is filled in, escaped for a URL', () => {
  expect(fillTemplate('/api/users/{id}', { id: '5' })).toBe('/api/users/5');
  expect(fillTemplate('/x/{a}/{b}', { a: 'a/b', b: '王 ?' })).toBe('/x/a%2Fb/%E7%8E%8B%20%3F');
  expect(() => fillTemplate('/x/{a}', {})).toThrow('no value for {a}');
});
