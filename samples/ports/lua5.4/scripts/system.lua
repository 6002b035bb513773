-- SPDX-FileCopyrightText: The Tern authors
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
print(os.getenv("NO_SUCH_VARIABLE"), os.getenv("TZ"), os.setlocale(), os.setlocale("C"), os.setlocale("no_such"))
print(os.time({ year = 2001, month = 2, day = 3, hour = 4, min = 5, sec = 6 }), os.date("!%Y-%m-%d %H:%M:%S", 981173106))
print(os.date("!%a %A %b %B %j %p %U %w %y %%", 981173106), os.date("!*t", 0).yday)
print(type(os.clock()), os.difftime(5, 3), os.time() > 1.6e9)
print(os.execute() and true, os.execute("exit 3")) print(os.execute("true"))
local p = io.popen("echo from a pipe; exit 4") print(p:read("a"), p:close())
local q = io.popen("n=0; while read -r l; do n=$((n + 1)); done; exit $((n == 1000 ? 5 : 6))", "w") q:write(("0123456789\n"):rep(1000)) print(q:close())
print(package.config:sub(1, 1), type(package.cpath), pcall(require, "no.such.module") == false)
print(package.loadlib("/no/such.so", "f") == nil, select(3, package.loadlib("/no/such.so", "f")))
