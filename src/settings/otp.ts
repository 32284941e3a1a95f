import Joi from 'joi';
import type { CodeSenderChoice } from '../adapters/code-sender';
import { DAY_SECONDS, HOUR_SECONDS } from '../domain/durations';
import { type CodeRules, DEFAULT_CODE_RULES } from '../domain/one-time-code';
import { emailProblem } from '../domain/user-rules';
import { seconds, secret, whole } from './rules';

/** The settings of one-time codes, checked. */
export interface OtpConfig {
  readonly sender: CodeSenderChoice;
  readonly rules: CodeRules;
}

/** The settings of one-time codes as they stand in the environment. */
export interface OtpSettings {
  readonly OTP_SENDER: 'log' | 'webhook' | 'smtp' | 'none';
  readonly SMTP_URL?: string;
  readonly SMTP_FROM?: string;
  readonly OTP_WEBHOOK_URL?: string;
  readonly OTP_WEBHOOK_SECRET?: string;
  readonly OTP_TTL: number;
  readonly OTP_MAX_RESENDS: number;
  readonly OTP_CLOSED: number;
  readonly OTP_SENDS_PER_ADDRESS_PER_HOUR: number;
  readonly OTP_MIN_ANSWER_MS: number;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const webhookUrl: Joi.CustomValidator<string> = (value, helpers) => {
  const url = new URL(value);
  const isSafe = url.protocol === 'https:' || LOOPBACK.test(url.hostname);
  // `fetch` refuses a user in an address; better here than at the first code.
  return isSafe && url.username === '' && url.password === ''
    ? value
    : helpers.message({
        custom: '{#label} must be an https address, or http to this machine, without a user',
      });
};

const mailUrl: Joi.CustomValidator<string> = (value, helpers) =>
  URL.canParse(value) && new URL(value).hostname !== ''
    ? value
    : helpers.message({ custom: '{#label} must be such as smtps://user:password@mail.example.com' });

const mailAddress: Joi.CustomValidator<string> = (value, helpers) =>
  emailProblem(value) ? helpers.message({ custom: '{#label} must be an email address' }) : value;

const whenIs = (is: string, matching: Joi.Schema, otherwise?: Joi.Schema): Joi.WhenOptions => ({
  is,
  // biome-ignore lint/suspicious/noThenProperty: joi's own word for it; nobody awaits this object.
  then: matching,
  ...(otherwise && { otherwise }),
});

const neededFor = (sender: OtpSettings['OTP_SENDER'], schema: Joi.StringSchema): Joi.Schema =>
  schema
    .when('OTP_SENDER', whenIs(sender, Joi.required()))
    .messages({ 'any.required': `{#label} is required when OTP_SENDER=${sender}` });

/** Every setting of one-time codes with its default. Production never writes codes to its log. */
export const OTP_SCHEMA = {
  OTP_SENDER: Joi.when(
    'NODE_ENV',
    whenIs(
      'production',
      Joi.string().valid('webhook', 'smtp', 'none').default('none'),
      Joi.string().valid('log', 'webhook', 'smtp', 'none').default('log'),
    ),
  ),
  SMTP_URL: neededFor(
    'smtp',
    Joi.string()
      .uri({ scheme: ['smtp', 'smtps'] })
      .custom(mailUrl),
  ),
  SMTP_FROM: neededFor('smtp', Joi.string().custom(mailAddress)),
  OTP_WEBHOOK_URL: neededFor(
    'webhook',
    Joi.string()
      .uri({ scheme: ['https', 'http'] })
      .custom(webhookUrl),
  ),
  OTP_WEBHOOK_SECRET: neededFor('webhook', Joi.string().custom(secret)),
  OTP_TTL: seconds(DEFAULT_CODE_RULES.ttlSeconds, HOUR_SECONDS),
  OTP_MAX_RESENDS: whole(DEFAULT_CODE_RULES.maxResends, 1, 1000),
  OTP_CLOSED: seconds(DEFAULT_CODE_RULES.closedSeconds, 30 * DAY_SECONDS),
  OTP_SENDS_PER_ADDRESS_PER_HOUR: whole(DEFAULT_CODE_RULES.sendsPerAddressPerHour, 1, 1_000_000),
  OTP_MIN_ANSWER_MS: whole(DEFAULT_CODE_RULES.minAnswerMs, 0, 5000),
} as const;

const choiceOf = (settings: OtpSettings): CodeSenderChoice => {
  const { OTP_SENDER: kind, OTP_WEBHOOK_URL, OTP_WEBHOOK_SECRET, SMTP_URL, SMTP_FROM } = settings;
  switch (kind) {
    case 'webhook':
      return { kind, url: OTP_WEBHOOK_URL ?? '', secret: OTP_WEBHOOK_SECRET ?? '' };
    case 'smtp':
      return { kind, url: SMTP_URL ?? '', from: SMTP_FROM ?? '' };
    default:
      return { kind };
  }
};

export const toOtpConfig = (settings: OtpSettings): OtpConfig => ({
  sender: choiceOf(settings),
  rules: {
    ttlSeconds: settings.OTP_TTL,
    maxResends: settings.OTP_MAX_RESENDS,
    closedSeconds: settings.OTP_CLOSED,
    sendsPerAddressPerHour: settings.OTP_SENDS_PER_ADDRESS_PER_HOUR,
    minAnswerMs: settings.OTP_MIN_ANSWER_MS,
  },
});
