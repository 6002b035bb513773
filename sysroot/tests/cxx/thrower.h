// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A shared library on the other side of which exceptions are caught.
#pragma once

#include <stdexcept>
#include <string>

struct Failure : std::runtime_error {
  Failure(const std::string &what, int code) : std::runtime_error(what), code(code) {}
  int code;
};

struct Shape {
  virtual ~Shape() = default;
  virtual int sides() const = 0;
};
struct Square : Shape {
  int sides() const override { return 4; }
};

void throw_failure(int code);
void throw_int();
void throw_through_large_frame();
void throw_bad_alloc();
// Calls back, lets what is thrown pass, and tells whether its cleanup ran.
void call(void (*function)(), bool &cleaned);
// Catches everything and rethrows it.
void rethrow(void (*function)());
int catch_here(void (*function)()); // the code of a Failure, -1 for another exception

Shape *make_square();
Shape *make_hidden(); // a type that only the library knows

extern thread_local int library_counter;
int &library_counter_in_library();
std::string &library_text(); // a thread_local with a constructor
extern int destroyed_texts;
