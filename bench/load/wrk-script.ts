import type { Load, LoadRequest } from './load';

// A JSON string of plain ASCII is a string of Lua as well.
const quoted = (text: string): string => JSON.stringify(text);

const entry = ({ method, path, body }: LoadRequest): string =>
  `{${quoted(method)}, ${quoted(path)}, ${body === undefined ? 'nil' : quoted(body)}}`;

/** Stands before the line with the results in what wrk prints. */
export const RESULT_MARK = 'result ';

/**
 * A script for wrk: requests in turn, ready-made where their bodies hold no number, and at the end one line of JSON, with
 * times in microseconds.
 */
export const wrkScript = ({ requests, headers }: Load, firstNumber: number): string => `
local requests = {
${requests.map(entry).join(',\n')}
}
local made, at, number = {}, 0, ${firstNumber}

function init()
${Object.entries(headers)
  .map(([name, value]) => `  wrk.headers[${quoted(name)}] = ${quoted(value)}`)
  .join('\n')}
  for i, r in ipairs(requests) do
    if not (r[3] and r[3]:find("{n}", 1, true)) then made[i] = wrk.format(r[1], r[2], nil, r[3]) end
  end
end

function request()
  at = at % #requests + 1
  if made[at] then return made[at] end
  local r = requests[at]
  number = number + 1
  return wrk.format(r[1], r[2], nil, (r[3]:gsub("{n}", string.format("%d", number))))
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '${RESULT_MARK}{"answers":%d,"micros":%d,"refused":%d,"failed":%d,"p50":%d,"p99":%d}\\n',
    summary.requests, summary.duration, e.status, e.connect + e.read + e.write + e.timeout,
    latency:percentile(50), latency:percentile(99)))
end
`;
