import { STATUS_CODES } from 'node:http';
import type { ErrorCode } from '../../../src/domain/error';
import type { Route } from '../../route';
import { json, type WireBody, type WireResponse } from '../../wire';
import { exampleError, possibleErrors } from '../possible-errors';
import type { PostmanRequest, SavedResponse } from './collection-format';
import { mediaTypeOf } from './scripts';

/** Faults of the server and of the transport: the same everywhere, and no part of what an operation says. */
const NOT_SAVED: readonly ErrorCode[] = [
  'internal',
  'unavailable',
  'body_too_large',
  'unsupported_media_type',
];

const textOf = (body: WireBody): string => {
  if (body.kind === 'text') return body.text;
  return body.kind === 'json' ? JSON.stringify(body.value, null, 2) : '';
};

const saved = (
  name: string,
  { status, body }: WireResponse,
  request: SavedResponse['originalRequest'],
): SavedResponse => ({
  name: `${status} ${name}`,
  originalRequest: request,
  status: STATUS_CODES[status] ?? '',
  code: status,
  _postman_previewlanguage: body.kind === 'text' ? 'text' : 'json',
  header: [{ key: 'Content-Type', value: mediaTypeOf(body.kind) }],
  cookie: [],
  body: textOf(body),
});

/** What each of the errors that a route can meet is answered with; of those that are answered alike, the first. */
const refusals = ({ dialect, binding, lifecycle }: Route): [name: string, answer: WireResponse][] => {
  const bySentence = new Map<string, [string, WireResponse]>();
  for (const code of possibleErrors(binding, lifecycle)) {
    if (NOT_SAVED.includes(code)) continue;
    const answer = dialect.encodeError(exampleError(code, binding), binding.operation);
    const sentence = `${answer.status} ${textOf(answer.body)}`;
    if (!bySentence.has(sentence)) bySentence.set(sentence, [code.replaceAll('_', ' '), answer]);
  }
  return [...bySentence.values()];
};

/** The answer when all is well and those to errors, as examples of a request. */
export const savedResponses = (
  route: Route,
  { description: _description, auth: _auth, ...request }: PostmanRequest,
): SavedResponse[] => {
  const { status, told } = route.binding;
  return [
    saved('done', json(status, told.example), request),
    ...refusals(route).map(([name, answer]) => saved(name, answer, request)),
  ];
};
