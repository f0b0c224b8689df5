--[[
  Ends lapsed holds, and names those being paid for long, oldest first.   ARGV[4] age ms, [5] most to name

  Returns {"swept", released, "more" | "all", hold, order, since ms, ends ms, ...} or a refusal of sale.lua.
]]
local refusal = open({})
if refusal then return refusal end
local released, more_lapsed = lapse()

local oldest = string.format("%d", tonumber(ARGV[4]) - now)
local paying = redis.call("ZREVRANGEBYSCORE", KEYS[2], "(0", oldest, "WITHSCORES", "LIMIT", 0, ARGV[5])
local reply, owners = { "swept", released, more_lapsed and "more" or "all" }, {}
for i = 1, #paying, 2 do owners[#owners + 1] = "@" .. paying[i]:sub(23) end
if #owners > 0 then preload(owners) end
for i = 1, #paying, 2 do
  local hold = find(paying[i])
  if hold and hold.paying then
    reply[#reply + 1], reply[#reply + 2] = paying[i], hold.state:sub(2)
    reply[#reply + 1] = string.format("%d", -paying[i + 1])
    reply[#reply + 1] = string.format("%d", hold.created + math.max(hold.lasts, hold.pays or 0))
  end
end
return answer(reply)
