import { testAnonymousBudget, testFaults } from '../faults';
import { testRefusedCallers } from '../refused-callers';
import { testRefusedRequests } from '../refused-requests';
import { testVerbs } from '../verbs';
import { LARAVEL } from './manners';

describe('who is refused', () => testRefusedCallers(LARAVEL, true));
describe('what is refused', () => testRefusedRequests(LARAVEL));
describe('what fails', () => testFaults(LARAVEL));
describe('who asks too often', () => testAnonymousBudget(LARAVEL));
describe('the other verbs, and none at all', () => testVerbs(LARAVEL, 'rest,rails'));
