import type { CodeSender } from '../domain/ports';
import { createLogCodeSender } from './log-code-sender';
import type { Logger } from './logger';
import { createSmtpCodeSender, type SmtpOptions } from './smtp-code-sender';
import { createWebhookCodeSender, type WebhookOptions } from './webhook-code-sender';

/** Which sender the settings ask for. */
export type CodeSenderChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'log' }
  | ({ readonly kind: 'webhook' } & Pick<WebhookOptions, 'url' | 'secret'>)
  | ({ readonly kind: 'smtp' } & Pick<SmtpOptions, 'url' | 'from'>);

/** The sender of the settings; null for none. */
export const createCodeSender = (choice: CodeSenderChoice, logger: Logger): CodeSender | null => {
  switch (choice.kind) {
    case 'none':
      return null;
    case 'log':
      return createLogCodeSender(logger);
    case 'webhook':
      return createWebhookCodeSender(choice);
    case 'smtp':
      return createSmtpCodeSender(choice);
  }
};
