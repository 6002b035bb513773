-- SPDX-FileCopyrightText: The Tern authors
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
local function producer(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local sum = 0
for v in producer(10000) do sum = sum + v end
print(sum)
local all = {}
for i = 1, 1000 do all[i] = coroutine.create(function(a) while true do a = a + coroutine.yield(a) end end) end
local total = 0
for round = 1, 20 do for i = 1, 1000 do local _, v = coroutine.resume(all[i], 1) total = total + v end end
print(total)
local co = coroutine.create(function() error({ code = 7 }) end)
local ok, e = coroutine.resume(co)
print(ok, e.code, coroutine.status(co), coroutine.isyieldable(), (coroutine.close(co)))
print(pcall(coroutine.wrap(function() return pcall(coroutine.yield, 1) end)))
