--[[
  The stock of one event as it lies there, in one reading. Nothing is judged, nothing changes.

  KEYS[1] sale, [2] expiry, [3] returns, KEYS[4..] seats of an event that has some, freed sets (see sale.lua)
  ARGV[1] version of the catalogue that named the keys, [2] most holds to read
  Returns {"absent"}, {"closed", status}, {"stale_catalogue"}, {"busy", holds}, or
  {"stock", now, {field, value, ...} without the catalogue, {hold, ms, ...}, {return id, ...},
  {number, ...} of each set, {seats}}.
]]
local head = redis.call("HMGET", KEYS[1], "generation", "version", "closed")
if not head[1] then return { "absent" } end
if head[3] then return { "closed", head[3] } end
if head[2] ~= ARGV[1] then return { "stale_catalogue" } end
local holds = redis.call("ZCARD", KEYS[2])
if holds > tonumber(ARGV[2]) then return { "busy", holds } end

local all, fields = redis.call("HGETALL", KEYS[1]), {}
for i = 1, #all, 2 do
  if all[i] ~= "catalogue" then fields[#fields + 1], fields[#fields + 2] = all[i], all[i + 1] end
end
local expiry = redis.call("ZRANGE", KEYS[2], 0, -1, "WITHSCORES")
for i = 2, #expiry, 2 do expiry[i] = string.format("%d", expiry[i]) end
local reply = { "stock", string.format("%d", clock()), fields, expiry, redis.call("ZRANGE", KEYS[3], 0, -1) }
for i = 4, #KEYS do
  local is_seats = KEYS[i]:sub(-6) == ":seats"
  reply[#reply + 1] = is_seats and { redis.call("GET", KEYS[i]) or "" } or redis.call("SMEMBERS", KEYS[i])
end
return reply
