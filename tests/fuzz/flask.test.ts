import { fuzzDialect } from './dialect-fuzz';

fuzzDialect('flask');
