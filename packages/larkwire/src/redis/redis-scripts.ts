/**
 * What Redis runs in one step. A key holds one of
 *
 * - `r<until> <token>`: handled by the process that knows the token; until then, in milliseconds since 1970 by Redis' clock
 * - `f`: an earlier delivery failed
 * - `d<answer>`: handled; a callback's first answer as JSON, or nothing
 *
 * and all keys of one event hold the same, unless one of them was evicted.
 */
const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function hold(until_, token) return string.format('r%.0f %s', until_, token) end
local function holder(value) return string.match(value or '', '^r%d+ (.*)$') end
`;

/** ARGV: token, lease in ms, time to keep in ms. Returns `{state, detail}`. */
export const CLAIM_SCRIPT: string = `${NOW}
local redelivered = '0'
for _, key in ipairs(KEYS) do
  local value = redis.call('GET', key)
  if value then
    local kind = string.sub(value, 1, 1)
    if kind == 'd' then return {'done', string.sub(value, 2)} end
    if kind == 'r' then return {'running', ''} end
    redelivered = '1'
  end
end
for _, key in ipairs(KEYS) do
  redis.call('SET', key, hold(now + ARGV[2], ARGV[1]), 'PX', ARGV[3])
end
return {'claimed', redelivered}
`;

/** ARGV: token, lease in ms, time to keep in ms. Returns how many keys are still held. */
export const RENEW_SCRIPT: string = `${NOW}
local held = 0
for _, key in ipairs(KEYS) do
  if holder(redis.call('GET', key)) == ARGV[1] then
    redis.call('SET', key, hold(now + ARGV[2], ARGV[1]), 'PX', ARGV[3])
    held = held + 1
  end
end
return held
`;

/** ARGV: token, new value, time to keep in ms. Returns how many keys somebody else holds by now. */
export const END_SCRIPT: string = `${NOW}
local lost = 0
for _, key in ipairs(KEYS) do
  local value = redis.call('GET', key)
  local other = holder(value)
  if other and other ~= ARGV[1] then
    lost = lost + 1
  elseif not value or string.sub(value, 1, 1) ~= 'd' then
    redis.call('SET', key, ARGV[2], 'PX', ARGV[3])
  end
end
return lost
`;
