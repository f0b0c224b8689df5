--[[
  What its operators set, unless something newer is known.
  ARGV[5] version, then field and value in turn
  Returns {"set"}, {"stale"} or {"not_loaded"}.
]]
local refusal = enter_room()
if refusal then return refusal end
if number("version") > tonumber(ARGV[5]) then return answer({ "stale" }) end
-- What was earned was earned at the rate of before.
set("tokens", string.format("%.6f", number("tokens") + number("rate") * (now - number("filled")) / 1000))
set("filled", string.format("%d", now))
set("version", ARGV[5])
for i = 6, #ARGV, 2 do set(ARGV[i], ARGV[i + 1]) end
set("tokens", string.format("%.6f", math.min(number("tokens"), number("burst"))))
-- Before anybody was called the line may still wait for its opening.
local is_early = room.mode == "draw" or now < number("opens")
if room.phase == "line" and number("serving") == 0 and not room.seed and is_early then set("phase", "lobby") end
return answer({ "set" })
