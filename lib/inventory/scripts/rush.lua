--[[
  The two answers a rush is made of, before anything else is set up: sold out, and numbers above the top of a pool.
  For one type that only its pool limits, a fan who holds nothing, nothing given back and no hold due to lapse; what
  it leaves is decided by reserve.lua, whose arguments and answers these are, by the same rules.
]]
if #ARGV == 18 and ARGV[16] == "0" and tonumber(ARGV[15]) then
  local type, quantity, lasts = ARGV[9], tonumber(ARGV[10]), tonumber(ARGV[5])
  local range, owner = KEYS[tonumber(ARGV[14])]:sub(-36), ARGV[4]:sub(23)
  local read = redis.call("HMGET", KEYS[1], "generation", "version", "closed", "last", "soonest", "holds", "changes",
    "paused", "@" .. owner, "top:" .. range, "freed:" .. range, "held:" .. type, "released")
  local at = math.max(clock(), tonumber(read[4] or 0))
  local loaded = read[2] == ARGV[1] and tonumber(read[1]) >= tonumber(ARGV[2]) and not read[3]
    and redis.call("ZCARD", KEYS[2]) == tonumber(read[6])
  local plain = loaded and not read[9] and (read[11] or "0") == "0" and at < tonumber(read[5] or 0)
  local top = tonumber(read[10] or 0)
  local left = tonumber(ARGV[15]) - top
  if plain and left <= 0 then return { "sold_out", type, 0 } end

  local allowed = not read[8] and at >= tonumber(ARGV[11]) and at < tonumber(ARGV[12])
    and quantity <= tonumber(ARGV[13]) and quantity <= tonumber(ARGV[6])
  local given_back = at < tonumber(read[13] or 0) and redis.call("HGET", KEYS[#KEYS], owner)
  local patient = tonumber(given_back or 0) < tonumber(ARGV[8])
  if plain and allowed and patient and quantity <= left and at + lasts >= tonumber(read[5]) then
    local units = top + 1
    for unit = top + 2, top + quantity do units = units .. "," .. unit end
    local item = type .. ":" .. ARGV[10] .. ":" .. ARGV[18] .. ":" .. units .. ":"
    local line = string.format("%s h %d %s %s %s", ARGV[4]:sub(1, 22), at, ARGV[5], ARGV[7], item)
    redis.call("HSET", KEYS[1], "last", string.format("%d", at), "changes", (read[7] or 0) + 1, "holds", read[6] + 1,
      "@" .. owner, line, "top:" .. range, top + quantity, "held:" .. type, (read[12] or 0) + quantity)
    redis.call("ZADD", KEYS[2], string.format("%d", at + lasts), ARGV[4])
    return { "held", read[1], line }
  end
end
