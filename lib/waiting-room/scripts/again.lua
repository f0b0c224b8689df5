--[[
  Who was let in once may join again at the end, as somebody new (see person.ts): each turn is the next of `turns`.
]]
-- The first of these turns that is not over. One that was taken back has none after it: "!" and its person are in `gone`.
local function current_turn(person, turns, from)
  for at = from, #turns do
    local session = redis.call("ZSCORE", KEYS[3], person)
    local is_over = redis.call("SISMEMBER", KEYS[4], person) == 1 and not (session and tonumber(session) > now)
    if not is_over or redis.call("SISMEMBER", KEYS[4], "!" .. person) == 1 then return person end
    person = turns[at]
  end
  return person
end
