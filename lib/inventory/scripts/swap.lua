--[[
  A rebuilt sale takes the place of what is there, if that is absent or older and the rebuild is still ours.

  KEYS[1] rebuilding, then the event's keys (sale first), then their drafts in the same order
  ARGV[1] token of the rebuild, [2] its generation, [3] "" or how many ms to remember that the event is not published
  A draft has a time to live, so that one left behind goes away.
  Returns {"swapped"}, {"kept", generation there} or {"lost"}. Repeatable.
]]
local n = (#KEYS - 1) / 2
local there = redis.call("HMGET", KEYS[2], "generation", "last", "changes", "paused")
if redis.call("GET", KEYS[1]) ~= ARGV[1] then return { there[1] == ARGV[2] and "swapped" or "lost" } end
-- A draft that came too late is gone: nothing takes its place.
if redis.call("EXISTS", KEYS[2 + n]) == 0 then return { "lost" } end
local newer = tonumber(there[1] or -1) - tonumber(ARGV[2])
redis.call("DEL", KEYS[1])
if newer > 0 or newer == 0 and ARGV[3] == "" then return { "kept", there[1] } end

if there[1] then
  local sale = KEYS[2 + n]
  redis.call("HSET", sale, "last", there[2] or "0", "changes", tonumber(there[3] or 0) + 1)
  if there[4] then redis.call("HSET", sale, "paused", there[4]) end
end
for i = 2, n + 1 do
  redis.call("UNLINK", KEYS[i])
  if redis.call("PERSIST", KEYS[i + n]) == 1 then redis.call("RENAME", KEYS[i + n], KEYS[i]) end
end
if ARGV[3] ~= "" then redis.call("PEXPIRE", KEYS[2], ARGV[3]) end
return { "swapped" }
