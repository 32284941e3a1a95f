import { fuzzDialect } from './dialect-fuzz';

fuzzDialect('rest');
