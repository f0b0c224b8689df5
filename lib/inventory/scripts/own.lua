--[[
  A ticket type's own capacity. How much of it is used its held and sold units say, not its numbers: units that were held
  before it had a capacity have none.

  most:<range> is a lower capacity than that of the catalogue, and whose it is, see cap.lua.
]]
-- How much it leaves; nil when the numbers there are not what was counted.
local function own_left(type, key, size)
  local most = tonumber((get("most:" .. range_of(key)) or ""):match("^%d+")) or size
  return is_whole(key) and math.min(size, most) - count("held:" .. type) - count("sold:" .. type) or nil
end
