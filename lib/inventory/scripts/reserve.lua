--[[
  Units of one or several ticket types for one fan: all of them or none.

  ARGV[4] hold (33 characters), [5] lasts ms, [6] most units a fan may hold, [7] idempotency (16 characters or "-"),
  [8] most times a fan may give back in one window, ARGV[9..] lines (see lines.lua)
  KEYS[last] released (see releases.lua)

  Returns {"held", generation, line}, {"idempotency_mismatch"}, {"again"}, a refusal of sale.lua, lines.lua or choose.lua,
  or {"rate_limited", ms until the window ends}.
  Repeatable: the same hold, or the same key and body of the same fan, finds its own hold.
]]
local member, most, idem = ARGV[4], tonumber(ARGV[6]), ARGV[7]
local owner = member:sub(23)
local lines = lines_from(9)

local refusal = open(fields_of(lines, { "paused", "released", "@" .. owner }))
if refusal then return refusal end

local _, more_lapsed = lapse()
local holds = holds_of(owner)
for _, hold in ipairs(holds) do
  local same = hold.own == member:sub(1, 22)
  if same and hold.gone then return answer({ "again" }) end
  if not hold.gone and (same or idem ~= "-" and hold.idem:sub(1, 8) == idem:sub(1, 8)) then
    return answer(hold.idem:match("^[^/]+") == idem and held(hold) or { "idempotency_mismatch" })
  end
end

refusal = off_sale(lines) or over_limit(lines, most, units_held(holds)) or short(lines, {})
refusal = refusal or choose(lines, {})
if refusal then return answer(more_lapsed and may_turn[refusal[1]] and { "again" } or refusal) end
refusal = too_often(owner, tonumber(ARGV[8]))
if refusal then return answer(refusal) end

local items = {}
for i, line in ipairs(lines) do items[i] = fill(line, "", "") end
local hold = { own = member:sub(1, 22), owner = owner, state = "h", idem = idem, items = table.concat(items, ";") }
begin(hold, now, tonumber(ARGV[5]))
return answer(held(hold))
