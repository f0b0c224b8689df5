--[[
  Lets a person in who has been called, as the rate and the free slots allow: here is the limit, wherever calls have got.
  So admitted(t0, t1) <= burst + rate * (t1 - t0), and nobody is admitted while `most` are active.

  Asking is arriving. Those here enter in the order of their places, and of several lines as each has its share
  (share.lua); who stops asking makes way.
  ARGV[5] person, [6] number, [7] place, [8] ms a session lasts, [9] ms it lasts at most,
       [10] seed of the draw that the place follows from, or absent, [11] the visitor who shows the ticket
  Returns {"admitted", ms it ends at, ms it ends at most}, the same one to the same person;
  {"wait", how many are before, ms until to ask again}, {"not_yet", serving}, {"paused"}, {"gone"}, {"not_open"},
  {"number", theirs} where the one given is no longer theirs (see number.lua), or {"not_loaded"}, also where one was given
  that the store has not come to.
]]
-- When to ask again, in ms, and how much later still counts as being here.
local ask_min, ask_max, ask_late, full_ask = 250, 5000, 2000, 1000
local person, given, place, lasts = ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local fan = ARGV[11] or person
local refusal = enter_room()
if refusal then return refusal end
if given > number("issued") then return { "not_loaded" } end

local taken = number("most") - active()
local own = redis.call("ZSCORE", KEYS[3], person)
if own then
  if redis.call("HSETNX", KEYS[10], person, fan) == 0 and redis.call("HGET", KEYS[10], person) ~= fan then
    return answer({ "gone" })
  end
  return answer({ "admitted", own, redis.call("ZSCORE", KEYS[8], person) or own })
end
if redis.call("SISMEMBER", KEYS[4], person) == 1 then return answer({ "gone" }) end
local theirs = settle_number(person, given)
if theirs ~= given then return answer({ "number", string.format("%d", theirs) }) end
if room.phase ~= "line" or (room.seed or "") ~= (ARGV[10] or "") then return answer({ "not_open" }) end
if place > number("serving") then return answer({ "not_yet", string.format("%d", number("serving")) }) end
if redis.call("SETBIT", lane.came, place, 1) == 0 then count_arrival(place) end
if redis.call("ZADD", lane.rdy, place, person) == 1 then tell("here", person, 0, 0, place) end
redis.call("ZADD", lane.due, now + ask_max + ask_late, person)
if room.paused == "1" then return answer({ "paused" }) end

local tokens = math.min(number("burst"), number("tokens") + number("rate") * (now - number("filled")) / 1000)
local before = entering_before(redis.call("ZRANK", lane.rdy, person))
if before >= math.min(math.floor(tokens), taken) then
  local turn = (before + 1 - tokens) / number("rate") * 1000
  -- Nobody knows when a slot comes free: so many ask each second as would fill them.
  if before >= taken then turn = math.max(turn, (before - taken + 1) * full_ask) end
  local again = math.ceil(math.min(ask_max, math.max(ask_min, turn)))
  redis.call("ZADD", lane.due, now + again + ask_late, person)
  return answer({ "wait", tostring(before), tostring(again) })
end
set("tokens", string.format("%.6f", tokens - 1))
set("filled", string.format("%d", now))
set("admitted", number("admitted") + 1)
take_turn()
is_no_more_here(person)
give_up_elsewhere(person)
redis.call("SADD", KEYS[4], person)
redis.call("HSET", KEYS[10], person, fan)
local limit = now + tonumber(ARGV[9])
redis.call("ZADD", KEYS[3], now + lasts, person)
redis.call("ZADD", KEYS[8], limit, person)
tell("admitted", person, now + lasts, limit, place, math.max(0, math.min(math.floor(tokens), taken) - 1))
return answer({ "admitted", tostring(now + lasts), tostring(limit) })
