// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Descriptors that count expirations (Linux). No thread serves them: who waits computes when.
#pragma once
#include "fd/description.h"
#include <time.h>

namespace tern::time {

Result<fd::FileRef> make_timerfd(clockid_t, int flags);                      // EINVAL: clock
Result<> timerfd_set(fd::Description &, bool absolute, int64_t value, int64_t interval, int64_t *left, int64_t *old_interval);
Result<> timerfd_get(fd::Description &, int64_t &left, int64_t &interval);   // EINVAL: another kind
Result<fd::FileRef> load_timerfd(const void *data, size_t size);             // in a new image: from what save() wrote

} // namespace tern::time
