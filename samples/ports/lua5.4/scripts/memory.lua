-- SPDX-FileCopyrightText: The Tern authors
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
local before = collectgarbage("count")
local keep = {}
for i = 1, 200000 do keep[i] = { i, tostring(i) } end
print(collectgarbage("count") - before > 10000, #keep) keep = nil collectgarbage()
print(collectgarbage("count") - before < 3000)
collectgarbage("generational") for i = 1, 100000 do local t = { i } end
collectgarbage("incremental", 100, 200) for i = 1, 100000 do local t = { i } end
print(collectgarbage("step"), collectgarbage("isrunning"))
local s = {} for i = 1, 18 do s[i] = ("0123456789"):rep(100000) end print(#table.concat(s))
print(pcall(string.rep, "x", 1 << 40))
local n = 0 for i = 1, 1000 do setmetatable({}, { __gc = function() n = n + 1 end }) end collectgarbage() print(n)
