--[[
  The lines of one room: everybody's, and the lanes an organizer opened beside it. Each has numbers, calls and turns of
  its own; limits, sessions and those who went are the room's. What a lane has ends in its name, in keys and in ctl:
  `rdy` and `serving` are everybody's, `rdy.presale` and `serving.presale` those of a lane.
  KEYS[2] q, [5] rdy, [6] due, [7] came are those of the line whose caller asks; the same four of each other line that the
  caller knows of follow from KEYS[12] on.
]]
local lane_fields = { "issued", "serving", "absent", "called", "holes", "opens", "share", "turn" }
local lanes, is_of_lane = {}, {}
for _, field in ipairs(lane_fields) do is_of_lane[field] = true end

local function add_lane(q, rdy, due, came)
  lanes[#lanes + 1] = { name = KEYS[q]:match(":q%.?([a-z_]*)$"), q = KEYS[q], rdy = KEYS[rdy], due = KEYS[due], came = KEYS[came] }
end
add_lane(2, 5, 6, 7)
for at = 12, #KEYS, 4 do add_lane(at, at + 1, at + 2, at + 3) end

-- The line that is looked at: `number` and `set` mean its fields.
local lane = lanes[1]

local function named(field)
  return is_of_lane[field] and lane.name ~= "" and field .. "." .. lane.name or field
end

local function in_lane(each, work)
  local own = lane
  lane = each
  work(each)
  lane = own
end

local function in_each_lane(work)
  for _, each in ipairs(lanes) do in_lane(each, work) end
end
