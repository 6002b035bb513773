-- SPDX-FileCopyrightText: The Tern authors
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
print(pcall(error, "plain")) print(pcall(error, { 1 }) == false)
print(select(2, pcall(function() local x = nil; return x.y end)))
print(select(2, pcall(function() return 1 + {} end)))
print(select(2, pcall(function() return #5 end)))
print(xpcall(function() error("deep", 0) end, function(m) return m .. "!" end))
local function loop(n) return loop(n + 1) + 1 end
print((select(2, pcall(loop, 1)):gsub("^.-:%d+: ", ""):match("^stack overflow")))
local function nested(n) if n == 0 then error("bottom", 0) end local ok, e = pcall(nested, n - 1) error(e, 0) end
print(pcall(nested, 150))
print(load("x ="), (load("return ...", "chunk", "t", {}))(9))
print(pcall(string.rep, "x", -1), pcall(string.rep))
