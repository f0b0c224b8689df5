--[[
  A hold begins once and ends once. Its score in expiry is the ms it ends at; while paying, minus the ms that began.
]]
local function score(hold, at)
  redis.call("ZADD", KEYS[2], string.format("%d", at), hold.own .. hold.owner)
end

local function begin(hold, created, lasts)
  hold.created, hold.lasts = created, lasts
  put(hold)
  score(hold, created + lasts)
  add("holds", 1)
  set("soonest", string.format("%d", math.min(count("soonest"), created + lasts)))
end

-- The hold's one end: its units are sold, or free again.
local function finish(hold, sold)
  for type, quantity, _, units, own_units in hold.items:gmatch(item_shape) do
    add("held:" .. type, -quantity)
    if sold then add("sold:" .. type, quantity) else give_units(type, units, own_units) end
  end
  put(hold, true)
  redis.call("ZREM", KEYS[2], hold.own .. hold.owner)
  add("holds", -1)
end
