/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The version of Cygwin's public API that this system's headers follow, under Cygwin's names. */
#ifndef _CYGWIN_VERSION_H
#define _CYGWIN_VERSION_H

#define CYGWIN_VERSION_DLL_MAJOR 3006
#define CYGWIN_VERSION_DLL_MINOR 0
#define CYGWIN_VERSION_DLL_COMBINED 3006000
#define CYGWIN_VERSION_DLL_MAKE_COMBINED(major, minor) (((major) * 1000) + (minor))
#define CYGWIN_VERSION_API_MAJOR 0
#define CYGWIN_VERSION_API_MINOR 357
#define CYGWIN_VERSION_MAGIC(major, minor) ((major) * 32768 + (minor))
#define CYGWIN_VERSION_DLL_IDENTIFIER "tern1"

/* Tern's own. Programs tell Tern from Cygwin by __TERN__. */
#define __TERN__ 1
#define TERN_ABI_VERSION 1

#endif
