/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The answer is in the code, not in data that fork copies. */
int linked_is_new(void) { return VERSION[0] == 'n'; }
