import { testMassAssignment } from '../mass-assignment';
import { RAILS } from './manners';

testMassAssignment(RAILS, ['name', 'email', 'role', 'status']);
