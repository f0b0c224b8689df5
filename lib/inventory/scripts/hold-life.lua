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

-- Held again, for what is left of its own time: the order it was being paid for never came to be.
local function unpay(hold)
  hold.state, hold.pays, hold.paying = "e", nil, false
  put(hold)
  score(hold, hold.created + hold.lasts)
  set("soonest", string.format("%d", math.min(count("soonest"), hold.created + hold.lasts)))
end

-- The hold's one end: its units are sold, or free again.
local function finish(hold, sold)
  for type, quantity, _, units, own_units in hold.items:gmatch(item_shape) do
    add("held:" .. type, -quantity)
    if sold then add("sold:" .. type, quantity) else give_units(type, units, own_units) end
    if sold and letters_of(type) then set_seats(units, sold_seat) end
  end
  put(hold, true)
  redis.call("ZREM", KEYS[2], hold.own .. hold.owner)
  add("holds", -1)
end
