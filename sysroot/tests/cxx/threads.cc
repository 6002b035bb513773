// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

#include "check.h"

using namespace std::chrono_literals;

static void counting() {
  std::mutex mutex;
  long sum = 0;
  std::atomic<long> atomic{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 10000; ++i) {
        std::lock_guard<std::mutex> guard(mutex);
        ++sum;
        ++atomic;
      }
    });
  for (auto &thread : threads)
    thread.join();
  CHECK(sum == 40000 && atomic == 40000);
}

static void waiting() {
  std::mutex mutex;
  std::condition_variable changed;
  int turn = 0;
  std::thread other([&] {
    for (int i = 0; i < 100; ++i) {
      std::unique_lock<std::mutex> lock(mutex);
      changed.wait(lock, [&] { return turn % 2 == 1; });
      ++turn;
      changed.notify_one();
    }
  });
  for (int i = 0; i < 100; ++i) {
    std::unique_lock<std::mutex> lock(mutex);
    ++turn;
    changed.notify_one();
    changed.wait(lock, [&] { return turn % 2 == 0; });
  }
  other.join();
  CHECK(turn == 200);
  std::unique_lock<std::mutex> lock(mutex);
  auto begin = std::chrono::steady_clock::now();
  CHECK(!changed.wait_for(lock, 30ms, [] { return false; }));
  CHECK(std::chrono::steady_clock::now() - begin >= 29ms);
}

static void futures() {
  auto result = std::async(std::launch::async, [] { return 6 * 7; });
  CHECK(result.get() == 42);
  auto failing = std::async(std::launch::async, []() -> int { throw std::runtime_error("x"); });
  bool caught = false;
  try {
    failing.get();
  } catch (const std::runtime_error &) {
    caught = true;
  }
  CHECK(caught);
  std::promise<int> promise;
  auto future = promise.get_future();
  CHECK(future.wait_for(1ms) == std::future_status::timeout);
  promise.set_value(1);
  CHECK(future.get() == 1);
}

int main() {
  counting();
  waiting();
  futures();
  std::once_flag once;
  int calls = 0;
  for (int i = 0; i < 3; ++i)
    std::call_once(once, [&] { ++calls; });
  CHECK(calls == 1);
  std::shared_mutex shared;
  shared.lock_shared();
  CHECK(shared.try_lock_shared());
  CHECK(!shared.try_lock());
  shared.unlock_shared();
  shared.unlock_shared();
  CHECK(std::thread::hardware_concurrency() > 0);
  return check_result();
}
