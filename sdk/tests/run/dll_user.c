// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int probe_answer(void);

int main(void) {
  return probe_answer();
}
