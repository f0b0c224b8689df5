--[[
  One person in two forms, before and after signing in, becomes one: the account. The better number wins; a side that
  was let in wins; the form of before goes for good. Once a draw has closed, an account takes over one place at most.
]]
-- Nil, or {"choose", number, number before, count, seed} where only places, which a draw has made, can tell which is better.
local function link(account, before, choice)
  local theirs = redis.call("ZSCORE", lane.q, before)
  local session = redis.call("ZSCORE", KEYS[3], before)
  if session and tonumber(session) <= now then session = nil end
  if not theirs or (not session and redis.call("SISMEMBER", KEYS[4], before) == 1) then return end
  local own, had_turn = redis.call("ZSCORE", lane.q, account), redis.call("SISMEMBER", KEYS[4], account) == 1
  if room.count and own and not session and not had_turn and choice == "" then
    return { "choose", own, theirs, room.count, room.seed or "" }
  end
  if room.count and redis.call("SADD", KEYS[4], "+" .. account) == 0 then return end

  if session and not had_turn then
    redis.call("ZADD", KEYS[3], session, account)
    redis.call("ZADD", KEYS[8], redis.call("ZSCORE", KEYS[8], before) or session, account)
    redis.call("SADD", KEYS[4], account)
    tell("admitted", account, session, redis.call("ZSCORE", KEYS[8], account))
  end
  local theirs_wins = not own or choice == "before" or (choice == "" and tonumber(theirs) < tonumber(own))
  if theirs_wins then redis.call("ZADD", lane.q, theirs, account) end
  -- Nobody comes any more with the other of two numbers.
  if own and not room.count then redis.call("SETBIT", lane.came, theirs_wins and own or theirs, 1) end
  redis.call("SADD", KEYS[4], before)
  for _, key in ipairs({ lane.q, lane.rdy, lane.due, KEYS[3], KEYS[8] }) do redis.call("ZREM", key, before) end
  if own then
    redis.call("ZREM", lane.rdy, account)
    redis.call("ZREM", lane.due, account)
    tell("away", account)
  end
  tell("left", before)
end
