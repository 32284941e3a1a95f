import type { CodeSender } from '../domain/ports';
import type { Logger } from './logger';

/** Writes codes to the log, whole: for development alone, and the settings refuse it in production. */
export const createLogCodeSender = (logger: Pick<Logger, 'info'>): CodeSender => ({
  async send({ phone, username, code, ttlSeconds }) {
    logger.info({ to: phone, username, code, expiresIn: ttlSeconds }, 'one-time code (OTP_SENDER=log)');
  },
});
