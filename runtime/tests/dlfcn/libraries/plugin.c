/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What dlopen_test.cc loads. */
int plugin_value = 5;
static int constructed;
__attribute__((constructor)) static void construct(void) { constructed = 7; }
int plugin_get(void) { return plugin_value * 100 + constructed; }
void plugin_set(int v) { plugin_value = v; }
