import type { Route } from '../../route';

const nameOf = ({ binding: { operation, when } }: Route): string => {
  if (!when) return operation;
  return `${operation}.${'given' in when ? when.given.join('-') : when.equals}`;
};

/** A name for each of the routes of one URL, such as `users.update.reset_password`. */
export const variantNames = (routes: readonly Route[]): string[] => routes.map(nameOf);
