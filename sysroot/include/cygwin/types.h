/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Cygwin: programs that mean <sys/types.h> by this name. */
#include <sys/types.h>
