import { refuseText } from './refusal';

const COPY_AS_BASH = 'written for bash; this line is for PowerShell: copy it as cURL (bash)';

/** Whether a curl line goes on after a backtick, or has variables, as in PowerShell alone. */
export const isPowerShell = (text: string): boolean => /`\r?\n|\$env:/i.test(text);

/** Whether a text calls what PowerShell has in curl's place. */
export const isWebRequest = (text: string): boolean =>
  /^\s*(?:\$\w+\s*=\s*New-Object\b|(?:\$\w+\s*=\s*)?(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm)\s)/i.test(
    text,
  );

/** Throws `invalid_fields`, with what to do instead. */
export const refusePowerShell = (): never => refuseText(COPY_AS_BASH);

/** A simple line for PowerShell as bash has it. Throws `invalid_fields` for one with escapes of PowerShell's own. */
export const asBash = (text: string): string => {
  const line = text.replace(/[ \t]`\r?\n/g, ' \\\n').replace(/\$(\{?)env:/gi, '$$$1');
  return /`|''|""/.test(line) ? refusePowerShell() : line;
};
