-- SPDX-FileCopyrightText: The Tern authors
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
-- SIGINT in the middle of coroutines: lua's handler sets a hook, which ends what runs with an error.
local function churn()
  local n = 0
  while true do
    local cos = {}
    for i = 1, 50 do
      cos[i] = coroutine.wrap(function(a) while true do a = coroutine.yield(a .. i) end end)
      n = n + #cos[i](("x"):rep(i))
    end
    for i = 1, 50 do n = n + #cos[i]("y") end
    n = n + #string.gsub(("a"):rep(100), "a", function(s) return coroutine.wrap(function() coroutine.yield(s) end)() end)
  end
end
local function interrupted(delay)
  local sender = io.popen(("read go; i=0; while [ $i -lt %d ]; do i=$((i+1)); done; kill -INT $PPID"):format(delay), "w")
  local ok, message = pcall(function()
    sender:write("go\n")
    sender:flush()
    churn()
  end)
  sender:close()
  return ok, message:match("interrupted!"), collectgarbage("count") > 0
end
if arg[1] == "child" then
  local ok, message = interrupted(tonumber(arg[2]))
  os.exit(not ok and message == "interrupted!" and 5 or 1)
end
print(interrupted(1000))
for round = 1, 8 do
  print(os.execute(("%s %s child %d"):format(arg[-1], arg[0], 200 * round)))
end
for _, name in ipairs { "TERM", "KILL", "INT", "SEGV" } do print(os.execute("kill -" .. name .. " $$")) end
