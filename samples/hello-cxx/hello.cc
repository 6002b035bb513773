// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

struct Counter {
  int value = 0;
  ~Counter() { total += value; } // runs at the end of each thread
  static int total;
};
int Counter::total = 0;

thread_local Counter counter;

class PortError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

void open_port(int number) {
  auto name =
      std::make_unique<std::string>("port " + std::to_string(number)); // freed while the stack unwinds
  if (number % 2) throw PortError(*name + " is odd");
  ++counter.value;
}

} // namespace

int main() {
  int caught = 0;
  for (int number = 0; number < 4; ++number) {
    try {
      open_port(number);
    } catch (const std::runtime_error &error) {
      std::cout << "caught: " << error.what() << '\n';
      ++caught;
    }
  }
  for (int i = 0; i < 3; ++i)
    std::thread([] {
      for (int k = 0; k < 5; ++k) ++counter.value;
    }).join();
  std::cout << "exceptions " << caught << ", this thread " << counter.value << ", ended threads "
            << Counter::total << std::endl;
  return caught == 2 && counter.value == 2 && Counter::total == 15 ? 0 : 1;
}
