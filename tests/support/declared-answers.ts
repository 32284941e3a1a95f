import { appendFileSync } from 'node:fs';
import type { RouteTable } from '../../routes/table';
import { type AnswerCheck, createAnswerCheck } from './answer-check';
import type { Answer } from './test-server';

/** Where a run counts what it checked, a byte for each answer; the reporter of the closing line reads it. */
const count = (mark: '.' | 'x'): void => {
  const file = process.env['ROSTER_CHECKED_ANSWERS'];
  if (file !== undefined) appendFileSync(file, mark);
};

const checks = new Map<string, AnswerCheck>();

/** From now on answers of this server must be as the OpenAPI document of its table declares them. */
export const declareAnswers = (url: string, table: RouteTable): void => {
  checks.set(new URL(url).origin, createAnswerCheck(table));
};

/** Nothing is known any more of what answers there. */
export const forgetAnswers = (url: string): void => {
  checks.delete(new URL(url).origin);
};

/** Throws an `Error` when an answer has a status, header or field that is not declared. */
export const assertDeclared = (url: string, line: string, answer: Answer): void => {
  const problem = checks.get(new URL(url).origin)?.(line, answer);
  if (problem === undefined) return;
  count(problem === null ? '.' : 'x');
  if (problem === null) return;
  throw new Error(
    `undeclared in OpenAPI: ${line} answered ${answer.status}, and ${problem}\n${answer.text.slice(0, 500)}`,
  );
};
