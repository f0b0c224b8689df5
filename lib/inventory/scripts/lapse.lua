--[[
  Ends up to 50 holds whose time is over. Says how many, and whether more are waiting:
  a refusal that a freed unit could turn is then answered {"again"}.
]]
local lapse_max = 50
local never = "9007199254740991"

local function lapse()
  if now < count("soonest") then return 0, false end
  local due = redis.call("ZRANGEBYSCORE", KEYS[2], 0, string.format("%d", now), "LIMIT", 0, lapse_max)
  local owners = {}
  for i = 1, #due do owners[i] = "@" .. due[i]:sub(23) end
  if #due > 0 then preload(owners) end
  for _, member in ipairs(due) do
    local hold = find(member)
    if hold then finish(hold, false) end
  end
  local first = redis.call("ZRANGEBYSCORE", KEYS[2], 0, "+inf", "WITHSCORES", "LIMIT", 0, 1)[2]
  set("soonest", first and string.format("%d", first) or never)
  return #due, first and tonumber(first) <= now
end

-- The hold if it lives; what has lapsed is gone, swept or not.
local function live(member)
  lapse()
  local hold = find(member)
  if hold and not hold.gone then return hold end
end
