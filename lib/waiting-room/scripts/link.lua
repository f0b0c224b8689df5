--[[
  One person in two forms, before and after signing in, becomes one: the account, in every line they stand in. The better
  number wins; a side that was let in wins; the form of before goes for good. Once a draw has closed, an account takes over
  one place at most.
]]
-- In the line that is looked at. From another one nobody can choose between two drawn places: the account keeps its own.
local function take_number(account, before, choice)
  local theirs, own = redis.call("ZSCORE", lane.q, before), redis.call("ZSCORE", lane.q, account)
  if not theirs then return end
  local is_drawn = lane.name == "" and drawn > 0
  local wins = not own or choice == "before" or (choice == "" and not is_drawn and tonumber(theirs) < tonumber(own))
  if wins and (not is_drawn or redis.call("SADD", KEYS[4], "+" .. account) == 1) then
    redis.call("ZADD", lane.q, theirs, account)
  end
  -- Nobody comes any more with the other of two numbers.
  if own and not is_drawn then redis.call("SETBIT", lane.came, wins and own or theirs, 1) end
  for _, key in ipairs({ lane.q, lane.rdy, lane.due }) do redis.call("ZREM", key, before) end
  if own then
    redis.call("ZREM", lane.rdy, account)
    redis.call("ZREM", lane.due, account)
    tell("away", account)
  end
end

-- Nil, or {"choose", number, number before, count, seed} where only places, which a draw has made, can tell which is better.
local function link(account, before, choice)
  local asked, stands = lane, false
  local session = redis.call("ZSCORE", KEYS[3], before)
  if session and tonumber(session) <= now then session = nil end
  if not session and redis.call("SISMEMBER", KEYS[4], before) == 1 then return end
  in_each_lane(function(each) stands = stands or redis.call("ZSCORE", each.q, before) end)
  if not stands then return end
  local theirs, own = redis.call("ZSCORE", lane.q, before), redis.call("ZSCORE", lane.q, account)
  local had_turn = redis.call("SISMEMBER", KEYS[4], account) == 1
  if room.count and theirs then
    if own and not session and not had_turn and choice == "" then
      return { "choose", own, theirs, room.count, room.seed or "" }
    end
    if redis.call("SISMEMBER", KEYS[4], "+" .. account) == 1 then return end
    -- Having chosen one's own is having chosen.
    if own and choice ~= "before" then redis.call("SADD", KEYS[4], "+" .. account) end
  end

  if session and not had_turn then
    redis.call("ZADD", KEYS[3], session, account)
    redis.call("ZADD", KEYS[8], redis.call("ZSCORE", KEYS[8], before) or session, account)
    redis.call("SADD", KEYS[4], account)
    tell("admitted", account, session, redis.call("ZSCORE", KEYS[8], account))
  end
  in_each_lane(function(each) take_number(account, before, each == asked and choice or "") end)
  redis.call("SADD", KEYS[4], before)
  for _, key in ipairs({ KEYS[3], KEYS[8] }) do redis.call("ZREM", key, before) end
  tell("left", before)
end
