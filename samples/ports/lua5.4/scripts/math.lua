-- SPDX-FileCopyrightText: The Tern authors
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
local function r(x) return ("%.12g"):format(x) end
print(r(math.sin(1)), r(math.cos(1)), r(math.tan(1)), r(math.asin(0.5)), r(math.acos(0.5)), r(math.atan(1, 2)))
print(r(math.exp(1)), r(math.log(10)), r(math.log(8, 2)), r(math.log(1000, 10)), r(math.sqrt(2)), r(2 ^ 0.5))
print(math.floor(-3.5), math.ceil(-3.5), math.fmod(-7, 3), math.modf(-3.7)) print(math.tointeger(3.0), math.type(1), math.type(1.0), math.ult(1, -1))
print(r(math.pi), math.huge, -math.huge, math.huge - math.huge ~= math.huge - math.huge)
print(5 // 0.0, -5 // 0.0, 5 % math.huge, -5 % math.huge, pcall(function() return 1 // 0 end))
print(1 << 63, 1 << 64, -1 >> 1, ~0, 5 & 3, 5 | 3, 5 ~ 3) math.randomseed(42)
local ok = true for i = 1, 10000 do local x = math.random(10) ok = ok and x >= 1 and x <= 10 end print(ok)
for _, x in ipairs { 1e300 * 1e10, 1e-310, 123456789012345678, 0.1, 1e100, -0.0 } do io.write(tostring(x), " ") end print()
