// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "user/own_ids.h"
#include "core/view.h"
#include "user/sid_map.h"

namespace tern::user {

void ids_from_token(Ids &ids) {
  ids.ruid = ids.euid = ids.suid = id_of(nt::own_user());
  ids.rgid = ids.egid = ids.sgid = id_of(nt::own_group());
}

} // namespace tern::user
