import Joi from 'joi';
import { PASSWORD_PROFILES, type PasswordProfile } from '../domain/password-policy';
import type { PasswordRules } from '../domain/ports';
import { whole } from './rules';

/** The settings of passwords as they stand in the environment. */
export interface PasswordSettings {
  readonly PASSWORD_PROFILE: PasswordProfile;
  readonly PASSWORD_HISTORY: number;
  readonly PASSWORD_MAX_AGE_DAYS: number;
  readonly PASSWORD_RESET_MUST_CHANGE: boolean;
}

// Every one of them is a hash to compare with, a quarter of a second each at the default cost.
const MAX_HISTORY = 24;
const MAX_AGE_DAYS = 3650;

/** Every setting of passwords with its default. */
export const PASSWORD_SCHEMA = {
  PASSWORD_PROFILE: Joi.string()
    .valid(...PASSWORD_PROFILES)
    .default('contract'),
  PASSWORD_HISTORY: whole(0, 0, MAX_HISTORY),
  PASSWORD_MAX_AGE_DAYS: whole(0, 0, MAX_AGE_DAYS),
  PASSWORD_RESET_MUST_CHANGE: Joi.boolean().default(false),
} as const;

export const toPasswordRules = (settings: PasswordSettings): PasswordRules => ({
  profile: settings.PASSWORD_PROFILE,
  history: settings.PASSWORD_HISTORY,
  maxAgeDays: settings.PASSWORD_MAX_AGE_DAYS,
  resetMustChange: settings.PASSWORD_RESET_MUST_CHANGE,
});
