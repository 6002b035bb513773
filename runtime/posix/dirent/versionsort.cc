// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// versionsort (GNU): an order for scandir() in which "file9" comes before "file10".
#include "core/sections.h"
#include <dirent.h>
#include <string.h>

TERN_EXPORT int versionsort(const struct dirent **a, const struct dirent **b) { return strverscmp((*a)->d_name, (*b)->d_name); }
