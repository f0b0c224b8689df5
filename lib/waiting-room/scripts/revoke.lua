--[[
  Passes end before their time.
  ARGV[5] the epoch that follows, [6] a person, or "" for everybody who was let in, [7] who may not join again, or ""
  Returns {"revoked"}, or {"not_loaded"}.
]]
local person = ARGV[6]
local refusal = enter_room()
if refusal then return refusal end
set("epoch", math.max(number("epoch"), tonumber(ARGV[5])))
if person == "" then
  redis.call("DEL", KEYS[3], KEYS[8])
else
  redis.call("SADD", KEYS[4], person)
  for _, key in ipairs({ KEYS[3], KEYS[8] }) do redis.call("ZREM", key, person) end
  is_no_more_here(person)
  tell("left", person)
end
if ARGV[7] ~= "" then redis.call("SADD", KEYS[4], ARGV[7], "!" .. ARGV[7]) end
return answer({ "revoked" })
