import { createHmac, createSecretKey } from 'node:crypto';
import type { CodeSender } from '../domain/ports';
import { toTraceparent } from '../domain/trace';

export interface WebhookOptions {
  /** `https`, or `http` to this machine. */
  readonly url: string;
  /** Signs the body, so that the receiver can tell that it comes from here. */
  readonly secret: string;
  /** How long the receiver may take, in milliseconds. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

// What `fetch` throws may quote the address, which can hold a secret: only the kind of the failure is told.
const failureOf = (error: unknown): Error => {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  return new Error(`the webhook could not be reached (${String(cause?.code ?? name)})`);
};

/**
 * Hands codes to another server: `POST {to, code, expires_in}` as JSON, signed in `X-Roster-Signature` as
 * `sha256=<HMAC-SHA256 of the body in hex>`. Any answer from 200 to 299 means that it was taken over.
 */
export const createWebhookCodeSender = ({
  url,
  secret,
  timeoutMs = TIMEOUT_MS,
}: WebhookOptions): CodeSender => {
  const key = createSecretKey(Buffer.from(secret));
  return {
    async send({ phone, code, ttlSeconds, trace }) {
      const body = JSON.stringify({ to: phone, code, expires_in: ttlSeconds });
      const signature = createHmac('sha256', key).update(body).digest('hex');
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-roster-signature': `sha256=${signature}`,
          ...(trace && { traceparent: toTraceparent(trace) }),
        },
        body,
        // A code goes where the settings say, and nowhere that a receiver says.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((error: unknown) => {
        throw failureOf(error);
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
    },
  };
};
