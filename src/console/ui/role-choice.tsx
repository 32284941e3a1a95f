import type { JSX } from 'preact';
import type { Role } from '../api/types';
import { useAnswer } from '../api/use-answer';
import { CheckField } from './fields';

interface Props {
  readonly chosen: readonly string[];
  readonly onChosen: (roles: readonly string[]) => void;
  /** Whether the highest role may be given. */
  readonly isSuperadmin: boolean;
}

/** The roles of the table, to choose from. */
export const RoleChoice = ({ chosen, onChosen, isSuperadmin }: Props): JSX.Element => {
  const roles = useAnswer<readonly Role[]>('/api/roles').answer?.body ?? [];
  const toggle = (name: string, isChecked: boolean): void =>
    onChosen(isChecked ? [...chosen, name] : chosen.filter((other) => other !== name));
  return (
    <fieldset class="choices">
      <legend>Roles</legend>
      {roles.map(({ name }) => (
        <CheckField
          key={name}
          isChecked={chosen.includes(name)}
          onChecked={(isChecked) => toggle(name, isChecked)}
          isDisabled={name === 'superadmin' && !isSuperadmin}
        >
          {name}
        </CheckField>
      ))}
      {!isSuperadmin && <small>Only a superadmin grants superadmin.</small>}
    </fieldset>
  );
};
