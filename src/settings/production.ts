import type { Settings } from './settings';

/** What people copy from examples. Whoever knows it can sign tokens or sign in, so production refuses it. */
const SAMPLE_SECRETS =
  /^(.)\1*$|change.?me|replace.?(this|me)|your.?(jwt|secret)|example|sample|default.?secret|supersecret/i;

/** The least work that a password hash may take where it matters. */
export const MIN_PRODUCTION_COST = 10;

/** Whether a secret is one of those that people copy. */
export const looksLikeSample = (secret: string): boolean => SAMPLE_SECRETS.test(secret);

const SECRETS = [
  'JWT_SECRET',
  'JWT_SECRET_PREVIOUS',
  'ADMIN_PASSWORD',
  'ADMIN_TOKEN',
  'METRICS_TOKEN',
  'OTP_WEBHOOK_SECRET',
] as const satisfies readonly (keyof Settings)[];

/** Why production cannot run with these settings, in one line; null when it can. */
export const productionProblem = (settings: Settings): string | null => {
  const { JWT_SECRET, BCRYPT_COST } = settings;
  if (!JWT_SECRET) return 'JWT_SECRET is required when NODE_ENV=production: set 32 random bytes or more';
  const sample = SECRETS.find((name) => looksLikeSample(settings[name] ?? ''));
  if (sample)
    return `${sample} looks like a sample value: set 32 random bytes or more, such as from \`openssl rand -base64 48\``;
  return BCRYPT_COST < MIN_PRODUCTION_COST
    ? `BCRYPT_COST must be at least ${MIN_PRODUCTION_COST} when NODE_ENV=production`
    : null;
};
