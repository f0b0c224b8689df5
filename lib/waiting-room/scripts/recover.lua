--[[
  The room as Postgres knows it, in a store that lost it or was rolled back: a new epoch, numbers above the highest,
  nobody here, no tokens. Those let in were put back before (restore.lua). A room that is this far is left alone.
  ARGV[1] epoch, [4] admitted, [5] ms until which the room is kept, [6] challenges given, [7] challenges solved; of every
  line in the order of KEYS issued, serving and holes; then field and value in turn
  Returns {"recovered"} or {"loaded"}.
]]
local current = redis.call("HMGET", KEYS[1], "epoch", "phase", "admitted", "last", "asked", "solved")
if current[2] and tonumber(current[1]) >= tonumber(ARGV[1]) then return { "loaded" } end
local function most(given, known) return string.format("%.0f", math.max(tonumber(given), tonumber(known or 0))) end
local at, given = most(clock(), current[4]), 7
local function progress(field)
  given = given + 1
  return most(ARGV[given], redis.call("HGET", KEYS[1], named(field)))
end
in_each_lane(function(each)
  redis.call("DEL", each.rdy, each.due, each.came)
  redis.call("HSET", KEYS[1], named("issued"), progress("issued"), named("serving"), progress("serving"),
    named("holes"), ARGV[given + 1], named("absent"), 0, named("called"), "")
  given = given + 1
end)
redis.call("HSET", KEYS[1], "epoch", ARGV[1], "admitted", most(ARGV[4], current[3]), "phase", current[2] or "lobby",
  "tokens", 0, "filled", at, "last", at, "lost", ARGV[1] == "1" and 0 or at,
  "asked", most(ARGV[6], current[5]), "solved", most(ARGV[7], current[6]), unpack(ARGV, given + 1))
redis.call("XADD", KEYS[9], "*", "e", "recovered - 0 0 0 0")
for _, key in ipairs(KEYS) do redis.call("PEXPIREAT", key, ARGV[5]) end
return { "recovered" }
