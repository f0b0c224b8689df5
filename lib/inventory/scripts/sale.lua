--[[
  The sale of one event: fields read once, written once, judged at one time.

  KEYS[1] sale     hash  generation, version (of the catalogue), catalogue (JSON), closed, paused (until ms),
                         last (latest ms seen), soonest (no hold ends before), holds (how many), changes, returns,
                         released (ms a window of releases ends at: see releases.lua),
                         top:<range> (highest number given out), freed:<range> (size of its set), most:<range> (see own.lua),
                         held:<type>, sold:<type>, @<owner> (lines of holds: see holds.lua),
                         free:<letter>, hints:<letter> (see seats.lua)
  KEYS[2] expiry   zset  hold -> ms it ends at; while paying, minus the ms payment began
  KEYS[3] seats    string  only of an event with seats (see seats.lua)
  KEYS[..] freed   sets  numbers of a range given back
  ARGV[1] version known, ARGV[2] generation known, ARGV[3] shape (see units.lua); a script's own follow

  Refusals: {"not_loaded"}, {"closed", status}, {"stale_catalogue", generation, catalogue}.
]]
local known, changed = {}, {}
local now
local write_seats

local function get(field)
  if known[field] == nil then known[field] = redis.call("HGET", KEYS[1], field) end
  return known[field]
end

local function count(field)
  return tonumber(get(field) or 0)
end

-- false removes the field.
local function set(field, value)
  known[field], changed[field] = value, value
end

local function add(field, more)
  set(field, count(field) + more)
end

local function preload(fields)
  local values = redis.call("HMGET", KEYS[1], unpack(fields))
  for i = 1, #fields do known[fields[i]] = values[i] end
end

-- Nil, or why the script must not go on. `fields` are read along, in the same call.
local function open(fields)
  for _, field in ipairs({ "generation", "version", "closed", "last", "soonest", "holds", "changes" }) do
    fields[#fields + 1] = field
  end
  preload(fields)
  local older = count("generation") < tonumber(ARGV[2]) or count("version") < tonumber(ARGV[1])
  if not get("generation") or older then return { "not_loaded" } end
  if get("closed") then return { "closed", get("closed") } end
  if redis.call("ZCARD", KEYS[2]) ~= count("holds") then return { "not_loaded" } end
  if get("version") ~= ARGV[1] then return { "stale_catalogue", get("generation"), get("catalogue") } end
  now = math.max(clock(), count("last"))
end

local function save()
  if next(changed) == nil then return end
  if write_seats then write_seats() end
  set("last", string.format("%d", now))
  add("changes", 1)
  local fields, gone = {}, {}
  for field, value in pairs(changed) do
    if value == false then
      gone[#gone + 1] = field
    else
      fields[#fields + 1], fields[#fields + 2] = field, value
    end
  end
  redis.call("HSET", KEYS[1], unpack(fields))
  if #gone > 0 then redis.call("HDEL", KEYS[1], unpack(gone)) end
end

-- The one way out of a script that got past `open`.
local function answer(reply)
  save()
  return reply
end
