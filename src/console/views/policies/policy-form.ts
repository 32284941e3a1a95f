import type { Policy } from '../../api/types';

/** The methods that a policy can allow. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** A policy as it is typed. */
export interface PolicyForm {
  readonly name: string;
  readonly description: string;
  readonly perMinute: string;
  readonly perDay: string;
  readonly methods: readonly string[];
  readonly paths: string;
  readonly ips: string;
  readonly active: boolean;
}

const NEW: PolicyForm = {
  name: '',
  description: '',
  perMinute: '60',
  perDay: '1000',
  methods: [],
  paths: '',
  ips: '',
  active: true,
};

const text = (value: number | string | null): string => (value === null ? '' : String(value));
const lines = (list: readonly string[] | null): string => list?.join('\n') ?? '';

/** The form of a policy; of none, that of a new one. */
export const toForm = (policy: Policy | null): PolicyForm =>
  policy
    ? {
        name: policy.name,
        description: text(policy.description),
        perMinute: text(policy.rate_limit_per_min),
        perDay: text(policy.max_requests_per_day),
        methods: policy.allowed_methods ?? [],
        paths: lines(policy.allowed_paths),
        ips: lines(policy.allowed_ips),
        active: policy.active,
      }
    : NEW;

const numberOrNull = (value: string): number | null => (value.trim() === '' ? null : Number(value));

const listOrNull = (value: string): string[] | null => {
  const list = value
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return list.length === 0 ? null : list;
};

/** The body that a form stands for. */
export const policyBody = (form: PolicyForm): Record<string, unknown> => ({
  name: form.name,
  description: form.description.trim() || null,
  rate_limit_per_min: numberOrNull(form.perMinute),
  max_requests_per_day: numberOrNull(form.perDay),
  allowed_methods: form.methods.length === 0 ? null : form.methods,
  allowed_paths: listOrNull(form.paths),
  allowed_ips: listOrNull(form.ips),
  active: form.active,
});
