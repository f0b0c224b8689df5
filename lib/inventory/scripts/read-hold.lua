--[[
  The hold as it is now.   ARGV[4] hold
  Returns {"held", generation, line}, {"hold_gone"}, or a refusal of sale.lua.
]]
local refusal = open({ "@" .. ARGV[4]:sub(23) })
if refusal then return refusal end
local hold = live(ARGV[4])
return answer(hold and held(hold) or { "hold_gone" })
