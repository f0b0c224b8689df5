--[[
  Registration for a draw ends: how many are drawn, and that it has ended, in one step. Told once.
  ARGV[5] ms it ends at, [6] how many, or "" for all who have joined, [7] root of their tree, or "", [8] its round
       [9] ms that people have to bring their tickets again to a store that was lost, before the tree is made of them
  What is stored in Postgres comes back in [6] to [8], into a store that lost it as well.
  Returns {"closed", how many}, {"gathering"}, {"early"}, {"not_drawn"} or {"not_loaded"}.
]]
local refusal = enter_room()
if refusal then return refusal end
if room.mode ~= "draw" or room.phase == "over" then return answer({ "not_drawn" }) end
if not room.count and now < tonumber(ARGV[5]) then return answer({ "early" }) end
if ARGV[6] ~= "" then
  if room.count ~= ARGV[6] then set("count", ARGV[6]) end
  if number("issued") < number("count") then set("issued", ARGV[6]) end
elseif not room.count then
  set("count", string.format("%d", number("issued")))
end
if room.phase ~= "drawing" and room.phase ~= "line" then set("phase", "drawing") end
if ARGV[7] ~= "" and not room.root then
  set("root", ARGV[7])
  set("round", ARGV[8])
end
if ARGV[7] == "" and now < number("lost") + tonumber(ARGV[9]) then return answer({ "gathering" }) end
return answer({ "closed", room.count })
