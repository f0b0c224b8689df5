--[[
  Holds, all of one owner in one field: @<owner> = lines joined by "\n", each

    <22 characters of its own> <state> <created ms> <lasts ms>[/<pays ms>] <idempotency> <item>;<item>

  state: h held, e.... held and extended (by that call), p<order id> paying
  lasts: of its own, from created on; pays: until the payment window ends, from created on
  idempotency: 8 characters of the key's hash, 8 of the body's, or "-"; then "/" and as many for each of the
    latest changes that had a key
  item: type:quantity:unit cents:fee cents:tax cents:units:numbers in its own capacity     (units "12,13")
  A hold's member in expiry is its own 22 characters, then the owner's 11.
]]
local item_shape = "([^:;]+):(%d+):(%d+:%d+:%d+):([%d,]*):([%d,]*)"

local function parse(line, owner)
  local own, state, created, lasts, pays, idem, items = line:match("^(%S+) (%S+) (%d+) (%d+)/?(%d*) (%S+) (%S+)$")
  local hold = { own = own, owner = owner, state = state, idem = idem, items = items, line = line }
  hold.created, hold.lasts, hold.pays = tonumber(created), tonumber(lasts), tonumber(pays)
  hold.paying = state:sub(1, 1) == "p"
  hold.gone = not hold.paying and hold.created + hold.lasts <= now
  return hold
end

local function holds_of(owner)
  local holds = {}
  for line in (get("@" .. owner) or ""):gmatch("[^\n]+") do holds[#holds + 1] = parse(line, owner) end
  return holds
end

-- The hold, also one that is `gone` but not yet swept; nil when there is none.
local function find(member)
  local own = member:sub(1, 22)
  for _, hold in ipairs(holds_of(member:sub(23))) do
    if hold.own == own then return hold end
  end
end

local function units_held(holds)
  local held = 0
  for _, hold in ipairs(holds) do
    for _, quantity in hold.items:gmatch(item_shape) do
      if not hold.gone then held = held + quantity end
    end
  end
  return held
end

-- Writes the hold in place of the one by its name; `remove` only takes that away.
local function put(hold, remove)
  local lines = {}
  for line in (get("@" .. hold.owner) or ""):gmatch("[^\n]+") do
    if line:sub(1, 22) ~= hold.own then lines[#lines + 1] = line end
  end
  if not remove then
    local times = string.format("%d %d", hold.created, hold.lasts) .. (hold.pays and "/" .. hold.pays or "")
    hold.line = table.concat({ hold.own, hold.state, times, hold.idem, hold.items }, " ")
    lines[#lines + 1] = hold.line
  end
  set("@" .. hold.owner, #lines > 0 and table.concat(lines, "\n"))
end

local function held(hold)
  return { "held", get("generation"), hold.line }
end
