--[[
  The answers of a rush for seats, before anything else is set up: the best ones side by side, or none. For one seated type
  that no capacity of its own limits, anywhere in the house, a fan who holds nothing, and no hold due to lapse; what it
  leaves is decided by reserve.lua, whose arguments and answers these are, by the same rules.
]]
do
  local letters = #ARGV == 18 and ARGV[16] == "0" and ARGV[3]:match(ARGV[9] .. ":%d+:%d+:([^;]+)")
  local length, split = (letters and ARGV[15] or ""):match("^(%d+)::%d+:0:(%d):%d:$")
  if length and letters:sub(1, 1) ~= "-" then
    local type, k, lasts, letter, owner = ARGV[9], tonumber(ARGV[10]), tonumber(ARGV[5]), letters:sub(1, 1), ARGV[4]:sub(23)
    local read = redis.call("HMGET", KEYS[1], "generation", "version", "closed", "last", "soonest", "holds", "changes",
      "paused", "@" .. owner, "hints:" .. letter, "released", "held:" .. type, "free:" .. letter,
      "free:" .. letters:sub(2, 2), "free:" .. letters:sub(3, 3))
    local now, free = math.max(clock(), tonumber(read[4] or 0)), tonumber(read[13] or 0)
    local loaded = read[2] == ARGV[1] and tonumber(read[1]) >= tonumber(ARGV[2]) and not read[3]
      and redis.call("ZCARD", KEYS[2]) == tonumber(read[6]) and redis.call("STRLEN", KEYS[3]) == tonumber(length)
    local plain = loaded and not read[9] and now < tonumber(read[5] or 0) and not read[8] and now >= tonumber(ARGV[11])
      and now < tonumber(ARGV[12]) and k <= tonumber(ARGV[13]) and k <= tonumber(ARGV[6])

    local hints, at = read[10] or no_hints, nil
    if plain and free >= k then
      at, hints = find_run(function(from, to) return redis.call("GETRANGE", KEYS[3], from, to) end, hints,
        tonumber(length), letter, k)
    end
    if plain and not at and (split == "0" or k == 1 or free < k) then
      if hints ~= (read[10] or no_hints) then redis.call("HSET", KEYS[1], "hints:" .. letter, hints) end
      return { "sold_out", type, free + (read[14] or 0) + (read[15] or 0) }
    end

    local given_back = at and now < tonumber(read[11] or 0) and redis.call("HGET", KEYS[#KEYS], owner)
    if at and tonumber(given_back or 0) < tonumber(ARGV[8]) and now + lasts >= tonumber(read[5]) then
      local seats = at
      for seat = at + 1, at + k - 1 do seats = seats .. "," .. seat end
      local item = type .. ":" .. ARGV[10] .. ":" .. ARGV[18] .. ":" .. seats .. ":"
      local line = string.format("%s h %d %s %s %s", ARGV[4]:sub(1, 22), now, ARGV[5], ARGV[7], item)
      redis.call("HSET", KEYS[1], "last", string.format("%d", now), "changes", (read[7] or 0) + 1, "holds", read[6] + 1,
        "@" .. owner, line, "held:" .. type, (read[12] or 0) + k, "free:" .. letter, free - k,
        "hints:" .. letter, k > 1 and hints or lowered(hints, at, true))
      redis.call("SETRANGE", KEYS[3], at - 1, string.char(letter:byte() - 32):rep(k))
      redis.call("ZADD", KEYS[2], string.format("%d", now + lasts), ARGV[4])
      return { "held", read[1], line }
    end
  end
end
