import { randomInt } from 'node:crypto';
import { Agent, get } from 'node:http';
import { quantile } from '../statistics';

// Reads users one by one at a steady pace, whatever the server does, until it is told to stop. A read counts from the time
// at which it was due: one that waited for a slow one before it has waited.
const [, , url = '', token = '', users = '0', perSecond = '0'] = process.argv;

const STEP_MS = 1000 / Number(perSecond);
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const headers = { Authorization: `Bearer ${token}` };
const times: number[] = [];
let failed = 0;

const read = (due: number): void => {
  get(`${url}/api/users/${randomInt(2, Number(users))}`, { agent, headers }, (answer) => {
    answer.resume();
    answer.on('end', () => {
      if (answer.statusCode === 200) times.push(performance.now() - due);
      else failed += 1;
    });
  }).on('error', () => {
    failed += 1;
  });
};

let due = performance.now();

const tick = (): void => {
  for (const now = performance.now(); due <= now; due += STEP_MS) read(due);
  setTimeout(tick, due - performance.now());
};

process.once('message', () => {
  process.send?.({ reads: times.length, failed, p50: quantile(times, 0.5), p99: quantile(times, 0.99) });
  process.exit(0);
});
// Nobody is left who would say stop.
process.once('disconnect', () => process.exit(1));
tick();
