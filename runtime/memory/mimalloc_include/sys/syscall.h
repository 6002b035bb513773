/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mimalloc looks here for the numbers of mbind and getcpu; this target has none. */
