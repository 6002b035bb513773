# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: Windows resources by windres and by the driver.
. "$(dirname "$0")/lib.sh"
echo 'int main(void) { return 0; }' >m.c
echo '#define NUMBER 7' >number.h
cat >v.rc <<'EOT'
#include "number.h"
#ifndef RC_INVOKED
#error "no resource compiler"
#endif
1 VERSIONINFO
FILEVERSION 1,2,3,NUMBER
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "040904b0"
    BEGIN
      VALUE "ProductName", NAME
    END
  END
END
EOT
status 0 "$bin-windres" -DNAME='\"text\"' v.rc v.o
header_of v.o
has header COFF-x86-64
status 0 "$bin-windres" -i v.rc -o v.res -O res -DNAME='\"text\"'
status 0 "$bin-windres" -i v.rc -o w.o -O coff -DNAME='\"text\"' -I .
status 0 cc m.c v.o -o by_object
readobj --coff-resources by_object.exe >resources
has resources VERSIONINFO
status 0 cc m.c v.res -o by_res
mkdir inc && mv number.h inc/
sed -i 's/VALUE .*//' v.rc
status 0 cc -Iinc m.c v.rc -o by_driver
readobj --coff-resources by_driver.exe >resources
has resources VERSIONINFO
status 1 cc m.c v.rc -o by_driver
