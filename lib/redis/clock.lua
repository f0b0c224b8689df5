--[[ The store's own clock in ms. Tests load another fragment in its place. ]]
local function clock()
  local time = redis.call("TIME")
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
