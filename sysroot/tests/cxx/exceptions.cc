// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exceptions and RTTI inside a program and across a shared library, both ways.
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <typeinfo>

#include "check.h"
#include "thrower.h"

static void throw_own() { throw Failure("failure of the program", 11); }

static void from_library() {
  try {
    throw_failure(3);
    CHECK(!"reached");
  } catch (const Failure &failure) {
    CHECK(failure.code == 3);
    CHECK(std::string(failure.what()) == "failure of the library");
  }
  try {
    throw_failure(4);
  } catch (const std::exception &base) {
    CHECK(dynamic_cast<const Failure *>(&base) != nullptr);
  }
  try {
    throw_int();
  } catch (int value) {
    CHECK(value == 42);
  }
  try {
    throw_through_large_frame();
  } catch (const std::runtime_error &error) {
    CHECK(dynamic_cast<const Failure &>(error).code == 1);
  }
  bool caught = false;
  try {
    throw_bad_alloc();
  } catch (const std::bad_alloc &) {
    caught = true;
  }
  CHECK(caught);
}

static void through_library() {
  bool cleaned = false;
  try {
    call(throw_own, cleaned);
    CHECK(!"reached");
  } catch (const Failure &failure) {
    CHECK(failure.code == 11);
  }
  CHECK(cleaned);
  CHECK(catch_here(throw_own) == 11);
  CHECK(catch_here([] { throw 1; }) == -1);
  try {
    rethrow(throw_own);
    CHECK(!"reached");
  } catch (const Failure &failure) {
    CHECK(failure.code == 11);
  }
}

static void nested_and_stored() {
  std::exception_ptr stored;
  try {
    throw_failure(5);
  } catch (...) {
    stored = std::current_exception();
  }
  try {
    std::rethrow_exception(stored);
  } catch (const Failure &failure) {
    CHECK(failure.code == 5);
  }
  try {
    try {
      throw_failure(6);
    } catch (...) {
      std::throw_with_nested(std::logic_error("outer"));
    }
  } catch (const std::exception &outer) {
    int inner = 0;
    try {
      std::rethrow_if_nested(outer);
    } catch (const Failure &failure) {
      inner = failure.code;
    }
    CHECK(inner == 6);
  }
}

static void types() {
  std::unique_ptr<Shape> square(make_square()), hidden(make_hidden());
  CHECK(typeid(*square) == typeid(Square));
  CHECK(dynamic_cast<Square *>(square.get()) != nullptr);
  CHECK(dynamic_cast<Square *>(hidden.get()) == nullptr);
  CHECK(square->sides() == 4 && hidden->sides() == 7);
  bool caught = false;
  try {
    (void)dynamic_cast<Square &>(*hidden);
  } catch (const std::bad_cast &) {
    caught = true;
  }
  CHECK(caught);
}

int main() {
  for (int i = 0; i < 3; ++i) {
    from_library();
    through_library();
    nested_and_stored();
    types();
  }
  CHECK(!std::current_exception());
  return check_result();
}
