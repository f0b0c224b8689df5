--[[
  Who takes units and gives them back, over and over, keeps them from everybody else: that fan waits for the next window.

  KEYS[last] released  hash  owner -> holds given back since this window began (release.lua counts)
  ARGV[8] most in one window.   `ends` is the field `released` of the sale: ms the window ends at.
  Nil, or {"rate_limited", ms until the window ends}. While nobody gives back it costs nothing.
]]
local function too_many(owner, at, ends)
  if at >= ends then return end
  local given_back = tonumber(redis.call("HGET", KEYS[#KEYS], owner) or 0)
  if given_back >= tonumber(ARGV[8]) then return { "rate_limited", ends - at } end
end
