// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thrower.h"

#include <cstring>
#include <new>

void throw_failure(int code) { throw Failure("failure of the library", code); }
void throw_int() { throw 42; }

[[gnu::noinline]] static void fill(char *buffer, size_t size) { memset(buffer, 1, size); }

void throw_through_large_frame() {
  char buffer[70000];
  fill(buffer, sizeof buffer);
  throw_failure(buffer[69999]);
}

void throw_bad_alloc() {
  static volatile size_t huge = ~static_cast<size_t>(0) / 4;
  static char *volatile sink; // else the allocation may be left out
  sink = new char[huge];
  delete[] sink;
}

namespace {
struct Cleanup {
  explicit Cleanup(bool &flag) : flag(flag) {}
  ~Cleanup() { flag = true; }
  bool &flag;
};
struct Hidden : Shape {
  int sides() const override { return 7; }
};
struct Text {
  std::string value = "initial";
  ~Text() { ++destroyed_texts; }
};
} // namespace

void call(void (*function)(), bool &cleaned) {
  Cleanup cleanup(cleaned);
  function();
}

void rethrow(void (*function)()) {
  try {
    function();
  } catch (...) {
    throw;
  }
}

int catch_here(void (*function)()) {
  try {
    function();
  } catch (const Failure &failure) {
    return failure.code;
  } catch (...) {
    return -1;
  }
  return 0;
}

Shape *make_square() { return new Square; }
Shape *make_hidden() { return new Hidden; }

thread_local int library_counter = 5;
int &library_counter_in_library() { return library_counter; }
int destroyed_texts;
std::string &library_text() {
  static thread_local Text text;
  return text.value;
}
