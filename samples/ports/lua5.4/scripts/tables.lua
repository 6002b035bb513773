-- SPDX-FileCopyrightText: The Tern authors
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
local t = {}
for i = 1, 1000 do t[i] = (i * 7919) % 1009 end
table.sort(t)
print(t[1], t[500], t[1000], #t, table.concat(t, ",", 1, 5))
table.sort(t, function(a, b) return a > b end)
print(t[1], t[1000], select("#", table.unpack(t, 1, 200)))
table.move(t, 1, 10, 5) print(table.concat(t, " ", 1, 14))
local m = setmetatable({}, { __index = function(_, k) return k * 2 end, __call = function(_, x) return x + 1 end,
  __len = function() return 42 end, __tostring = function() return "meta" end, __close = function() print("closed") end })
print(m[21], m(1), #m, tostring(m))
do local c <close> = m end
local weak = setmetatable({}, { __mode = "k" })
for i = 1, 100 do weak[{}] = i end
collectgarbage() collectgarbage()
print(next(weak))
