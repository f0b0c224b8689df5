--[[
  The room as Postgres knows it, in a store that lost it or was rolled back: a new epoch, numbers above the highest,
  nobody here, no tokens. Those let in were put back before (restore.lua). A room that is this far is left alone.
  ARGV[1] epoch, [2] issued, [3] serving, [4] admitted, [5] holes, [6] ms until which the room is kept,
  [7] challenges given, [8] challenges solved, then field and value in turn
  Returns {"recovered"} or {"loaded"}.
]]
local current = redis.call("HMGET", KEYS[1], "epoch", "phase", "issued", "serving", "admitted", "last",
  "asked", "solved")
if current[2] and tonumber(current[1]) >= tonumber(ARGV[1]) then return { "loaded" } end
local function most(given, known) return string.format("%.0f", math.max(tonumber(given), tonumber(known or 0))) end
local at = most(clock(), current[6])
redis.call("DEL", KEYS[5], KEYS[6], KEYS[7])
redis.call("HSET", KEYS[1], "epoch", ARGV[1], "issued", most(ARGV[2], current[3]), "serving", most(ARGV[3], current[4]),
  "admitted", most(ARGV[4], current[5]), "holes", ARGV[5], "phase", current[2] or "lobby", "tokens", 0, "filled", at,
  "last", at, "absent", 0, "called", "", "lost", ARGV[1] == "1" and 0 or at,
  "asked", most(ARGV[7], current[7]), "solved", most(ARGV[8], current[8]), unpack(ARGV, 9))
redis.call("XADD", KEYS[9], "*", "e", "recovered - 0 0 0 0")
for _, key in ipairs(KEYS) do redis.call("PEXPIREAT", key, ARGV[6]) end
return { "recovered" }
