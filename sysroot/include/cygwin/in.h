/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Cygwin: programs that mean <netinet/in.h> by this name. */
#include <netinet/in.h>
