// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fd/kinds.h"
#include "fd/native_console.h"
#include "ipc/fifo.h"
#include "time/timerfd.h"

namespace tern::fd {

Result<FileRef> load_other_kind(Kind kind, BlockReader &, const char *data, size_t size) {
  switch (kind) {
  case Kind::Console: return load_native_console(data, size);
  case Kind::Fifo: return ipc::load_fifo(data, size);
  case Kind::TimerFd: return time::load_timerfd(data, size);
  default: return Errno(ENOTSUP);
  }
}

} // namespace tern::fd
