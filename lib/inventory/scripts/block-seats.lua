--[[
  Takes these seats out of sale, all or none.   ARGV[4] this blocking, [5] positions, [6] length of the string of seats

  Returns {"blocked", generation, positions it took}, {"not_free", position, ...} (held or sold), {"again"} or a refusal
  of sale.lua. Seats that are blocked stay so. Repeatable: the latest blocking answers the same positions. As after
  block.lua, seats that get no row in Postgres are found leaked by the auditor and freed.
]]
local refusal = open({ "blocking" })
if refusal then return refusal end

local latest, took = (get("blocking") or ""):match("^(%S+) (%S+)$")
if latest == ARGV[4] then return { "blocked", get("generation"), took } end
if redis.call("STRLEN", KEYS[3]) ~= tonumber(ARGV[6]) then return answer({ "not_loaded" }) end
local _, more_lapsed = lapse()
local free, others = {}, { "not_free" }
for _, position in ipairs(read_seats(ARGV[5], 0)) do
  if seats[position] == letter_at(position) then
    free[#free + 1] = position
  elseif not is_blocked(position) then
    others[#others + 1] = position
  end
end
if #others > 1 then return answer(more_lapsed and { "again" } or others) end
took = table.concat(free, ",")
set_seats(took, blocked_seat)
if #free > 0 then set("blocking", ARGV[4] .. " " .. took) end
return answer({ "blocked", get("generation"), took })
