--[[ One person has one number, whatever tickets they hold and whatever a store has lost meanwhile. ]]
-- The number of a person who shows a ticket of `given`, put back where it was lost. Of two that are theirs it is the
-- lower one; but what has been drawn stays, or they could choose between two places.
local function settle_number(person, given)
  local own = tonumber(redis.call("ZSCORE", lane.q, person))
  if own and (own <= given or own <= number("count")) then return own end
  redis.call("ZADD", lane.q, given, person)
  -- Nobody comes any more with the other one.
  if own then redis.call("SETBIT", lane.came, own, 1) end
  return given
end
