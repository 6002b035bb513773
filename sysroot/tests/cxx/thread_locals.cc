// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// thread_local in a program, in a shared library, and of a library used by a
// program.
#include <string>
#include <thread>

#include "check.h"
#include "thrower.h"

namespace {
int constructed, destroyed;
struct Counted {
  Counted() { ++constructed; }
  ~Counted() { ++destroyed; }
  int value = 1;
};
thread_local Counted counted;
thread_local int number = 7;

void work() {
  CHECK(number == 7);
  number = 8;
  CHECK(counted.value == 1);
  counted.value = 2;
  CHECK(library_counter_in_library() == 5);
  library_counter_in_library() = 6;
  CHECK(library_text() == "initial");
  library_text() += " changed";
}
} // namespace

int main() {
  counted.value = 3;
  number = 9;
  library_text() = "main's";
  for (int i = 1; i <= 3; ++i) {
    std::thread(work).join();
    CHECK(constructed == 1 + i);
    CHECK(destroyed == i);
    CHECK(destroyed_texts == i);
  }
  CHECK(counted.value == 3 && number == 9);
  CHECK(library_text() == "main's");
  CHECK(library_counter_in_library() == 5);
  return check_result();
}
