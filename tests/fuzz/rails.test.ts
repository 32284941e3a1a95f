import { fuzzDialect } from './dialect-fuzz';

fuzzDialect('rails');
