# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# A bundle holds a program and its DLLs, each at a place of its own, and runs from anywhere.
mkdir lib
cp "$PROGRAMS"/user.exe "$PROGRAMS"/cygtwo-1.dll .
cp "$PROGRAMS"/cygone-1.dll lib
check "a DLL that is nowhere" 1 "$(status "$tern" bundle user.exe -o dist)"
check_match "is named, and who needs it" '*user.exe needs cygone-1.dll*' "$(cat err)"
check "nothing was written" 0 "$(status test ! -e dist)"
check "bundle with a plugin" 0 "$(status "$tern" bundle user.exe cygtwo-1.dll --search lib -o dist)"
check "its images" "cygone-1.dll cygtwo-1.dll user.exe" "$(cd dist && ls *.exe *.dll | tr '\n' ' ' | sed 's/ $//')"
check "no two overlap" 0 "$(status "$tern" rebase --check dist/user.exe dist/cygone-1.dll dist/cygtwo-1.dll)"
check "the sources are as they were" 1 "$(status "$tern" rebase --check lib/cygone-1.dll cygtwo-1.dll)"
check "it runs" 42 "$(status "$run" dist/user.exe)"
check "the same again is the same" 0 "$(status "$tern" bundle user.exe cygtwo-1.dll --search lib -o again)"
check "byte for byte" 0 "$(status diff -r dist again)"
mkdir sub && cp cygtwo-1.dll sub/CYGTWO-1.dll
check "two files of one name" 1 "$(status "$tern" bundle cygtwo-1.dll sub/CYGTWO-1.dll -o dist2)"
check "layout bin" 0 "$(status "$tern" bundle user.exe --search lib --layout bin -o unix)"
check "images in bin" 42 "$(status "$run" unix/bin/user.exe)"
check "licences" 0 "$(status test -d unix/licenses)"
check "--only-dlls" "cygone-1.dll user.exe" "$("$tern" bundle --only-dlls user.exe --search lib -o only >out && ls only | tr '\n' ' ' | sed 's/ $//')"
check "a folder that cannot be made" 1 "$(status "$tern" bundle user.exe --search lib -o /proc/none)"
check "wrong use" 2 "$(status "$tern" bundle user.exe)"
done_testing
