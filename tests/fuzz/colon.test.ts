import { fuzzDialect } from './dialect-fuzz';

fuzzDialect('colon');
