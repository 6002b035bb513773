-- SPDX-FileCopyrightText: The Tern authors
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
print(("%5.2f|%-8s|%08x|%q|%a"):format(3.14159, "ab", 48879, "a\n\0b", 0.5))
print(("hello world"):gsub("o", "0"), ("a,b,,c"):find(",,", 1, true))
for k, v in ("k1=v1;k2=v2"):gmatch("(%w+)=(%w+)") do io.write(k, ":", v, " ") end print()
print(string.pack("<i4z", 100, "abc"):byte(1, -1))
print(string.unpack(">I2s1", string.pack(">I2s1", 513, "xyz")))
print(utf8.char(228, 8364, 128512), utf8.len("äö€"), utf8.codepoint("€", 1))
print(("x"):rep(100000):len(), ("abc"):reverse():upper())
print(tostring(1e15), tostring(2^63), 10 // 3, -7 % 3, 7.0 // 2, 1 / 0, -1 / 0)
print(math.maxinteger, math.mininteger, math.maxinteger + 1 == math.mininteger)
print(tonumber("0x1p4"), tonumber("  12  "), tonumber("z", 36), tonumber("1e"))
