import { fuzzDialect } from './dialect-fuzz';

fuzzDialect('laravel');
