--[[
  A number for a person, the same one however often they ask.
  ARGV[5] person; [6] "" or who the same person was before they signed in, [7] whose number is kept (see link.lua);
       [8] number of the ticket they bring, or 0, [9] which of the two it was given to (see number.lua);
       [10] "" or the counter of the network they come from, [11] how many numbers it has without being asked,
       [12] "1" where a challenge was solved (see challenge.lua); [13] challenges given since the last join told of them;
       [14] "" or how many numbers this line has at most;
       [15] "1" where they want another turn once theirs is over, at the end of a line that moves, then who they are in
       each of their later turns
  Returns {"joined" or "admitted", number or "", phase, mode, count, seed, in which turn, its line: who is in may have a
  number in another one alone}, {"gone"}, {"closed"}, {"full"}, {"challenge"}, {"choose", number, number before, count, seed}
  or {"not_loaded"}.
]]
local person = ARGV[5]
local refusal = enter_room()
if refusal then return refusal end
local given = tonumber(ARGV[8])
if given > number("issued") then return { "not_loaded" } end
if ARGV[13] ~= "0" then redis.call("HINCRBY", KEYS[1], "asked", ARGV[13]) end

if given > 0 and redis.call("SISMEMBER", KEYS[4], ARGV[9]) == 0 then settle_number(ARGV[9], given) end
local choice = ARGV[6] ~= "" and link(person, ARGV[6], ARGV[7])
if choice then return answer(choice) end
person = current_turn(person, ARGV, 16)
local own, word = redis.call("ZSCORE", lane.q, person), "joined"
local session = redis.call("ZSCORE", KEYS[3], person)
local line = lane.name
if session and tonumber(session) > now then
  word = "admitted"
  in_each_lane(function(each)
    local there = not own and redis.call("ZSCORE", each.q, person)
    if there then own, line = there, each.name end
  end)
elseif redis.call("SISMEMBER", KEYS[4], person) == 1 then
  return answer({ "gone" })
elseif not own then
  -- A draw gives nobody two places: nobody joins again before it.
  if person ~= ARGV[5] and (ARGV[15] ~= "1" or not is_moving()) then return answer({ "gone" }) end
  if room.phase == "closed" then return answer({ "closed" }) end
  if number("issued") - holes_in_all() >= (tonumber(ARGV[14]) or math.huge) then return answer({ "full" }) end
  local challenge = count_network(ARGV[10], ARGV[11], ARGV[12] == "1")
  if challenge then return answer(challenge) end
  own = number("issued") + 1
  set("issued", own)
  redis.call("ZADD", lane.q, own, person)
end
return answer({ word, tostring(own or ""), room.phase, room.mode or "line", room.count or "", room.seed or "", person, line })
