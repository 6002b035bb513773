/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux: old name of <sys/wait.h>. */
#include <sys/wait.h>
