import { bind } from '../../binding';
import { PAGE_QUERY } from '../../codec/page-query';
import { showingAll } from '../../codec/reply';
import { decodeIdPage, showingPage } from './id-list';
import { tokenUseShape } from './limit-shape';
import { trafficShape } from './traffic-shape';
import { decodeTraffic, decodeUsage, TRAFFIC_QUERY, USAGE_QUERY } from './usage-list';
import { ownUsageShape, usageShape } from './usage-shape';

const SCOPE = 'limits';

/** Who calls what, how it is answered, and what is left of limits. */
export const usage = [
  bind('usage.list', ['GET /usage', 'GET /usage/list'], {
    query: USAGE_QUERY,
    decode: decodeUsage,
    reply: showingAll(usageShape),
  }),
  bind('usage.mine', ['GET /usage/me'], { reply: showingAll(ownUsageShape) }),
  bind('usage.traffic', ['GET /usage/traffic'], {
    query: TRAFFIC_QUERY,
    decode: decodeTraffic,
    reply: showingAll(trafficShape),
  }),
  bind('usage.limits', ['GET /usage/limits'], {
    query: PAGE_QUERY,
    decode: (request) => decodeIdPage(request, SCOPE),
    reply: showingPage(tokenUseShape, () => SCOPE),
  }),
];
