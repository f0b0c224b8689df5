--[[
  A lower capacity of a ticket type counts no more, see cap.lua.   ARGV[4] key of its own range (0: it has none), [5] owner

  Returns {"done"} or a refusal of sale.lua. Repeatable: what is another's, or gone, stays so.
]]
local range = tonumber(ARGV[4]) > 0 and range_of(tonumber(ARGV[4])) or ""
local refusal = open({ "most:" .. range })
if refusal then return refusal end
if (get("most:" .. range) or ""):match("^%d+ ?(.*)$") == ARGV[5] then set("most:" .. range, false) end
return answer({ "done" })
