import { testMassAssignment } from '../mass-assignment';
import { LARAVEL } from './manners';

// An update ignores a password, whatever it is, and so it is among what is tried there.
testMassAssignment(LARAVEL, ['name', 'email', 'role_id', 'phone_number']);
