--[[ Who is inside and who is here; and what happened to whom, told for Postgres (see room.lua). ]]
local asks_swept, told_kept = 100, 100000

-- `ends` and `limit` are those of a session; `spare`: how many more could have come in with it.
local function tell(kind, person, ends, limit, place, spare)
  local text = string.format("%s %s %.0f %.0f %.0f %.0f %s", kind, person, ends or 0, limit or 0, place or 0, spare or 0,
    lane.name)
  redis.call("XADD", KEYS[9], "MAXLEN", "~", told_kept, "*", "e", text)
end

-- In whichever lines they asked to be let in.
local function is_no_more_here(person)
  in_each_lane(function(each)
    redis.call("ZREM", each.rdy, person)
    redis.call("ZREM", each.due, person)
  end)
end

-- Sessions that are over free their slots; whoever does not ask when told to makes way, and may come again.
local function active()
  redis.call("ZREMRANGEBYSCORE", KEYS[3], "-inf", now)
  redis.call("ZREMRANGEBYSCORE", KEYS[8], "-inf", now)
  in_each_lane(function(each)
    local silent = redis.call("ZRANGEBYSCORE", each.due, "-inf", now, "LIMIT", 0, asks_swept)
    if #silent == 0 then return end
    for _, key in ipairs({ each.rdy, each.due }) do redis.call("ZREM", key, unpack(silent)) end
    for _, person in ipairs(silent) do tell("away", person) end
  end)
  return redis.call("ZCARD", KEYS[3])
end
