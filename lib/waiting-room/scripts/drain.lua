--[[
  What happened after an entry of the stream, oldest first; those up to it are kept elsewhere by now.
  ARGV[5] entry, or "0", [6] ms until which the room is kept
  Returns {"told", challenges given, challenges solved, entry, text, entry, text, ...} or {"not_loaded"}.
]]
local told_at_once = 500
local refusal = enter_room()
if refusal then return refusal end
redis.call("XTRIM", KEYS[9], "MINID", ARGV[5])
for _, key in ipairs(KEYS) do redis.call("PEXPIREAT", key, ARGV[6]) end
local counted = redis.call("HMGET", KEYS[1], "asked", "solved")
local reply = { "told", counted[1] or "0", counted[2] or "0" }
for _, entry in ipairs(redis.call("XRANGE", KEYS[9], "(" .. ARGV[5], "+", "COUNT", told_at_once)) do
  reply[#reply + 1], reply[#reply + 2] = entry[1], entry[2][2]
end
return answer(reply)
