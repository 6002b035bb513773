// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What core/thread.h needs of newlib's header, for builds on the host.
#pragma once
struct _reent {
  int _errno;
};
