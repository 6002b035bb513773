// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int answer = 42;
int *place = &answer; // one relocation

__declspec(dllexport) int probe_answer(void) {
  return *place;
}
