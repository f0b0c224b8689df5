--[[
  How often an owner gave units back lately: who takes and gives back, over and over, keeps units from the others.

  KEYS[last] released  hash  owner -> how often since this window began
  `open` has to read the field `released`: the ms the window ends at.
]]
local function too_often(owner, most)
  local ends = count("released")
  if now < ends and tonumber(redis.call("HGET", KEYS[#KEYS], owner) or 0) >= most then
    return { "rate_limited", ends - now }
  end
end

-- `lasts` is how many ms a window has.
local function gave_back(owner, lasts)
  local released = KEYS[#KEYS]
  if now >= count("released") then
    redis.call("UNLINK", released)
    set("released", string.format("%d", now + lasts))
  end
  redis.call("HINCRBY", released, owner, 1)
  redis.call("PEXPIRE", released, lasts)
end
