import { testAnonymousBudget, testFaults } from '../faults';
import { testRefusedCallers } from '../refused-callers';
import { testRefusedRequests } from '../refused-requests';
import { testVerbs } from '../verbs';
import { RAILS } from './manners';

describe('who is refused', () => testRefusedCallers(RAILS, false));
describe('what is refused', () => testRefusedRequests(RAILS));
describe('what fails', () => testFaults(RAILS));
describe('who asks too often', () => testAnonymousBudget(RAILS));
describe('the other verbs, and none at all', () => testVerbs(RAILS, 'rest,laravel'));
