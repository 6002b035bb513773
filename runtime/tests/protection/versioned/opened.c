/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
int opened_is_new(void) { return VERSION[0] == 'n'; }
